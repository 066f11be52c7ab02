import { config } from "../config";
import { GENESIS } from "../domain/chain";
import { checkpoint, publicPem, signingKey } from "../domain/checkpoint";
import type { Db } from "./client";
import { lastChange } from "./revisions";
import { siteUrl } from "./site";

const key = () => {
  const { checkpointKey } = config();
  return checkpointKey === undefined ? null : signingKey(checkpointKey);
};

/** The head of the public chain, signed with this site's key; null where it has none. */
export async function readCheckpoint(db: Db): Promise<string | null> {
  const signing = key();
  if (!signing) return null;
  const last = await lastChange(db);
  return checkpoint(
    { site: siteUrl(), seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS, at: last?.at ?? null },
    signing,
  );
}

/** The public half of that key; null where there is none. */
export function readCheckpointKey(): string | null {
  const signing = key();
  return signing && publicPem(signing);
}
