import type { LocalDate } from "../domain/dates";
import type { Claim, Corridor, CorridorDay } from "../domain/record";
import type { Db } from "./client";
import { CORRIDOR, CURRENT, corridorOf, daysOf } from "./entries";
import { covers, wideClaims } from "./wide-claims";

export type Day = {
  date: LocalDate;
  days: { corridor: Corridor; day: CorridorDay }[];
  /** Claims of wider scope that speak of this day. */
  claims: Claim[];
  /** The nearest days on record. */
  previous: LocalDate | null;
  next: LocalDate | null;
};

/** The most corridors that the page of a day lists. */
const MOST = 500;

/** Everything on record about one local day. */
export async function readDay(db: Db, date: LocalDate): Promise<Day> {
  const where = { ...CURRENT, corridor: { retractedAt: null } };
  const rows = await db.corridorDay.findMany({
    where: { ...where, date },
    include: { corridor: { include: CORRIDOR } },
    orderBy: { corridorSlug: "asc" },
    take: MOST,
  });
  const days = await daysOf(db, rows);
  const select = { date: true } as const;
  const previous = await db.corridorDay.findFirst({
    where: { ...where, date: { lt: date } },
    orderBy: { date: "desc" },
    select,
  });
  const next = await db.corridorDay.findFirst({
    where: { ...where, date: { gt: date } },
    orderBy: { date: "asc" },
    select,
  });
  return {
    date,
    days: rows.map((row, i) => ({ corridor: corridorOf(row.corridor), day: days[i]! })),
    claims: (await wideClaims(db, date, date, false)).filter((claim) => covers(claim, date)),
    previous: previous?.date ?? null,
    next: next?.date ?? null,
  };
}
