import { selection } from "@/lib/data/exports/export";

/** The public chain: what was published, and by which role; never by whom. */
export const revisions = selection(
  {
    seq: '"seq"',
    at: '"at"',
    entry_kind: '"entryKind"',
    entry: '"entry"',
    change: '"kind"',
    reason: '"reason"',
    role: '"role"',
    fields: '"fields"',
    before: '"before"',
    after: '"after"',
    prev_hash: '"prevHash"',
    hash: '"hash"',
  },
  'FROM "Revision" ORDER BY "seq"',
);
