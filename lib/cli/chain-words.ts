import type { ChainReport } from "@/lib/data/chains";
import type { ReplayReport } from "@/lib/data/replay-check";
import type { ChainFault, Head } from "@/lib/domain/chain";

/** A head as it is printed, kept elsewhere, and given back as a checkpoint. */
export const headText = ({ seq, hash }: Head): string => (seq === 0 ? "none yet" : `${seq}:${hash}`);

/** What is wrong with a link, as a sentence without its subject. */
const WRONG: Record<ChainFault, string> = {
  gap: "does not follow the link before it: links between them are missing",
  prev_hash: "does not name the hash of the link before it: one of the two was put there or moved later",
  hash: "does not hash to what it says: it was changed after it was written",
  at: "is dated before the link before it",
  before: "does not begin from what the last revision of its entry left: its `before` was changed",
  fields: "does not name the fields in which before and after differ: its `fields` were changed",
  change_set: "tells another time, reason, role or kind than its change set",
  author: "was written by somebody else than the change set of its revision says: the change set was changed",
  redaction: "is marked as redacted, and no redaction of its entry says so: it was changed by hand",
  revision: "speaks of a revision that the public chain does not have: the chain's last links were taken away",
  checkpoint: "has another hash than the checkpoint: the chain was written anew, from here or from before",
  cut_short: "is the checkpoint's, and the chain ends before it: its last links were taken away",
};

/** What the verification of a chain came to, in one or two sentences. */
export function chainText(name: string, { fitting, head, broken }: ChainReport): string {
  if (!broken) return `${name}: whole, with ${fitting} ${fitting === 1 ? "link" : "links"}. Head: ${headText(head)}`;
  return `${name}: BROKEN. Link ${broken.seq} ${WRONG[broken.fault]}. Links that fit: ${fitting}. Head: ${headText(head)}`;
}

/** What the comparison of the revisions with the tables came to. */
export function replayText({ rows, first }: ReplayReport): string {
  if (!first) return `Tables: ${rows} rows, as the revisions made them.`;
  const row = `${first.table} ${first.key}`;
  if (first.seq === null) return `Tables: BROKEN. No revision made ${row}.`;
  const differs = first.columns.length > 0 ? `differs in ${first.columns.join(", ")}` : "is missing";
  return `Tables: BROKEN. Revision ${first.seq} made ${row}, which ${differs}.`;
}
