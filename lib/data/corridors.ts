import { Prisma } from "@/prisma/generated/sqlite/client";
import { dateAt, datesBetween, endOfDay, type LocalDate } from "../domain/dates";
import type { Window } from "../domain/freshness";
import type { Claim, Corridor, CorridorDay, NamedCorridor } from "../domain/record";
import { isSlug } from "../domain/slugs";
import { readWindow } from "./board";
import type { Db } from "./client";
import { CORRIDOR, CURRENT, corridorOf, daysOf, LISTED } from "./entries";
import { readSettings } from "./settings";
import { corridorClaims } from "./wide-claims";
import type { Ask } from "./windows";

/** How many days the page of a corridor shows. */
export const TIMELINE_DAYS = 90;
const PAGE = 50;

export type CorridorRow = {
  corridor: Corridor;
  /** The newest day that has begun; where there is none, the first that is announced. */
  latest: CorridorDay | null;
  firstDay: LocalDate | null;
  lastDay: LocalDate | null;
  /** Days on record. */
  days: number;
};

/** Corridors by slug, for names in what is shown already; retracted ones, too. */
export async function corridorsIn(db: Db, slugs: Iterable<string>): Promise<Map<string, Corridor>> {
  const rows = await db.corridor.findMany({ where: { slug: { in: [...new Set(slugs)] } }, include: CORRIDOR });
  return new Map(rows.map((row) => [row.slug, corridorOf(row)]));
}

/** Corridors that fit, each by the names of its ends, by slug. @param fits condition on a corridor, alias `c` */
export async function namedCorridors(ask: Ask, fits: Prisma.Sql, most?: number): Promise<NamedCorridor[]> {
  const rows = await ask(Prisma.sql`SELECT c."slug", c."purpose",
      o."nameEn" AS "fromEn", o."nameUk" AS "fromUk", t."nameEn" AS "toEn", t."nameUk" AS "toUk"
    FROM "Corridor" c JOIN "Place" o ON o."slug" = c."originSlug" JOIN "Place" t ON t."slug" = c."destinationSlug"
    WHERE ${fits} ORDER BY c."slug" ${most === undefined ? Prisma.empty : Prisma.raw(`LIMIT ${most}`)}`);
  return rows.map(([slug, purpose, fromEn, fromUk, toEn, toUk]) => ({
    slug: String(slug),
    purpose: purpose as Corridor["purpose"],
    origin: { name: { en: String(fromEn), uk: String(fromUk) } },
    destination: { name: { en: String(toEn), uk: String(toUk) } },
  }));
}

/** The corridors that claims speak of, by slug. */
export const corridorsOf = (db: Db, claims: readonly Claim[]): Promise<Map<string, Corridor>> =>
  corridorsIn(
    db,
    claims.flatMap(({ corridor }) => corridor ?? []),
  );

/**
 * One page of all corridors, by slug, each with what the board would say of it.
 * @param page from 1; beyond the last there are no rows
 * @param now the clock by which days have begun
 */
export async function listCorridors(
  db: Db,
  page: number,
  now: Date,
): Promise<{ rows: CorridorRow[]; page: number; pages: number }> {
  const all = await db.corridor.count({ where: LISTED });
  const corridors = await db.corridor.findMany({
    where: LISTED,
    include: CORRIDOR,
    orderBy: { slug: "asc" },
    skip: (page - 1) * PAGE,
    take: PAGE,
  });
  const slugs = corridors.map((row) => row.slug);
  const spans = await db.corridorDay.groupBy({
    by: ["corridorSlug"],
    where: { ...CURRENT, corridorSlug: { in: slugs } },
    _min: { date: true },
    _max: { date: true },
    _count: true,
  });
  const span = new Map(spans.map((row) => [row.corridorSlug, row]));
  const begun = await db.corridorDay.groupBy({
    by: ["corridorSlug"],
    where: { ...CURRENT, corridorSlug: { in: slugs }, date: { lte: dateAt(now, (await readSettings(db)).timeZone) } },
    _max: { date: true },
  });
  const newest = new Map(begun.map((row) => [row.corridorSlug, row._max.date]));
  const ids = spans.map(({ corridorSlug: slug, _min }) => `${slug}/${newest.get(slug) ?? _min.date}`);
  const latest = await daysOf(db, await db.corridorDay.findMany({ where: { id: { in: ids } } }));
  return {
    rows: corridors.map((row) => ({
      corridor: corridorOf(row),
      latest: latest.find((day) => day.corridor === row.slug) ?? null,
      firstDay: span.get(row.slug)?._min.date ?? null,
      lastDay: span.get(row.slug)?._max.date ?? null,
      days: span.get(row.slug)?._count ?? 0,
    })),
    page,
    pages: Math.max(1, Math.ceil(all / PAGE)),
  };
}

/** listCorridors() to its end. */
export async function allCorridors(db: Db, now: Date): Promise<CorridorRow[]> {
  const all: CorridorRow[] = [];
  for (let page = 1; ; page++) {
    const { rows, pages } = await listCorridors(db, page, now);
    all.push(...rows);
    if (page >= pages) return all;
  }
}

export type CorridorTimeline = {
  corridor: Corridor;
  /** Days on record in the window, oldest first. */
  days: CorridorDay[];
  dates: LocalDate[];
  window: Window;
  /** Claims about the corridor as a whole. */
  claims: Claim[];
  continuedFrom: Corridor[];
  continuedAs: Corridor | null;
  mergedInto: Corridor | null;
};

/** One corridor with the last 90 days of its record; null for a slug that nobody uses. */
export async function findCorridor(db: Db, slug: string, now: Date): Promise<CorridorTimeline | null> {
  if (!isSlug(slug)) return null;
  const include = {
    ...CORRIDOR,
    continuedFrom: { where: LISTED, include: CORRIDOR },
    continuedAs: { include: CORRIDOR },
    mergedInto: { include: CORRIDOR },
  } as const;
  const row = await db.corridor.findFirst({ where: { slug, ...CURRENT }, include });
  if (!row) return null;
  const { timeZone } = row.origin;
  const window = await readWindow(db, now, TIMELINE_DAYS, { corridorSlug: slug, timeZone });
  const days = await db.corridorDay.findMany({
    where: { ...CURRENT, corridorSlug: slug, date: { gte: window.from, lte: window.end } },
    orderBy: { date: "asc" },
  });
  return {
    corridor: corridorOf(row),
    days: await daysOf(db, days),
    dates: datesBetween(window.from, window.end),
    window,
    claims: await corridorClaims(db, slug),
    continuedFrom: row.continuedFrom.map(corridorOf),
    continuedAs: row.continuedAs && corridorOf(row.continuedAs),
    mergedInto: row.mergedInto && corridorOf(row.mergedInto),
  };
}

export type CorridorReport = {
  corridor: Corridor;
  /** The last day that has begun, the one before it and the next one ahead, as far as they are on record; oldest first. */
  days: CorridorDay[];
  /** When the local day ends that this speaks of as today. */
  until: Date;
};

/** What a corridor's badge and frame are made of; null for a slug that nobody uses. */
export async function findReport(db: Db, slug: string, now: Date): Promise<CorridorReport | null> {
  if (!isSlug(slug)) return null;
  const row = await db.corridor.findFirst({ where: { slug, ...CURRENT }, include: CORRIDOR });
  if (!row) return null;
  const zone = row.origin.timeZone ?? (await readSettings(db)).timeZone;
  const today = dateAt(now, zone);
  const where = { ...CURRENT, corridorSlug: slug };
  const begun = await db.corridorDay.findMany({
    where: { ...where, date: { lte: today } },
    orderBy: { date: "desc" },
    take: 2,
  });
  const ahead = await db.corridorDay.findMany({
    where: { ...where, date: { gt: today } },
    orderBy: { date: "asc" },
    take: 1,
  });
  return {
    corridor: corridorOf(row),
    days: await daysOf(db, [...begun.toReversed(), ...ahead]),
    until: endOfDay(today, zone),
  };
}
