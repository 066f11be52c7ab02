import { createHash } from "node:crypto";
import type { AuthorRole, ChangeKind, EntryKind } from "./vocabulary";

export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** What the first link of a chain points back to. */
export const GENESIS = "0".repeat(64);

export type ChainLink = {
  seq: number;
  at: Date;
  entryKind: EntryKind;
  entry: string;
  kind: ChangeKind;
  reason: string;
  role: AuthorRole;
  /** The stored text of what the entry became; null for an entry that is gone. */
  after: string | null;
  /** sha256 of `after` as it was published, where a redaction took texts out of it since. */
  digest?: string | null;
  prevHash: string;
};

/**
 * The hash of one public revision: sha256 over a JSON array, so that a stranger can recompute it with standard tools.
 * Only a digest of the payload goes in: a redaction may blank the text, and the chain still verifies.
 */
export const hashOf = (link: ChainLink): string =>
  sha256(
    JSON.stringify([
      1,
      link.seq,
      link.at.toISOString(),
      link.entryKind,
      link.entry,
      link.kind,
      link.reason,
      link.role,
      link.digest ?? sha256(link.after ?? ""),
      link.prevHash,
    ]),
  );

export type AuditLink = {
  seq: number;
  at: Date;
  actorId: string;
  action: string;
  entryKind: EntryKind | null;
  entry: string | null;
  detail: string;
  prevHash: string;
};

/** The hash of one line of the internal audit log. */
export const auditHashOf = (link: AuditLink): string =>
  sha256(
    JSON.stringify([
      1,
      link.seq,
      link.at.toISOString(),
      link.actorId,
      link.action,
      link.entryKind,
      link.entry,
      sha256(link.detail),
      link.prevHash,
    ]),
  );

/** The last link of a chain; what to keep elsewhere to notice later that a chain was cut short or written anew. */
export type Head = { seq: number; hash: string };

/** Why a link does not fit what stands before it. */
export type ChainFault =
  /** Links with the numbers before it are missing. */
  | "gap"
  /** It does not name the hash of the link before it. */
  | "prev_hash"
  /** Its hash is not that of its content. */
  | "hash"
  /** It is dated before the link before it. */
  | "at"
  /** Its `before` is not what the entry's last revision left. */
  | "before"
  /** Its `fields` are not those in which before and after differ. */
  | "fields"
  /** The change set that it names tells something else. */
  | "change_set"
  /** The change set of the revision that it tells of names another author. */
  | "author"
  /** It is marked as redacted, and no redaction of its entry says so. */
  | "redaction"
  /** The log speaks of a revision that the public chain, cut short, does not have. */
  | "revision"
  /** At the number of the checkpoint stands another hash: the chain was written anew. */
  | "checkpoint"
  /** The chain ends before the checkpoint. */
  | "cut_short";

/**
 * Whether a link fits the one before it.
 * @param previous null before the first
 * @param hash what the link's content hashes to
 */
export function faultOfLink(
  previous: (Head & { at: Date }) | null,
  link: Head & { at: Date; prevHash: string },
  hash: string,
): ChainFault | null {
  if (link.seq !== (previous?.seq ?? 0) + 1) return "gap";
  if (link.prevHash !== (previous?.hash ?? GENESIS)) return "prev_hash";
  if (link.hash !== hash) return "hash";
  return previous && link.at < previous.at ? "at" : null;
}

/** A head as people copy it, `14:f1a4…`; null where the text is none. */
export function parseHead(text: string): Head | null {
  const [, seq, hash] = /^([1-9]\d{0,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq && hash ? { seq: Number(seq), hash } : null;
}
