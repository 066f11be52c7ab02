import { batchesOf, type Export, selectList } from "@/lib/data/exports/export";
import { Prisma } from "@/prisma/generated/sqlite/client";

const SELECTED = {
  total: 'c."key"',
  date: 'c."date"',
  date_precision: 'c."datePrecision"',
  scope: 'c."scope"',
  place: 'c."placeSlug"',
  place_name: 'l."nameEn"',
  evacuees_min: 'c."countMin"',
  evacuees_max: 'c."countMax"',
  evacuees_qualifier: 'c."countQualifier"',
  claimant: 'c."claimantSlug"',
  claimant_name: 'p."nameEn"',
  speaker: 'c."speaker"',
  unverified_by: 'c."unverifiedBySlug"',
  source: 'c."sourceSlug"',
  source_place: 'c."sourcePlace"',
  note_en: 'c."summaryEn"',
  note_uk: 'c."summaryUk"',
  updated_at: 'c."updatedAt"',
  revision: 'c."revision"',
  date_to: 'c."dateTo"',
};

const TOTALS = Prisma.raw(selectList(SELECTED));

/** Numbers of people whose scope is wider than one corridor: claims of claims.csv, few, found by the index on scope. */
export const totals: Export = {
  columns: Object.keys(SELECTED),
  rows: (snapshot, matching) =>
    batchesOf(
      snapshot,
      Prisma.sql`SELECT ${TOTALS} FROM "Claim" c LEFT JOIN "CorridorDay" d ON d."id" = c."dayId"
      JOIN "Party" p ON p."slug" = c."claimantSlug" LEFT JOIN "Place" l ON l."slug" = c."placeSlug"
      WHERE c."scope" IN ('day', 'region', 'country') AND c."kind" = 'evacuees' AND c."countOf" = 'people'
        AND ${matching.claim} ORDER BY c."key"`,
    ),
};
