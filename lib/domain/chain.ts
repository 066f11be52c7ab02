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
      sha256(link.after ?? ""),
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
