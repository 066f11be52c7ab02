import { isDate, type LocalDate } from "../domain/dates";
import { type Claim, type Corridor, type CorridorDay, dayKey } from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { Db } from "./client";
import { CORRIDOR, CURRENT, corridorOf, daysOf } from "./entries";
import { type EntryHistory, entryHistory } from "./revisions";
import { corridorClaims, covers, wideClaims } from "./wide-claims";

export type CorridorDayPage = {
  corridor: Corridor;
  /** The corridor under which the day stands now. */
  mergedInto: Corridor | null;
  /** null: no entry, or a retracted one. */
  day: CorridorDay | null;
  retracted: boolean;
  /** Claims of wider scope that speak of this day; they do not count for its grade. */
  claims: Claim[];
  history: EntryHistory;
  /** The corridor's nearest days on record. */
  previous: LocalDate | null;
  next: LocalDate | null;
};

/** One day of one corridor with its claims and public history; null for a slug that nobody uses and for no date. */
export async function findCorridorDay(db: Db, slug: string, date: LocalDate): Promise<CorridorDayPage | null> {
  if (!isSlug(slug) || !isDate(date)) return null;
  const corridor = await db.corridor.findFirst({
    where: { slug, ...CURRENT },
    include: { ...CORRIDOR, mergedInto: { include: CORRIDOR } },
  });
  if (!corridor) return null;
  const row = await db.corridorDay.findUnique({ where: { id: dayKey(slug, date) } });
  const current = row && !row.retractedAt ? row : null;
  const near = { ...CURRENT, corridorSlug: slug };
  const select = { date: true } as const;
  const previous = await db.corridorDay.findFirst({
    where: { ...near, date: { lt: date } },
    orderBy: { date: "desc" },
    select,
  });
  const next = await db.corridorDay.findFirst({
    where: { ...near, date: { gt: date } },
    orderBy: { date: "asc" },
    select,
  });
  const wide = [...(await corridorClaims(db, slug)), ...(await wideClaims(db, date, date, false))];
  return {
    corridor: corridorOf(corridor),
    mergedInto: corridor.mergedInto && corridorOf(corridor.mergedInto),
    day: current && ((await daysOf(db, [current]))[0] ?? null),
    retracted: Boolean(row?.retractedAt),
    claims: wide.filter((claim) => covers(claim, date)),
    history: await entryHistory(db, "corridor_day", dayKey(slug, date)),
    previous: previous?.date ?? null,
    next: next?.date ?? null,
  };
}
