import { sha256 } from "../domain/chain";
import { type Answer, invalid, refuse } from "../domain/errors";
import { parseInput } from "../domain/inputs";
import type { Payload } from "../domain/payloads";
import { refusedTo } from "../domain/policy";
import { passagesInput, redacted, redactedForm } from "../domain/redaction";
import { Replay, type ReplayedRevision, type TableRow } from "../domain/replay";
import type { derivedColumns } from "../domain/rows";
import type { EntryKind } from "../domain/vocabulary";
import { type Change, type Context, publish } from "./change";
import { refuseNow } from "./refusing";

/**
 * Takes texts out of an entry for good, from its row and from every version of it, for an administrator: a stub stays, and
 * the digest of each version as it was published, so that the chain still verifies. Goes through while publishing is stopped.
 * @param edit.texts each goes wherever a text of the entry is it, or has it in it; for now not where the entry was
 *   retracted while it had it
 * @returns or refuses: `not_found`; `invalid` without a reason, or where no version has such a text
 */
export async function redact(
  context: Context,
  edit: { entryKind: EntryKind; entry: string; texts: unknown; reason: string },
): Promise<Answer<{ revision: number; versions: number }>> {
  const refused = refusedTo(context.actor, "record.redact");
  if (refused) return refused;
  const body = async (change: Change) => {
    const { entryKind, entry } = edit;
    const parsed = parseInput(passagesInput, edit);
    if (!parsed.ok) return refuseNow(invalid(...parsed.problems.map(({ code }) => ({ field: "texts", code }))));
    if (!edit.reason.trim()) refuseNow(invalid({ field: "reason", code: "reason_required" }));
    if (!(await change.newest(entryKind, entry))) return refuseNow(refuse("not_found"));
    const { versions, fields } = await redactHistory(change, entryKind, entry, parsed.value.texts);
    if (versions === 0) refuseNow(invalid({ field: "texts", code: "nothing_to_redact" }));
    const newest = await change.newest(entryKind, entry);
    const revision = await change.record(entryKind, entry, "redaction", newest?.payload ?? null, fields);
    await rewriteRows(change, entryKind, entry);
    await redactWaiting(change, entryKind, entry, parsed.value.texts);
    return { revision, versions };
  };
  return publish(context, edit, body, { evenFrozen: true, unreviewed: true });
}

/** Takes texts out of every version of an entry. @returns how many had any, and in which fields */
async function redactHistory({ tx, at }: Change, entryKind: EntryKind, entry: string, passages: string[]) {
  const fields = new Set<string>();
  let versions = 0;
  const clean = (stored: string | null): string | null => {
    if (stored === null) return null;
    const found = redacted(JSON.parse(stored) as Payload, passages);
    for (const field of found.fields) fields.add(field);
    return found.fields.length > 0 ? JSON.stringify(found.payload) : stored;
  };
  for (const row of await tx.revision.findMany({ where: { entryKind, entry }, orderBy: { seq: "asc" } })) {
    const [before, after] = [clean(row.before), clean(row.after)];
    if (before === row.before && after === row.after) continue;
    // the database's guard asks for a digest of what became of the entry, and nothing did
    if (row.after === null) refuseNow(invalid({ field: "texts", code: "retraction_has_it" }));
    const digest = row.digest ?? sha256(row.after);
    await tx.revision.update({ where: { seq: row.seq }, data: { before, after, redactedAt: at, digest } });
    versions++;
  }
  return { versions, fields: [...fields].sort() };
}

/** Takes texts out of what waits to be published of an entry, also along with others, so that they do not come back with it. */
async function redactWaiting({ tx }: Change, entryKind: EntryKind, entry: string, passages: string[]): Promise<void> {
  const names = { state: { not: "draft" as const }, payload: { contains: JSON.stringify(entry) } };
  const waiting = await tx.draft.findMany({
    where: { OR: [{ entryKind, entry }, names] },
    select: { id: true, version: true, payload: true, reason: true, comment: true },
  });
  for (const { id, version, payload, ...said } of waiting) {
    const before = { payload: JSON.parse(payload), ...said };
    const { payload: left, ...words } = redactedForm(before, passages);
    const data = { payload: JSON.stringify(left), ...words };
    if (JSON.stringify(data) !== JSON.stringify({ payload, ...said }))
      await tx.draft.update({ where: { id }, data: { ...data, version: version + 1 } });
  }
}

/** What the rules say of a day's claims depends on no text, and on other entries. */
type NotOfTexts = keyof ReturnType<typeof derivedColumns>;
const NOT_OF_TEXTS: Record<NotOfTexts, true> = {
  grade: true,
  blameContested: true,
  evidenced: true,
  announcedBy: true,
  blamed: true,
};

/** Writes the rows of an entry anew, as its history now makes them. */
async function rewriteRows({ tx }: Change, entryKind: EntryKind, entry: string): Promise<void> {
  const replay = new Replay();
  const revisions = await tx.revision.findMany({ where: { entryKind, entry }, orderBy: { seq: "asc" } });
  for (const revision of revisions) replay.apply(revision satisfies ReplayedRevision);
  for (const [table, row] of replay.rows()) {
    const kept = Object.entries(row).filter(([column]) => table !== "CorridorDay" || !(column in NOT_OF_TEXTS));
    const data = Object.fromEntries(kept) as never;
    if (table === "CorridorDay") await tx.corridorDay.update({ where: { id: keyIn(row, "id") }, data });
    else if (table === "Claim") await tx.claim.update({ where: { key: keyIn(row, "key") }, data });
    else if (table === "Corridor") await tx.corridor.update({ where: { slug: keyIn(row, "slug") }, data });
    else if (table === "Place") await tx.place.update({ where: { slug: keyIn(row, "slug") }, data });
    else if (table === "Party") await tx.party.update({ where: { slug: keyIn(row, "slug") }, data });
    else await tx.source.update({ where: { slug: keyIn(row, "slug") }, data });
  }
}

const keyIn = (row: TableRow, column: string): string => row[column] as string;
