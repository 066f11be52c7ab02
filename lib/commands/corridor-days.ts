import type { Tx } from "@/lib/data/client";
import { insertAll, type Row } from "@/lib/data/insert-all";
import { dateAt } from "../domain/dates";
import { dayProblems } from "../domain/day-rules";
import { type Answer, invalid, refuse } from "../domain/errors";
import { dayInput, parseInput } from "../domain/inputs";
import { dayPayload } from "../domain/payloads";
import { dayKey } from "../domain/record";
import { unknownReferences } from "../domain/references";
import { claimColumns, dayColumns, derivedColumns, deriveFrom, emptiedColumns, listedAs } from "../domain/rows";
import { type Change, type Context, publish } from "./change";
import { withKeys } from "./claim-rows";
import { endDraft } from "./ending-drafts";
import { guardDays } from "./guard-days";
import { partiesAndSources } from "./references";
import { expectBase, refuseNow } from "./refusing";

export type SavedDay = { entry: string; revision: number; claims: string[] };
export type DayEdit = {
  /** What was typed: dayInput of lib/domain/inputs.ts. */
  day: unknown;
  /** The revision that the form was made from; 0 for a new day. */
  baseRevision: number;
  /** Required for every version after the first. */
  reason?: string | null;
  /** The draft that this publishes, and ends, unless somebody has gone on with it since: then it stays. */
  draft?: { id: string; version: number } | null;
  /** Warnings that the editor has seen and goes past: warningKey() of each. */
  onPurpose?: readonly string[];
};

/**
 * Publishes one corridor day with its claims, or a new version of it.
 * @returns or refuses: `invalid` with problems by field; `exists` or `conflict` with `current`, the newest version;
 *   `not_found` for an unknown corridor
 */
export const saveDay = (context: Context, edit: DayEdit): Promise<Answer<SavedDay>> =>
  publish(
    context,
    edit,
    async (change) => {
      await guardDays(change, { days: [{ at: "", day: edit.day }], onPurpose: edit.onPurpose });
      const saved = await publishDay(change, context.now, edit);
      // what waited for a review ended its draft when it was handed in
      if (edit.draft && !context.approval) await endDraft(change.tx, context, edit.draft, saved.entry);
      return saved;
    },
    { command: "saveDay" },
  );

/**
 * saveDay() inside a change that is under way: the seed and imports put many into one.
 * @param takesBack keys of claims that may stand in other days: a merge that is reverted moved them there
 */
export async function publishDay(
  change: Change,
  now: Date,
  edit: Pick<DayEdit, "day" | "baseRevision">,
  takesBack: readonly string[] = [],
): Promise<SavedDay> {
  const { tx } = change;
  const parsed = parseInput(dayInput, edit.day);
  if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
  const day = parsed.value;
  const entry = dayKey(day.corridor, day.date);

  const corridor = await tx.corridor.findUnique({
    where: { slug: day.corridor },
    select: { retractedAt: true, mergedIntoSlug: true, origin: { select: { timeZone: true } } },
  });
  if (!corridor || corridor.retractedAt)
    return refuseNow(refuse("not_found", [{ field: "corridor", code: "unknown_corridor" }]));
  if (corridor.mergedIntoSlug) return refuseNow(invalid({ field: "corridor", code: "merged_corridor" }));
  const existing = await tx.corridorDay.findUnique({
    where: { id: entry },
    select: { timeZone: true, retractedAt: true, revision: true },
  });
  await expectBase(edit.baseRevision, existing, () => change.newest("corridor_day", entry));

  const timeZone = existing?.timeZone ?? corridor.origin.timeZone;
  if (!timeZone) return refuseNow(invalid({ field: "corridor", code: "origin_time_zone" }));
  const references = await partiesAndSources(tx, day.claims);
  const retracted = new Set([...references.sources.values()].filter((s) => s.retractedAt).map((s) => s.slug));
  const problems = [
    ...dayProblems(day, { timeZone, now, today: dateAt(now, timeZone), retracted }),
    ...day.claims.flatMap((claim, i) => unknownReferences(claim, `claims.${i}.`, references)),
  ];
  if (problems.length) return refuseNow(invalid(...problems));

  const old = existing ? await tx.claim.findMany({ where: { dayId: entry } }) : [];
  const claims = await withKeys(change, entry, day.claims, new Set([...old.map((claim) => claim.key), ...takesBack]));
  const saved = { entry, claims: claims.map((claim) => claim.key) };
  const kind = existing && !existing.retractedAt ? "correction" : "addition";
  const revision = await change.record("corridor_day", entry, kind, dayPayload(day, timeZone, claims));
  if (existing?.revision === revision) return { ...saved, revision };

  const derived = deriveFrom(claims.map(claimColumns), day.status, {
    sideOf: (slug) => references.parties.get(slug)?.sideSlug ?? null,
    retracted: (slug) => retracted.has(slug),
  });
  const columns = {
    ...dayColumns(day, timeZone, claims),
    ...derivedColumns(derived),
    retractedAt: null,
    updatedAt: change.at,
    revision,
  };
  if (existing) await tx.corridorDay.update({ where: { id: entry }, data: columns, select: { id: true } });
  else {
    const identity = { id: entry, corridorSlug: day.corridor, date: day.date, publishedAt: change.at };
    await insertAll(tx, change.dialect, "CorridorDay", [{ ...identity, ...columns }]);
  }

  if (old.length > 0) await tx.claim.deleteMany({ where: { dayId: entry, key: { notIn: saved.claims } } });
  const moved = takesBack.length ? await tx.claim.findMany({ where: { key: { in: saved.claims } } }) : [];
  const added: Row[] = [];
  for (const [position, claim] of claims.entries()) {
    const before = [...old, ...moved].find(({ key }) => key === claim.key);
    const after = claimColumns(claim, position);
    const listed = listedAs(day.date, claim.saidOn);
    const stays = before?.dayId === entry;
    if (
      before &&
      stays &&
      Object.entries(after).every(([name, value]) => before[name as keyof typeof before] === value)
    ) {
      // it went with its day, and comes back as it was
      if (before.listed === null) await tx.claim.update({ where: { key: claim.key }, data: { listed } });
      continue;
    }
    const data = { ...after, listed, dayId: entry, updatedAt: change.at, revision };
    if (before) await tx.claim.update({ where: { key: claim.key }, data });
    else added.push({ ...data, key: claim.key, scope: "corridor_day" });
  }
  await insertAll(tx, change.dialect, "Claim", added);
  for (const from of new Set(moved.flatMap(({ dayId }) => (dayId && dayId !== entry ? [dayId] : []))))
    await emptyIfBare(tx, from);
  return { ...saved, revision };
}

/** A day all of whose claims stand in another one now; it goes with the same change. */
async function emptyIfBare(tx: Tx, id: string): Promise<void> {
  const day = await tx.corridorDay.findUnique({ where: { id }, select: { status: true } });
  if (day && (await tx.claim.count({ where: { dayId: id } })) === 0)
    await tx.corridorDay.update({ where: { id }, data: emptiedColumns(day.status) });
}
