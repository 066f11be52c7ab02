import { type Export, selectList } from "@/lib/data/exports/export";
import type { Parameter } from "@/lib/data/snapshot";

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
};

/** Numbers of people whose scope is wider than one corridor. They are few, and the index on scope finds them. */
export const totals: Export = {
  columns: Object.keys(SELECTED),
  rows(snapshot, { from, to }) {
    const parameters: Parameter[] = [];
    const range = [
      from ? `AND coalesce(c."dateTo", c."date") >= $${parameters.push(from)}` : "",
      to ? `AND c."date" <= $${parameters.push(to)}` : "",
    ];
    const sql = `SELECT ${selectList(SELECTED)} FROM "Claim" c
      JOIN "Source" s ON s."slug" = c."sourceSlug" JOIN "Party" p ON p."slug" = c."claimantSlug"
      LEFT JOIN "Place" l ON l."slug" = c."placeSlug"
      WHERE c."scope" IN ('day', 'region', 'country') AND c."kind" = 'evacuees' AND c."countOf" = 'people'
        AND c."retractedAt" IS NULL AND s."retractedAt" IS NULL ${range.join(" ")} ORDER BY c."key"`;
    return snapshot.batches(sql, parameters);
  },
};
