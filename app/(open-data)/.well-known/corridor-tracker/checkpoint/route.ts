import { nothing, published } from "@/app/(open-data)/published";
import { readCheckpoint } from "@/lib/data/checkpoint";
import { store } from "@/lib/data/client";

export const dynamic = "force-dynamic";

/** The signed head of the public chain. */
export async function GET(): Promise<Response> {
  const text = await readCheckpoint(store().read);
  return text === null ? nothing() : published(text, "text/plain; charset=utf-8", null);
}
