import { store } from "@/lib/data/client";
import { readVersion } from "@/lib/data/version";

export const dynamic = "force-dynamic";

/** Which version of the record there is, for the publisher (lib/front/watch.ts): no reader is let through to here. */
export async function GET(): Promise<Response> {
  return Response.json(await readVersion(store().read), { headers: { "Cache-Control": "no-store" } });
}
