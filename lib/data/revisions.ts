import type { Payload } from "../domain/payloads";
import { separated } from "../domain/text";
import type { AuthorRole, ChangeKind, EntryKind } from "../domain/vocabulary";
import type { Db } from "./client";

/** One published version of an entry, as the public may see it: the author by role only. */
export type PublicRevision = {
  seq: number;
  at: Date;
  kind: ChangeKind;
  reason: string;
  role: AuthorRole;
  fields: string[];
  before: Payload | null;
  after: Payload | null;
};

const payload = (text: string | null) => (text === null ? null : (JSON.parse(text) as Payload));

/** The public history of one entry, newest first. */
export async function listRevisions(db: Db, entryKind: EntryKind, entry: string): Promise<PublicRevision[]> {
  const rows = await db.revision.findMany({
    where: { entryKind, entry },
    orderBy: { seq: "desc" },
    select: { seq: true, at: true, kind: true, reason: true, role: true, fields: true, before: true, after: true },
  });
  return rows.map((row) => ({
    ...row,
    fields: separated(row.fields),
    before: payload(row.before),
    after: payload(row.after),
  }));
}

/** When the record last changed; null for an empty one. */
export async function lastChange(db: Db): Promise<{ seq: number; at: Date; hash: string } | null> {
  return db.revision.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, at: true, hash: true } });
}
