import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** A signing key from its 32 random bytes. @returns null where it is no base64 of 32 bytes */
export function signingKey(base64: string): KeyObject | null {
  const seed = Buffer.from(base64, "base64");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64) || seed.length !== 32) return null;
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
}

/** The key with which everybody can check what was signed, as PEM. */
export const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: "spki", format: "pem" }).toString();

/** The head of the public chain at some moment. */
export type Head = { site: string; seq: number; hash: string; at: Date | null };

/**
 * The head of the public chain, signed: who keeps one can show later that the chain was rewritten. Five lines, each ended by
 * LF, are what is signed; an empty one and the signature follow.
 */
export function checkpoint({ site, seq, hash, at }: Head, key: KeyObject): string {
  const said = ["corridor-tracker checkpoint 1", site, String(seq), hash, at?.toISOString() ?? "-"].join("\n");
  return `${said}\n\nsignature ${sign(null, Buffer.from(`${said}\n`), key).toString("base64")}\n`;
}
