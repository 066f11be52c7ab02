import type { Tx } from "@/lib/data/client";
import { CURRENT } from "@/lib/data/entries";
import { sharedDates } from "@/lib/data/shared-days";
import { invalid, type Problem } from "../domain/errors";
import type { DayInput } from "../domain/inputs";
import { fieldsOf, type Payload } from "../domain/payloads";
import { dayKey } from "../domain/record";
import { claimColumns, dayColumns, derivedColumns, deriveFrom, emptiedColumns, type KeyedClaim } from "../domain/rows";
import { evidenceFor, isOutcome } from "../domain/status";
import type { Change } from "./change";
import { partiesAndSources } from "./references";
import { refuseNow } from "./refusing";

/** By date: whose status, note and count stay, of the corridor that goes or of the one that stays. */
export type Kept = Readonly<Record<string, string>>;

/**
 * Moves the days of a corridor to the one that it is merged into, with their claims, which keep their keys. On a day that
 * both have, the editor's choice stays and the claims of both do.
 */
export async function mergeCorridorDays(
  change: Change,
  { from, into, kept = {} }: { from: string; into: string; kept?: Kept },
  now: Date,
): Promise<void> {
  const { tx } = change;
  const undecided = (await sharedDates(tx, from, into)).filter((date) => kept[date] !== from && kept[date] !== into);
  if (undecided.length)
    refuseNow(invalid(...undecided.map((date): Problem => ({ field: `kept.${date}`, code: "merge_choose" }))));
  const days = await tx.corridorDay.findMany({
    where: { ...CURRENT, corridorSlug: from },
    orderBy: { date: "asc" },
    select: { id: true, date: true },
  });
  const problems: Problem[] = [];
  for (const { id, date } of days) {
    const problem = await moveDay(change, { id, date, into, keepsOld: kept[date] === from });
    if (problem) problems.push(problem);
  }
  if (problems.length) refuseNow(invalid(...problems));
  await moveDrafts(tx, from, into, now);
}

async function moveDay(
  change: Change,
  { id, date, into, keepsOld }: { id: string; date: string; into: string; keepsOld: boolean },
): Promise<Problem | null> {
  const { tx } = change;
  const target = dayKey(into, date);
  const existing = await tx.corridorDay.findUnique({ where: { id: target } });
  const theirs = existing && !existing.retractedAt ? await payloadOf(change, target) : null;
  const old = await payloadOf(change, id);
  const claims = [...claimsIn(theirs), ...claimsIn(old)];
  if (claims.length > 100) return { field: `kept.${date}`, code: "too_many" };
  const said = claims.map((claim) => fieldsOf<KeyedClaim>(claim));
  const references = await partiesAndSources(tx, said);
  const retracted = (slug: string) => Boolean(references.sources.get(slug)?.retractedAt);
  const base = theirs && !keepsOld ? theirs : old;
  const day = fieldsOf<DayInput & { timeZone: string }>(base);
  const timeZone = existing?.timeZone ?? day.timeZone;
  const live = said.filter((claim) => !retracted(claim.source));
  if (theirs && isOutcome(day.status) && evidenceFor(day.status, live) === "contradicted")
    return { field: `kept.${date}`, code: "held_contradicted" };

  // the day that stays first: its claims have left the other one when that one goes
  const after = { ...base, corridor: into, time_zone: timeZone, claims };
  const revision = await change.record("corridor_day", target, "merge", after);
  const stamp = { updatedAt: change.at, revision };
  const rows = said.map(claimColumns);
  const derived = deriveFrom(rows, day.status, {
    sideOf: (slug) => references.parties.get(slug)?.sideSlug ?? null,
    retracted,
  });
  const columns = { ...dayColumns(day, timeZone, said), ...derivedColumns(derived), retractedAt: null, ...stamp };
  if (existing) await tx.corridorDay.update({ where: { id: target }, data: columns });
  else
    await tx.corridorDay.create({
      data: { id: target, corridorSlug: into, date, publishedAt: change.at, ...columns },
    });
  const keys = said.map(({ key }) => key);
  await tx.claim.deleteMany({ where: { dayId: target, key: { notIn: keys } } });
  for (const [position, key] of keys.entries())
    await tx.claim.updateMany({
      where: { key, NOT: { dayId: target, position } },
      data: { dayId: target, position, ...stamp },
    });

  const gone = await change.record("corridor_day", id, "merge", null);
  const status = (await tx.corridorDay.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;
  await tx.corridorDay.update({
    where: { id },
    data: {
      ...emptiedColumns(status),
      retractedAt: change.at,
      updatedAt: change.at,
      revision: gone,
    },
  });
  return null;
}

const payloadOf = async (change: Change, entry: string): Promise<Payload> =>
  (await change.newest("corridor_day", entry))?.payload ?? {};
const claimsIn = (day: Payload | null): Payload[] => (day?.claims as Payload[] | undefined) ?? [];

/** What somebody has begun to write about the corridor that goes is about the other one now. */
async function moveDrafts(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  const drafts = await tx.draft.findMany({
    where: { entryKind: "corridor_day", entry: { startsWith: `${from}/` }, state: "draft" },
  });
  for (const draft of drafts) {
    const form = { ...(JSON.parse(draft.payload) as Record<string, string>), corridor: into };
    const entry = `${into}${draft.entry.slice(from.length)}`;
    await tx.draft.update({
      where: { id: draft.id },
      data: { entry, payload: JSON.stringify(form), version: { increment: 1 }, updatedAt: now },
    });
  }
}
