import { selection } from "@/lib/data/exports/export";

/** Parties. */
export const parties = selection(
  { party: '"slug"', name: '"nameEn"', name_uk: '"nameUk"', kind: '"kind"', side: '"sideSlug"' },
  'FROM "Party" WHERE "retractedAt" IS NULL ORDER BY "slug"',
);
