import { nothing, published } from "@/app/(open-data)/published";
import { readCheckpointKey } from "@/lib/data/checkpoint";

export const dynamic = "force-dynamic";

/** The key with which a checkpoint is verified. */
export function GET(): Response {
  const pem = readCheckpointKey();
  return pem === null ? nothing() : published(pem, "application/x-pem-file", null);
}
