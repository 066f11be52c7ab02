import type { Prisma } from "@/prisma/generated/sqlite/client";
import { addDays, dateAt, datesBetween, type LocalDate } from "../domain/dates";
import { AHEAD_DAYS, type Window, windowOf } from "../domain/freshness";
import { DISPUTING } from "../domain/grade";
import type { BriefDay, Claim, Corridor, CorridorDay } from "../domain/record";
import { CLAIM_KINDS, type ClaimKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { briefDaysOf, CORRIDOR, CURRENT, corridorOf, daysOf, LISTED } from "./entries";
import { lastChange } from "./revisions";
import { readSettings } from "./settings";
import { corridorBlame, wideClaims } from "./wide-claims";

/** How many days a bar on the board has. */
export const BAR_DAYS = 30;
/** Corridors with an entry in these last days are on the board. */
const RECENT_DAYS = 14;
/** The most corridors on the board; the list has the rest. */
const MOST_ROWS = 40;

export type BoardRow = {
  corridor: Corridor;
  /** The newest day that has begun; where there is none, the first that is announced. */
  latest: CorridorDay;
  /** One place per date of the board; null: no entry. */
  bar: (BriefDay | null)[];
  /** Blame about the corridor as a whole, of no single day: a claim per pair of parties. */
  disputes: Claim[];
};

export type Board = {
  window: Window;
  dates: LocalDate[];
  rows: BoardRow[];
  /** Corridors on record without an entry in the days that count as recent. */
  silent: { corridors: number; from: LocalDate; to: LocalDate };
  /** There are more corridors with recent entries than the board shows. */
  more: boolean;
  /** Evacuees of more than one corridor: never added to a corridor's. */
  totals: Claim[];
  /** Other claims of wider scope. */
  claims: Claim[];
  /** When the record last changed, and when somebody last looked and found nothing new. */
  asOf: Date | null;
  lastCheckedAt: Date | null;
};

/** The days on record that decide a window: the newest that has begun, of those ahead the first, the last near one, the last. */
async function decidingDays(db: Db, where: Prisma.CorridorDayWhereInput, today: LocalDate): Promise<LocalDate[]> {
  const find = (date: Prisma.StringFilter, order: "asc" | "desc") =>
    db.corridorDay.findFirst({
      where: { ...CURRENT, ...where, date },
      orderBy: { date: order },
      select: { date: true },
    });
  const found = [
    await find({ lte: today }, "desc"),
    await find({ gt: today }, "asc"),
    await find({ gt: today, lte: addDays(today, AHEAD_DAYS) }, "desc"),
    await find({ gt: today }, "desc"),
  ];
  return found.flatMap((row) => row?.date ?? []);
}

/**
 * How far the record reaches at `now`, and whether it is still about now.
 * @param length days that a bar covers
 * @param of one corridor and the zone of its days, where it has one of its own; else the whole record
 */
export async function readWindow(
  db: Db,
  now: Date,
  length = BAR_DAYS,
  of?: { corridorSlug: string; timeZone: string | null },
): Promise<Window> {
  const today = dateAt(now, of?.timeZone ?? (await readSettings(db)).timeZone);
  return windowOf(await decidingDays(db, of ? { corridorSlug: of.corridorSlug } : {}, today), length, today);
}

/** What the status page shows at `now`: corridors with an entry in its last 14 days, newest first, with bars of 30. */
export async function readBoard(db: Db, now: Date): Promise<Board> {
  const window = await readWindow(db, now);
  const { from, end, today } = window;
  // what is announced ahead takes no corridor off the board
  const recentTo = end < today ? end : today;
  const recentFrom = addDays(recentTo, 1 - RECENT_DAYS);
  const shown = { ...CURRENT, date: { gte: recentFrom, lte: end } };
  const recent = await db.corridorDay.groupBy({
    by: ["corridorSlug"],
    where: { ...shown, corridor: { retractedAt: null } },
    _max: { date: true },
    orderBy: [{ _max: { date: "desc" } }, { corridorSlug: "asc" }],
    take: MOST_ROWS + 1,
  });
  const slugs = recent.slice(0, MOST_ROWS).map((row) => row.corridorSlug);
  const corridors = await db.corridor.findMany({ where: { slug: { in: slugs } }, include: CORRIDOR });
  const dayRows = await db.corridorDay.findMany({
    where: { ...CURRENT, corridorSlug: { in: slugs }, date: { gte: from, lte: end } },
    orderBy: { date: "asc" },
  });
  const days = await briefDaysOf(db, dayRows);
  const dates = datesBetween(from, end);
  const byDay = new Map(days.map((day) => [`${day.corridor}/${day.date}`, day]));
  const blame = await corridorBlame(db, slugs);
  const latestRows = slugs.flatMap((slug) => {
    const own = dayRows.filter((day) => day.corridorSlug === slug);
    return own.findLast((day) => day.date <= today) ?? own[0] ?? [];
  });
  const latestDays = await daysOf(db, latestRows);
  const rows = slugs.flatMap((slug): BoardRow[] => {
    const corridor = corridors.find((row) => row.slug === slug);
    const latest = latestDays.find((day) => day.corridor === slug);
    if (!corridor || !latest) return [];
    return [
      {
        corridor: corridorOf(corridor),
        latest,
        bar: dates.map((date) => byDay.get(`${slug}/${date}`) ?? null),
        disputes: blame.filter((claim) => claim.corridor === slug),
      },
    ];
  });
  const wide = (kinds: readonly ClaimKind[]) => wideClaims(db, from, end, true, kinds);
  const other = CLAIM_KINDS.filter((kind) => kind !== "evacuees" && !DISPUTING.includes(kind));
  const silent = await db.corridor.count({ where: { ...LISTED, days: { none: shown } } });
  const checked = await db.check.findFirst({ orderBy: { at: "desc" }, select: { at: true } });
  return {
    window,
    dates,
    rows,
    silent: { corridors: silent, from: recentFrom, to: recentTo },
    more: recent.length > MOST_ROWS,
    totals: await wide(["evacuees"]),
    claims: [...(await wide(DISPUTING)), ...(await wide(other))],
    asOf: (await lastChange(db))?.at ?? null,
    lastCheckedAt: checked?.at ?? null,
  };
}
