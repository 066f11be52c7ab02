import { ALL_ROWS, batchesOf, type Export, positionsOf, selectList } from "@/lib/data/exports/export";
import { askIn, windowsOf } from "@/lib/data/windows";
import type { Cell, Row } from "@/lib/domain/files";
import { Prisma } from "@/prisma/generated/sqlite/client";

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
  place: 'c."placeSlug"',
  date_to: 'c."dateTo"',
};
const at = positionsOf(SELECTED);
const CLAIMS = Prisma.raw(selectList(SELECTED));
const PARTIES = 'SELECT "slug", "nameEn", "sideSlug" FROM "Party"';

/** Claims of every scope, totals too. A claim leaves with its day, its corridor and its source. */
export const claims: Export = {
  columns: Object.keys(SELECTED),

  async *rows(snapshot, matching, _now, seek = ALL_ROWS) {
    const parties = new Map((await snapshot.all(PARTIES)).map(([slug, ...facts]) => [slug, facts]));
    const named = (row: Cell[]): Row => {
      [row[at.claimant_name], row[at.claimant_side]] = parties.get(row[at.claimant] as Cell) as [Cell, Cell];
      const addressee = row[at.addressee] as Cell;
      if (addressee) [row[at.addressee_name], row[at.addressee_side]] = parties.get(addressee) as [Cell, Cell];
      return row;
    };
    const { after, only, since } = seek;
    const narrowed = [
      Prisma.sql`1 = 1`,
      ...(after === null ? [] : [Prisma.sql`c."key" > ${after}`]),
      ...(since === null ? [] : [Prisma.sql`c."updatedAt" >= ${since}`]),
    ];
    const ends = only === null ? { from: after } : { from: only, to: only };
    for await (const window of windowsOf(askIn(snapshot), "claims", ends, false, seek.most)) {
      const some = Prisma.sql`SELECT ${CLAIMS} FROM "Claim" c LEFT JOIN "CorridorDay" d ON d."id" = c."dayId"
        WHERE ${window} AND ${matching.claim} AND ${Prisma.join(narrowed, " AND ")} ORDER BY c."key"`;
      for await (const batch of batchesOf(snapshot, some, seek.most)) yield batch.map(named);
    }
  },
};
