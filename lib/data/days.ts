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
  /** Corridors with an entry, on all pages of this day. */
  all: number;
  page: number;
  pages: number;
};

/** Corridors on a page of a day. */
const PAGE = 50;

/** Everything on record about one local day. @param page from 1; beyond the last there are no corridors */
export async function readDay(db: Db, date: LocalDate, page = 1): Promise<Day> {
  const where = { ...CURRENT, corridor: { retractedAt: null } };
  const rows = await db.corridorDay.findMany({
    where: { ...where, date },
    include: { corridor: { include: CORRIDOR } },
    orderBy: { corridorSlug: "asc" },
    skip: (page - 1) * PAGE,
    take: PAGE,
  });
  const days = await daysOf(db, rows);
  const all = await db.corridorDay.count({ where: { ...where, date } });
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
    all,
    page,
    pages: Math.max(1, Math.ceil(all / PAGE)),
  };
}
