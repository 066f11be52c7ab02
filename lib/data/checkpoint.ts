import { sign } from "node:crypto";
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

/** A head of the public chain, signed with this site's key; null where it has none. @param head null for an empty record */
export function signedHead(head: { seq: number; hash: string; at: Date } | null): string | null {
  const signing = key();
  return signing && checkpoint({ site: siteUrl(), ...(head ?? { seq: 0, hash: GENESIS, at: null }) }, signing);
}

/** A text's signature (Ed25519) with the same key, as it is; null where there is none. */
export function signatureOf(text: string): Buffer | null {
  const signing = key();
  return signing && sign(null, Buffer.from(text), signing);
}

/** The head of now, signed; null where there is no key. */
export const readCheckpoint = async (db: Db): Promise<string | null> => signedHead(await lastChange(db));

/** The public half of that key; null where there is none. */
export function readCheckpointKey(): string | null {
  const signing = key();
  return signing && publicPem(signing);
}
