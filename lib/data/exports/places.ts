import { matchingPlaces } from "@/lib/data/exports/entries";
import { type Export, positionsOf, selection } from "@/lib/data/exports/export";
import { joined } from "@/lib/domain/text";

const SELECTED = {
  place: '"slug"',
  name: '"nameEn"',
  name_uk: '"nameUk"',
  kind: '"kind"',
  precision: '"precision"',
  lat: '"lat"',
  lon: '"lon"',
  adm1: '"adm1"',
  adm1_vocabulary: '"adm1Vocabulary"',
  adm1_name: '"adm1Name"',
  country: '"country"',
  time_zone: '"timeZone"',
  aliases: '"aliases"',
};
const { aliases } = positionsOf(SELECTED);
// a merged place is there while a merged corridor, which keeps the ends that it had, names it
const NAMED = `"mergedIntoSlug" IS NULL OR EXISTS (SELECT 1 FROM "Corridor" c WHERE c."retractedAt" IS NULL
  AND (c."originSlug" = "Place"."slug" OR c."destinationSlug" = "Place"."slug"))`;
const rows = selection(
  SELECTED,
  `FROM "Place" WHERE "retractedAt" IS NULL AND (${NAMED}) ORDER BY "slug"`,
  matchingPlaces,
);

/** Places; their aliases are a list, not JSON. */
export const places: Export = {
  columns: rows.columns,
  async *rows(snapshot, matching, now) {
    for await (const batch of rows.rows(snapshot, matching, now))
      yield batch.map((row) => row.with(aliases, joined(JSON.parse(row[aliases] as string) as string[])));
  },
};
