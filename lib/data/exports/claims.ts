import { daysStillOpen } from "@/lib/data/exports/corridor-days";
import { type Export, keysOf, positionsOf, selectList } from "@/lib/data/exports/export";
import type { Cell, Row } from "@/lib/domain/files";
import type { Filters } from "@/lib/domain/filters";
import { shownStatuses } from "@/lib/domain/status";
import type { DayStatus } from "@/lib/domain/vocabulary";

// What is NULL here is filled in below, from the few parties.
const SELECTED = {
  claim: 'c."key"',
  scope: 'c."scope"',
  corridor: 'coalesce(d."corridorSlug", c."corridorSlug")',
  date: 'coalesce(d."date", c."date")',
  date_precision: 'coalesce(d."datePrecision", c."datePrecision")',
  kind: 'c."kind"',
  claimant: 'c."claimantSlug"',
  claimant_name: "NULL",
  claimant_side: "NULL",
  speaker: 'c."speaker"',
  addressee: 'c."addresseeSlug"',
  addressee_name: "NULL",
  addressee_side: "NULL",
  outcome: 'c."outcome"',
  count_of: 'c."countOf"',
  count_min: 'c."countMin"',
  count_max: 'c."countMax"',
  count_qualifier: 'c."countQualifier"',
  unverified_by: 'c."unverifiedBySlug"',
  summary_en: 'c."summaryEn"',
  summary_uk: 'c."summaryUk"',
  source: 'c."sourceSlug"',
  source_place: 'c."sourcePlace"',
  statement: 'c."statement"',
  said_on: 'c."saidOn"',
  said_on_precision: 'c."saidOnPrecision"',
  updated_at: 'c."updatedAt"',
  revision: 'c."revision"',
};
const at = positionsOf(SELECTED);
const LENGTH = Object.keys(SELECTED).length;
const [DATE_TO, DAY_STATUS, DAY_EVIDENCED, DAY_ZONE] = [LENGTH, LENGTH + 1, LENGTH + 2, LENGTH + 3];

const CLAIMS = `SELECT ${selectList(SELECTED)}, coalesce(d."date", c."dateTo", c."date"),
    d."status", d."evidenced", d."timeZone"
  FROM "Claim" c LEFT JOIN "CorridorDay" d ON d."id" = c."dayId"
  WHERE c."retractedAt" IS NULL AND d."retractedAt" IS NULL ORDER BY c."key"`;
const PARTIES = 'SELECT "slug", "nameEn", "sideSlug" FROM "Party"';
const RETRACTED_SOURCES = 'SELECT "slug" FROM "Source" WHERE "retractedAt" IS NOT NULL';
const RETRACTED_CORRIDORS = 'SELECT "slug" FROM "Corridor" WHERE "retractedAt" IS NOT NULL';

/**
 * Claims of every scope, totals too. A claim leaves with its day, its corridor and its source.
 * The filters are applied here and not in SQL: a long scan without a row to give would hold up the whole process.
 */
export const claims: Export = {
  columns: Object.keys(SELECTED),

  async dependsOn(snapshot, filters, now) {
    return filters.statuses.length > 0 ? String(await daysStillOpen(snapshot, now)) : "";
  },

  async *rows(snapshot, filters, now) {
    const parties = new Map((await snapshot.all(PARTIES)).map(([slug, ...facts]) => [slug, facts]));
    const sources = await keysOf(snapshot, RETRACTED_SOURCES);
    const corridors = await keysOf(snapshot, RETRACTED_CORRIDORS);
    const wanted = wantedBy(filters, now);
    for await (const batch of snapshot.batches(CLAIMS)) {
      const rows: Row[] = [];
      for (const row of batch) {
        if (sources.has(row[at.source] as Cell) || corridors.has(row[at.corridor] as Cell) || !wanted(row)) continue;
        row.length = LENGTH;
        [row[at.claimant_name], row[at.claimant_side]] = parties.get(row[at.claimant] as Cell) as [Cell, Cell];
        const addressee = row[at.addressee] as Cell;
        if (addressee) [row[at.addressee_name], row[at.addressee_side]] = parties.get(addressee) as [Cell, Cell];
        rows.push(row);
      }
      yield rows;
    }
  },
};

/** Whether a claim speaks of a day in the range, of one of the corridors, of a day with one of the statuses. */
function wantedBy({ from, to, corridors, statuses }: Filters, now: Date): (row: Row) => boolean {
  const shown = shownStatuses(now);
  const ofCorridors = new Set<unknown>(corridors);
  const ofStatuses = new Set<string>(statuses);
  return (row) => {
    const begins = row[at.date] as string | null;
    if ((from || to) && begins === null) return false;
    if (from && (row[DATE_TO] as string) < from) return false;
    if (to && (begins as string) > to) return false;
    if (ofCorridors.size > 0 && !ofCorridors.has(row[at.corridor])) return false;
    if (ofStatuses.size === 0) return true;
    const status = row[DAY_STATUS] as DayStatus | null;
    if (status === null) return false;
    const evidenced = row[DAY_EVIDENCED] === true;
    return ofStatuses.has(shown({ status, evidenced, date: begins as string, timeZone: row[DAY_ZONE] as string }));
  };
}
