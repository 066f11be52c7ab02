import { Prisma } from "@/prisma/generated/sqlite/client";
import { addDays, dateAt, datesBetween, type LocalDate } from "../domain/dates";
import type { FilterProblem, Filters } from "../domain/filters";
import { AHEAD_DAYS } from "../domain/freshness";
import type { BriefDay, Corridor, NamedCorridor } from "../domain/record";
import type { Order } from "../domain/records";
import type { Db } from "./client";
import { corridorsIn, namedCorridors } from "./corridors";
import { briefDaysOf, CURRENT } from "./entries";
import { among, type Matching, matching } from "./matching";
import { readSettings } from "./settings";
import { type Ask, askOf, windowsOf } from "./windows";

/** Days on one page of the list; corridors and days on one page of the grid. */
export const LIST_ROWS = 50;
export const GRID_ROWS = 20;
export const GRID_DAYS = 60;

const { sql } = Prisma;

export type RecordsList = {
  ok: true;
  /** How many corridor days fit. */
  count: number;
  page: number;
  pages: number;
  rows: { corridor: NamedCorridor; day: BriefDay }[];
};

export type RecordsGrid = {
  ok: true;
  count: number;
  page: number;
  pages: number;
  dates: LocalDate[];
  rows: {
    corridor: Corridor;
    /** One place per date: every entry, whether it fits or not. */
    days: (BriefDay | null)[];
    /** Dates whose entry does not fit. */
    others: ReadonlySet<LocalDate>;
  }[];
  /** Where other grids end, before and after this one, that have days which fit. */
  earlier: LocalDate | null;
  later: LocalDate | null;
};

type Unknown = { ok: false; unknown: FilterProblem[] };

/** One page of the corridor days that fit; a page beyond the last is the last. @param now the clock that statuses are shown by */
export async function listRecords(
  db: Db,
  filters: Filters,
  { page, order }: { page: number; order: Order },
  now: Date,
): Promise<RecordsList | Unknown> {
  const ask = askOf(db);
  const found = await matching(ask, filters, now);
  if (!found.ok) return found;
  const { dayWithin } = found.matching;
  const newestFirst = order === "newest";
  const windows: { where: Prisma.Sql; count: number }[] = [];
  for await (const where of windowsOf(ask, "days", filters, newestFirst)) {
    const [counted] = await ask(sql`SELECT count(*) AS "count" FROM "CorridorDay" d WHERE ${where} AND ${dayWithin}`);
    windows.push({ where, count: Number(counted?.[0] ?? 0) });
  }
  const count = windows.reduce((sum, window) => sum + window.count, 0);
  const pages = Math.max(1, Math.ceil(count / LIST_ROWS));
  const shown = Math.min(page, pages);
  const ids: string[] = [];
  let skip = (shown - 1) * LIST_ROWS;
  const direction = newestFirst ? sql`DESC` : sql`ASC`;
  for (const window of windows) {
    if (ids.length === LIST_ROWS) break;
    if (skip < window.count) {
      // both stand in the index; the key, which they make, does not
      const rows =
        await ask(sql`SELECT d."corridorSlug", d."date" FROM "CorridorDay" d WHERE ${window.where} AND ${dayWithin}
        ORDER BY d."date" ${direction}, d."corridorSlug" LIMIT ${number(LIST_ROWS - ids.length)} OFFSET ${number(skip)}`);
      ids.push(...rows.map(([slug, date]) => `${slug}/${date}`));
    }
    skip = Math.max(0, skip - window.count);
  }
  const days = await daysIn(db, ids);
  const slugs = new Set(days.map((one) => one.corridor));
  const named = await namedCorridors(ask, among(sql`c."slug"`, slugs));
  const corridors = new Map(named.map((one) => [one.slug, one]));
  return {
    ok: true,
    count,
    page: shown,
    pages,
    rows: days.flatMap((one) => {
      const corridor = corridors.get(one.corridor);
      return corridor ? [{ corridor, day: one }] : [];
    }),
  };
}

/**
 * The corridors with days that fit within 60 days, a page of them, each with all its entries of these days.
 * @param end the last of the days; null: the last that fits and is not far ahead
 */
export async function gridOfRecords(
  db: Db,
  filters: Filters,
  { page, end }: { page: number; end: LocalDate | null },
  now: Date,
): Promise<RecordsGrid | Unknown> {
  const ask = askOf(db);
  const found = await matching(ask, filters, now);
  if (!found.ok) return found;
  const span = await spanOf(ask, found.matching);
  if (!span) return { ok: true, count: 0, page: 1, pages: 1, dates: [], rows: [], earlier: null, later: null };
  const to =
    end !== null && end >= span.first && end <= span.last ? end : await openingEnd(db, ask, found.matching, span, now);
  const first = addDays(to, 1 - GRID_DAYS);
  const from = first < span.first ? span.first : first;
  const within = sql`d."date" >= ${from} AND d."date" <= ${to} AND ${found.matching.dayWithin}`;
  // the corridor with the newest day comes first
  const newest = await ask(sql`SELECT d."corridorSlug", max(d."date") AS "date" FROM "CorridorDay" d WHERE ${within}
    GROUP BY d."corridorSlug" ORDER BY max(d."date") DESC, d."corridorSlug"`);
  const slugs = newest.map(([slug]) => String(slug));
  const pages = Math.max(1, Math.ceil(slugs.length / GRID_ROWS));
  const shown = Math.min(page, pages);
  const some = slugs.slice((shown - 1) * GRID_ROWS, shown * GRID_ROWS);
  const days = await briefDaysOf(
    db,
    await db.corridorDay.findMany({
      where: { ...CURRENT, corridorSlug: { in: some }, date: { gte: from, lte: to } },
      orderBy: { date: "asc" },
    }),
  );
  const corridors = await corridorsIn(db, some);
  const fitting =
    some.length > 0
      ? await ask(sql`SELECT d."id" FROM "CorridorDay" d WHERE ${among(sql`d."corridorSlug"`, some)} AND ${within}`)
      : [];
  const fits = new Set(fitting.map(([id]) => id));
  const dates = datesBetween(from, to);
  return {
    ok: true,
    count: span.count,
    page: shown,
    pages,
    dates,
    rows: some.flatMap((slug) => {
      const corridor = corridors.get(slug);
      const own = new Map(days.filter((one) => one.corridor === slug).map((one) => [one.date, one]));
      const others = new Set([...own.keys()].filter((date) => !fits.has(`${slug}/${date}`)));
      return corridor ? [{ corridor, days: dates.map((date) => own.get(date) ?? null), others }] : [];
    }),
    earlier: from > span.first ? await nearest(ask, found.matching, { to: addDays(from, -1) }) : null,
    later: to < span.last ? await laterEnd(ask, found.matching, addDays(to, 1), span.last) : null,
  };
}

/** A number of ours in a statement: PostgreSQL would take a parameter there for a text. */
const number = (value: number) => Prisma.raw(String(value));

type Span = { count: number; first: LocalDate; last: LocalDate };

/** How many days fit, and the first and last of them; null for none. */
async function spanOf(ask: Ask, { filters, dayWithin }: Matching): Promise<Span | null> {
  let span = null as Span | null;
  for await (const where of windowsOf(ask, "days", filters)) {
    const [[count, first, last] = []] = await ask(
      sql`SELECT count(*) AS "count", min(d."date") AS "first", max(d."date") AS "last" FROM "CorridorDay" d WHERE ${where} AND ${dayWithin}`,
    );
    if (Number(count) > 0)
      span = { count: (span?.count ?? 0) + Number(count), first: span?.first ?? String(first), last: String(last) };
  }
  return span;
}

/** The last day that fits up to one, or the first from one on. */
async function nearest(ask: Ask, { filters, dayWithin }: Matching, ends: { from: LocalDate } | { to: LocalDate }) {
  const backwards = "to" in ends;
  const direction = backwards ? sql`DESC` : sql`ASC`;
  for await (const where of windowsOf(ask, "days", { ...filters, ...ends }, backwards)) {
    const [row] = await ask(
      sql`SELECT d."date" FROM "CorridorDay" d WHERE ${where} AND ${dayWithin} ORDER BY d."date" ${direction} LIMIT 1`,
    );
    if (row) return String(row[0]);
  }
  return null;
}

/** Where the grid opens: with the last day that fits of those that a window reaches, else with the first that is further ahead. */
async function openingEnd(db: Db, ask: Ask, asked: Matching, { first, last }: Span, now: Date): Promise<LocalDate> {
  const near = addDays(dateAt(now, (await readSettings(db)).timeZone), AHEAD_DAYS);
  if (last <= near) return last;
  if (first > near) return laterEnd(ask, asked, first, last);
  return (await nearest(ask, asked, { to: near })) ?? last;
}

/** Where the next grid ends: it begins with the next day that fits, or reaches to the last. */
async function laterEnd(ask: Ask, asked: Matching, from: LocalDate, last: LocalDate): Promise<LocalDate> {
  const next = addDays((await nearest(ask, asked, { from })) ?? last, GRID_DAYS - 1);
  return next < last ? next : last;
}

async function daysIn(db: Db, ids: string[]): Promise<BriefDay[]> {
  const rows = await db.corridorDay.findMany({ where: { id: { in: ids } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return briefDaysOf(
    db,
    ids.flatMap((id) => byId.get(id) ?? []),
  );
}
