import { matchingParties } from "@/lib/data/exports/entries";
import { type Export, selection } from "@/lib/data/exports/export";

/** Parties. */
export const parties: Export = selection(
  { party: '"slug"', name: '"nameEn"', name_uk: '"nameUk"', kind: '"kind"', side: '"sideSlug"' },
  'FROM "Party" WHERE "retractedAt" IS NULL AND "mergedIntoSlug" IS NULL ORDER BY "slug"',
  matchingParties,
);
