import {
  ALL_ROWS,
  batchesOf,
  type Export,
  instant,
  keysOf,
  positionsOf,
  type Seek,
  selectList,
} from "@/lib/data/exports/export";
import type { Snapshot } from "@/lib/data/snapshot";
import { askIn, windowsOf } from "@/lib/data/windows";
import { addDays, dateAt } from "@/lib/domain/dates";
import type { Cell, Row } from "@/lib/domain/files";
import { shownStatuses } from "@/lib/domain/status";
import { joined, separated } from "@/lib/domain/text";
import type { DayStatus } from "@/lib/domain/vocabulary";
import { Prisma } from "@/prisma/generated/sqlite/client";

// What is NULL here is filled in below: a lookup of the few corridors costs less than joins for a million days.
const SELECTED = {
  corridor_day: 'd."id"',
  corridor: 'd."corridorSlug"',
  date: 'd."date"',
  date_precision: 'd."datePrecision"',
  time_zone: 'd."timeZone"',
  purpose: "NULL",
  origin_name: "NULL",
  origin_adm1: "NULL",
  origin_country: "NULL",
  destination_name: "NULL",
  destination_adm1: "NULL",
  destination_country: "NULL",
  status: "NULL",
  status_recorded: 'd."status"',
  grade: 'd."grade"',
  blame_contested: 'd."blameContested"',
  announced_by: 'd."announcedBy"',
  blamed: 'd."blamed"',
  evacuees_min: 'd."evacueesMin"',
  evacuees_max: 'd."evacueesMax"',
  evacuees_qualifier: 'd."evacueesQualifier"',
  note_en: 'd."noteEn"',
  note_uk: 'd."noteUk"',
  claims: 'd."claimKeys"',
  sources: 'd."sourceSlugs"',
  checked_at: '(SELECT max(k."at") FROM "Check" k WHERE k."corridorSlug" = d."corridorSlug" AND k."date" = d."date")',
  published_at: 'd."publishedAt"',
  updated_at: 'd."updatedAt"',
  revision: 'd."revision"',
  period_from: 'd."periodFrom"',
  period_to: 'd."periodTo"',
};
const at = positionsOf(SELECTED);
const DAYS = Prisma.raw(`${selectList(SELECTED)}, d."evidenced"`);

// In the order of the columns from `purpose` to `destination_country`.
const CORRIDORS = `SELECT c."slug", c."purpose", o."nameEn", o."adm1", o."country", t."nameEn", t."adm1", t."country"
  FROM "Corridor" c JOIN "Place" o ON o."slug" = c."originSlug" JOIN "Place" t ON t."slug" = c."destinationSlug"
  WHERE c."retractedAt" IS NULL`;
const RETRACTED_SOURCES = 'SELECT "slug" FROM "Source" WHERE "retractedAt" IS NOT NULL';
const CLAIMS_OF_RETRACTED_SOURCES = `SELECT c."key" FROM "Claim" c
  JOIN "Source" s ON s."slug" = c."sourceSlug" WHERE s."retractedAt" IS NOT NULL`;

/** Corridor days with the status shown at `now`. */
export const corridorDays: Export = {
  columns: Object.keys(SELECTED),

  async dependsOn(snapshot, now) {
    const [check] = await snapshot.all('SELECT "at", count(*) FROM "Check" GROUP BY "at" ORDER BY "at" DESC LIMIT 1');
    return JSON.stringify([check ?? null, await daysStillOpen(snapshot, now)]);
  },

  async *rows(snapshot, matching, now, seek = ALL_ROWS) {
    const corridors = new Map((await snapshot.all(CORRIDORS)).map(([slug, ...facts]) => [slug, facts]));
    const without = [
      [at.claims, await keysOf(snapshot, CLAIMS_OF_RETRACTED_SOURCES)],
      [at.sources, await keysOf(snapshot, RETRACTED_SOURCES)],
    ] as const;
    const shown = shownStatuses(now);
    const completed = (row: Cell[]): Row[] => {
      const facts = corridors.get(row[at.corridor] as Cell);
      if (!facts) return [];
      row[at.status] = shown({
        status: row[at.status_recorded] as DayStatus,
        evidenced: row.pop() === true,
        date: row[at.date] as string,
        timeZone: row[at.time_zone] as string,
      });
      for (let i = 0; i < facts.length; i++) row[at.purpose + i] = facts[i] as Cell;
      row[at.checked_at] = instant(row[at.checked_at] as Cell);
      for (const [position, keys] of without) if (keys.size > 0) row[position] = leftOf(row[position] as string, keys);
      return [row];
    };
    const { ends, narrowed } = soughtDays(seek, matching.filters);
    for await (const window of windowsOf(askIn(snapshot), "days", ends, false, seek.most)) {
      const days = Prisma.sql`SELECT ${DAYS} FROM "CorridorDay" d WHERE ${window} AND ${matching.day} AND ${narrowed}
        ORDER BY d."date", d."corridorSlug"`;
      for await (const batch of batchesOf(snapshot, days, seek.most)) yield batch.flatMap(completed);
    }
  },
};

/** The days that are sought, as a condition, and the dates between which they lie. Keys are `corridor/date`. */
function soughtDays({ after, only, since }: Seek, { from, to }: { from: string | null; to: string | null }) {
  const all = [Prisma.sql`1 = 1`];
  const [slug = "", date = ""] = (only ?? after ?? "").split("/");
  if (only !== null) all.push(Prisma.sql`d."id" = ${only}`);
  if (after !== null) all.push(Prisma.sql`(d."date" > ${date} OR (d."date" = ${date} AND d."corridorSlug" > ${slug}))`);
  if (since !== null) all.push(Prisma.sql`d."updatedAt" >= ${since}`);
  const start = date && (from === null || date > from) ? date : from;
  const end = only !== null && date ? date : to;
  return { ends: { from: start, to: end }, narrowed: Prisma.join(all, " AND ") };
}

/** The list in a cell without the keys that left. */
const leftOf = (cell: string, keys: ReadonlySet<Cell>): string =>
  joined(separated(cell).filter((key) => !keys.has(key)));

/**
 * How many announced days are not over at `now`. Between two changes of the record the clock can only lower it,
 * so that it tells which announced days are shown as not reported.
 */
export async function daysStillOpen(snapshot: Snapshot, now: Date): Promise<number> {
  const days = await snapshot.all(
    `SELECT "date", "timeZone" FROM "CorridorDay" WHERE "date" >= $1 AND "status" = 'announced' ORDER BY "date"`,
    // no zone is a whole day behind UTC
    [addDays(dateAt(now, "UTC"), -1)],
  );
  const shown = shownStatuses(now);
  return days.filter(
    ([date, timeZone]) =>
      shown({ status: "announced", evidenced: false, date: String(date), timeZone: String(timeZone) }) === "announced",
  ).length;
}
