import { Prisma } from "@/prisma/generated/sqlite/client";
import { addDays, dateAt, datesAt } from "../domain/dates";
import { FILTER_NAMES, type FilterProblem, type Filters, valuesOf } from "../domain/filters";
import { wordsOf } from "../domain/search";
import { OUTCOMES, type ShownStatus } from "../domain/vocabulary";
import { type Ground, groundOf } from "./matching-ground";
import type { Ask } from "./windows";

type Sql = Prisma.Sql;
const { sql, join, raw } = Prisma;

/** Filters as conditions on the tables: the one place where they become rows, of pages and of files. */
export type Matching = {
  filters: Filters;
  /** Nothing is asked for in particular. */
  everything: boolean;
  /** Of a corridor day, alias `d`: it is public, and each filter fits it. */
  day: Sql;
  /** The same of a day that lies between the filters' dates already: asked again, they would cost on every row. */
  dayWithin: Sql;
  /** Of a claim, alias `c`, with its day, if it has one, as `d`: `LEFT JOIN "CorridorDay" d ON d."id" = c."dayId"`. */
  claim: Sql;
  /** Corridors that fit as such, whatever their days; none where a filter asks about days. */
  corridors: ReadonlySet<string>;
};

/** What SQL's OR and AND make of no conditions at all. */
const any = (conditions: Sql[]): Sql => (conditions.length > 0 ? sql`(${join(conditions, " OR ")})` : sql`1 = 0`);
const all = (conditions: Sql[]): Sql => (conditions.length > 0 ? sql`(${join(conditions, " AND ")})` : sql`1 = 1`);
export const among = (column: Sql, values: Iterable<string>): Sql => {
  const list = [...values];
  return list.length > 0 ? sql`${column} IN (${join(list)})` : sql`1 = 0`;
};
export const notAmong = (column: Sql, values: Iterable<string>): Sql => {
  const list = [...values];
  return list.length > 0 ? sql`${column} NOT IN (${join(list)})` : sql`1 = 1`;
};

/** A word of our own vocabulary, written into the statement: PostgreSQL takes it for a value of the column's enum. */
export const word = (value: string): Sql => raw(`'${value}'`);

/**
 * What filters mean for rows. A filter is asked of the row's own column where the file has one of that name, else of the
 * corridor day that the row belongs to; a claim of wider scope belongs to none and is asked itself.
 * @param now the clock that statuses are shown by
 * @param retracted with entries that were retracted, as they last stood: for the history
 * @returns the conditions, or the values that the record does not know
 */
export async function matching(
  ask: Ask,
  asked: Filters,
  now: Date,
  retracted = false,
): Promise<{ ok: true; matching: Matching } | { ok: false; unknown: FilterProblem[] }> {
  const filters = await followed(ask, asked);
  const ground = await groundOf(ask, filters);
  if (ground.unknown.length > 0) return { ok: false, unknown: ground.unknown };
  const gate = retracted
    ? []
    : [sql`d."retractedAt" IS NULL`, notAmong(sql`d."corridorSlug"`, ground.retractedCorridors)];
  const claimGate = retracted
    ? []
    : [
        sql`c."retractedAt" IS NULL`,
        notAmong(sql`c."sourceSlug"`, ground.retractedSources),
        sql`(c."corridorSlug" IS NULL OR ${notAmong(sql`c."corridorSlug"`, ground.retractedCorridors)})`,
      ];
  const day = await ofDay(ask, filters, ground, now);
  const claimant = filters.claimants.length > 0 ? [among(sql`c."claimantSlug"`, ground.claimants)] : [];
  const wide = all([sql`c."dayId" IS NULL`, ...ofWideClaim(filters, ground), ...claimant]);
  const ofOwnDay = all([sql`c."dayId" IS NOT NULL`, ...gate, ...dated(filters), ...day, ...claimant]);
  const said = retracted
    ? sql`1 = 1`
    : sql`e."retractedAt" IS NULL AND ${notAmong(sql`e."sourceSlug"`, ground.retractedSources)}`;
  const bySomebody =
    filters.claimants.length > 0
      ? [
          sql`EXISTS (SELECT 1 FROM "Claim" e WHERE e."dayId" = d."id" AND ${said}
            AND ${among(sql`e."claimantSlug"`, ground.claimants)})`,
        ]
      : [];
  return {
    ok: true,
    matching: {
      filters,
      everything: FILTER_NAMES.every((name) => valuesOf(filters)[name].length === 0),
      day: all([...gate, ...dated(filters), ...day, ...bySomebody]),
      dayWithin: all([...gate, ...day, ...bySomebody]),
      claim: all([...claimGate, any([ofOwnDay, wide])]),
      corridors: ofCorridors(filters, ground, retracted),
    },
  };
}

/** The same filters, which also find what a merged entry is called now: an address that names it keeps its meaning. */
async function followed(ask: Ask, filters: Filters): Promise<Filters> {
  const follow = async (table: "Corridor" | "Party", slugs: readonly string[]) => {
    if (slugs.length === 0) return slugs;
    const rows = await ask(
      sql`SELECT "mergedIntoSlug" FROM ${raw(`"${table}"`)}
        WHERE ${among(sql`"slug"`, slugs)} AND "mergedIntoSlug" IS NOT NULL`,
    );
    return [...new Set([...slugs, ...rows.map(([into]) => String(into))])];
  };
  return {
    ...filters,
    corridors: await follow("Corridor", filters.corridors),
    announcedBy: await follow("Party", filters.announcedBy),
    blamed: await follow("Party", filters.blamed),
    claimants: await follow("Party", filters.claimants),
  };
}

/** What is asked of a corridor day's date. */
const dated = ({ from, to }: Filters): Sql[] => [
  ...(from ? [sql`d."date" >= ${from}`] : []),
  ...(to ? [sql`d."date" <= ${to}`] : []),
];

/** What is asked of a corridor day, without what is asked of its date and its claims. */
async function ofDay(ask: Ask, filters: Filters, ground: Ground, now: Date): Promise<Sql[]> {
  const conditions: Sql[] = [];
  const slug = sql`d."corridorSlug"`;
  if (filters.corridors.length > 0) conditions.push(among(slug, filters.corridors));
  if (filters.statuses.length > 0) conditions.push(await shown(ask, filters.statuses, now));
  if (filters.grades.length > 0) conditions.push(sql`d."grade" IN (${join(filters.grades.map(word))})`);
  if (filters.announcedBy.length > 0) conditions.push(listed(sql`d."announcedBy"`, ground.announcers));
  if (filters.blamed.length > 0) conditions.push(listed(sql`d."blamed"`, ground.blamed));
  if (filters.regions.length > 0) conditions.push(among(slug, ground.regionCorridors));
  if (filters.q) conditions.push(spokenOf(slug, wordsOf(filters.q), ground));
  return conditions;
}

/** Whether a list in a cell has one of the keys. */
const listed = (column: Sql, keys: Iterable<string>): Sql =>
  any([...keys].map((key) => sql`('; ' || ${column} || '; ') LIKE ${`%; ${key}; %`}`));

/** shownStatus() of lib/domain/status.ts, in SQL. */
async function shown(ask: Ask, statuses: readonly ShownStatus[], now: Date): Promise<Sql> {
  const over =
    statuses.includes("announced") || statuses.includes("outcome_not_reported") ? await isOver(ask, now) : null;
  const outcomes = sql`d."status" IN (${join(OUTCOMES.map(word))})`;
  return any(
    statuses.flatMap((status): Sql[] => {
      if (status === "outcome_not_reported")
        return [sql`(d."status" = 'announced' AND ${over})`, sql`(${outcomes} AND NOT d."evidenced")`];
      if (status === "announced") return [sql`(d."status" = 'announced' AND NOT ${over})`];
      if (status === "proposed" || status === "cancelled") return [sql`d."status" = ${word(status)}`];
      return [sql`(d."status" = ${word(status)} AND d."evidenced")`];
    }),
  );
}

/** Whether a day is over in its own zone: zones differ on three dates only, those around the date in UTC. */
async function isOver(ask: Ask, now: Date): Promise<Sql> {
  const utc = dateAt(now, "UTC");
  const [first, last] = [addDays(utc, -1), utc];
  const zones = await ask(
    sql`SELECT DISTINCT d."timeZone" AS "zone" FROM "CorridorDay" d WHERE d."date" >= ${first} AND d."date" <= ${last}`,
  );
  const today = datesAt(now);
  return any([
    sql`d."date" < ${first}`,
    ...zones.map(([zone]) => sql`(d."timeZone" = ${zone} AND d."date" < ${today(String(zone))})`),
  ]);
}

/** Every word occurs in what the corridor and its ends are called, or in the day's note. */
function spokenOf(slug: Sql, words: readonly string[], ground: Ground): Sql {
  // corridors by the words that are left to their notes: most lack all of them, and are not listed one by one
  const groups = new Map<string, string[]>();
  for (const [corridor, text] of ground.texts) {
    const left = words.filter((one) => !text.includes(one));
    if (left.length === words.length) continue;
    groups.set(left.join(" "), [...(groups.get(left.join(" ")) ?? []), corridor]);
  }
  const noted = (left: string[]) => left.map((one) => sql`d."noteFolded" LIKE ${`%${one}%`}`);
  return any([
    ...[...groups].map(([left, slugs]) => all([among(slug, slugs), ...noted(left.split(" ").filter(Boolean))])),
    all([notAmong(slug, [...groups.values()].flat()), ...noted([...words])]),
  ]);
}

/** What is asked of a claim that belongs to no corridor day. Status and grade are no such claim's. */
function ofWideClaim(filters: Filters, ground: Ground): Sql[] {
  if (filters.statuses.length > 0 || filters.grades.length > 0) return [sql`1 = 0`];
  const conditions: Sql[] = [];
  if (filters.from) conditions.push(sql`coalesce(c."dateTo", c."date") >= ${filters.from}`);
  if (filters.to) conditions.push(sql`c."date" <= ${filters.to}`);
  if (filters.corridors.length > 0) conditions.push(among(sql`c."corridorSlug"`, filters.corridors));
  if (filters.announcedBy.length > 0)
    conditions.push(sql`c."kind" IN ('announcement', 'agreement')`, among(sql`c."claimantSlug"`, ground.announcers));
  if (filters.blamed.length > 0) conditions.push(sql`c."kind" = 'blame'`, among(sql`c."addresseeSlug"`, ground.blamed));
  if (filters.regions.length > 0)
    conditions.push(
      any([among(sql`c."corridorSlug"`, ground.regionCorridors), among(sql`c."placeSlug"`, ground.regionPlaces)]),
    );
  if (filters.q) {
    const words = wordsOf(filters.q);
    const fits = (text: string) => words.every((one) => text.includes(one));
    conditions.push(
      among(
        sql`c."key"`,
        ground.wideTexts.filter(([, text]) => fits(text)).map(([key]) => key),
      ),
    );
  }
  return conditions;
}

/** Corridors that fit by what they are, days or not: asked only where nothing is asked about days. */
function ofCorridors(filters: Filters, ground: Ground, retracted: boolean): Set<string> {
  const { corridors, regions, q, ...ofDays } = filters;
  if (Object.values(ofDays).some((value) => (Array.isArray(value) ? value.length > 0 : value !== null)))
    return new Set();
  const words = wordsOf(q ?? "");
  const fitting = [...ground.texts].filter(
    ([slug, text]) =>
      (corridors.length === 0 || corridors.includes(slug)) &&
      (regions.length === 0 || ground.regionCorridors.has(slug)) &&
      words.every((one) => text.includes(one)) &&
      (retracted || !ground.retractedCorridors.has(slug)),
  );
  return new Set(fitting.map(([slug]) => slug));
}
