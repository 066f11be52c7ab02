import { Prisma } from "@/prisma/generated/sqlite/client";
import { addDays, type LocalDate, phaseOf } from "../domain/dates";
import type { Payload } from "../domain/payloads";
import type { Actor } from "../domain/policy";
import {
  type Claim,
  type Corridor,
  type CorridorDay,
  dayKey,
  type Party,
  type Place,
  type Source,
} from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { EntryKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { listDrafts } from "./drafts";
import { CLAIM, CORRIDOR, CURRENT, claimOf, corridorOf, daysOf, LISTED, partyOf, placeOf, sourceOf } from "./entries";
import { ownAdditions } from "./suggestions";
import { askOf } from "./windows";

/** The most statements that the form offers for "repeats". */
const STATEMENTS = 300;
/** The most claims that are looked at for them. */
const STATEMENT_CLAIMS = 6_000;
/** The most claims of wider scope that are listed to be changed. */
const WIDE = 200;

/** One corridor on the desk's list for a day. */
export type DeskRow = {
  corridor: Corridor;
  /** null: nothing published for that day. */
  day: CorridorDay | null;
  /** Drafts of that day that the actor may open. */
  drafts: { id: string; author: string; mine: boolean }[];
  /** When an editor last looked at this day and found nothing new. */
  checkedAt: Date | null;
  /** The nearest earlier day on record. */
  lastDay: LocalDate | null;
};

/** Every corridor that can be logged, by name of its ends, with its state on one local day. */
export async function readDesk(db: Db, actor: Actor, date: LocalDate): Promise<DeskRow[]> {
  const corridors = await db.corridor.findMany({
    where: LISTED,
    include: CORRIDOR,
    orderBy: [{ origin: { nameEn: "asc" } }, { destination: { nameEn: "asc" } }, { slug: "asc" }],
  });
  const days = await daysOf(db, await db.corridorDay.findMany({ where: { ...CURRENT, date } }));
  const checks = await db.check.groupBy({ by: ["corridorSlug"], where: { date }, _max: { at: true } });
  const dayOf = new Map(days.map((day) => [day.corridor, day]));
  const checkedAt = new Map(checks.map(({ corridorSlug, _max }) => [corridorSlug, _max.at]));
  const lastDay = await lastDaysBefore(db, date);
  const drafts = await listDrafts(db, actor);
  const draftsOf = new Map<string, typeof drafts>();
  for (const draft of drafts) draftsOf.set(draft.entry, [...(draftsOf.get(draft.entry) ?? []), draft]);
  return corridors.map((row) => ({
    corridor: corridorOf(row),
    day: dayOf.get(row.slug) ?? null,
    drafts: (draftsOf.get(dayKey(row.slug, date)) ?? []).map(({ id, author, mine }) => ({ id, author, mine })),
    checkedAt: checkedAt.get(row.slug) ?? null,
    lastDay: lastDay.get(row.slug) ?? null,
  }));
}

/** The nearest earlier day on record of every corridor, each found on its own: the days before are not gone through. */
async function lastDaysBefore(db: Db, date: LocalDate): Promise<Map<string, LocalDate>> {
  const rows = await askOf(db)(
    Prisma.sql`SELECT r."slug", (SELECT d."date" FROM "CorridorDay" d WHERE d."corridorSlug" = r."slug" AND d."date" < ${date}
        AND d."retractedAt" IS NULL ORDER BY d."date" DESC LIMIT 1) AS "date"
      FROM "Corridor" r WHERE r."retractedAt" IS NULL AND r."mergedIntoSlug" IS NULL`,
  );
  return new Map(rows.flatMap(([slug, last]) => (last === null ? [] : [[String(slug), String(last)] as const])));
}

/**
 * The days before `date` of which nobody has reported how they went: proposed or announced, and over by the clock of
 * their place of departure.
 */
export async function readFollowUp(
  db: Db,
  date: LocalDate,
  now: Date,
): Promise<{ corridor: Corridor; day: CorridorDay }[]> {
  const rows = await db.corridorDay.findMany({
    where: { ...CURRENT, date: addDays(date, -1), status: { in: ["proposed", "announced"] } },
    orderBy: { corridorSlug: "asc" },
  });
  const over = rows.filter((row) => phaseOf(row.date, row.timeZone, now) === "past");
  const corridors = await db.corridor.findMany({
    where: { ...CURRENT, mergedIntoSlug: null, slug: { in: over.map((row) => row.corridorSlug) } },
    include: CORRIDOR,
  });
  return (await daysOf(db, over)).flatMap((day) => {
    const corridor = corridors.find(({ slug }) => slug === day.corridor);
    return corridor ? [{ corridor: corridorOf(corridor), day }] : [];
  });
}

/** What the forms of the desk let one choose from. */
export type Choices = {
  places: Place[];
  parties: Party[];
  sources: Source[];
  corridors: Corridor[];
  /** Keys of statements on record, each with how one claim sums it up. */
  statements: { key: string; summary: { en: string; uk: string } }[];
};

/**
 * The statements that were last saved, newest first. Their claims are looked at a page at a time, and not without end: the
 * client's own `distinct` reads every claim on record.
 */
async function newestStatements(db: Db): Promise<Choices["statements"]> {
  const found = new Map<string, Choices["statements"][number]>();
  for (let skip = 0; skip < STATEMENT_CLAIMS && found.size < STATEMENTS; skip += STATEMENTS) {
    const claims = await db.claim.findMany({
      where: CURRENT,
      orderBy: [{ updatedAt: "desc" }, { key: "asc" }],
      select: { statement: true, summaryEn: true, summaryUk: true },
      take: STATEMENTS,
      skip,
    });
    for (const { statement: key, summaryEn: en, summaryUk: uk } of claims)
      if (!found.has(key)) found.set(key, { key, summary: { en, uk } });
    if (claims.length < STATEMENTS) break;
  }
  return [...found.values()].slice(0, STATEMENTS);
}

export async function readChoices(db: Db, actor: Actor | null): Promise<Choices> {
  const places = await db.place.findMany({ where: LISTED, orderBy: { nameEn: "asc" } });
  const parties = await db.party.findMany({ where: LISTED, orderBy: { nameEn: "asc" } });
  const sources = await db.source.findMany({
    where: LISTED,
    orderBy: [{ publishedOn: { sort: "desc", nulls: "last" } }, { slug: "asc" }],
  });
  const corridors = await db.corridor.findMany({
    where: LISTED,
    include: CORRIDOR,
    orderBy: { slug: "asc" },
  });
  const own = await ownAdditions(db, actor);
  return {
    places: [...places.map(placeOf), ...own.places],
    parties: [...parties.map(partyOf), ...own.parties],
    sources: [...own.sources, ...sources.map(sourceOf)],
    corridors: corridors.map(corridorOf),
    statements: await newestStatements(db),
  };
}

/** The claims of wider scope, those about the latest days first. */
export async function listWideClaims(db: Db): Promise<Claim[]> {
  const rows = await db.claim.findMany({
    where: { ...CURRENT, dayId: null },
    include: CLAIM,
    orderBy: [{ date: { sort: "desc", nulls: "last" } }, { key: "asc" }],
    take: WIDE,
  });
  return rows.map(claimOf);
}

/** The newest published version of an entry, which a form starts from: revision 0 where there is none, or it was retracted. */
export async function newestVersion(
  db: Db,
  entryKind: EntryKind,
  entry: string,
): Promise<{ revision: number; payload: Payload | null }> {
  const row = await db.revision.findFirst({
    where: { entryKind, entry },
    orderBy: { seq: "desc" },
    select: { seq: true, after: true },
  });
  return row?.after ? { revision: row.seq, payload: JSON.parse(row.after) as Payload } : { revision: 0, payload: null };
}

/** The version of an entry that a form was made from; null for revision 0, or one that is not this entry's. */
export async function versionOf(
  db: Db,
  entryKind: EntryKind,
  entry: string,
  revision: number,
): Promise<Payload | null> {
  const row = await db.revision.findFirst({ where: { entryKind, entry, seq: revision }, select: { after: true } });
  return row?.after ? (JSON.parse(row.after) as Payload) : null;
}

/** The corridor that a form is about; null for a slug that nobody uses, or whose corridor was merged into another. */
export async function findOpenCorridor(db: Db, slug: string): Promise<Corridor | null> {
  if (!isSlug(slug)) return null;
  const row = await db.corridor.findFirst({
    where: { ...LISTED, slug },
    include: CORRIDOR,
  });
  return row && corridorOf(row);
}
