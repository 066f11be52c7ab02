import { matchingCorridors } from "@/lib/data/exports/entries";
import { type Export, positionsOf, selectList } from "@/lib/data/exports/export";

const days = (of: string) =>
  `(SELECT ${of} FROM "CorridorDay" d WHERE d."corridorSlug" = c."slug" AND d."retractedAt" IS NULL)`;

const SELECTED = {
  corridor: 'c."slug"',
  origin: 'c."originSlug"',
  origin_name: 'o."nameEn"',
  destination: 'c."destinationSlug"',
  destination_name: 't."nameEn"',
  purpose: 'c."purpose"',
  first_day: days('min(d."date")'),
  last_day: days('max(d."date")'),
  days: days("count(*)"),
  merged_into: 'c."mergedIntoSlug"',
  updated_at: 'c."updatedAt"',
  revision: 'c."revision"',
  continued_as: 'c."continuedAsSlug"',
};
const at = positionsOf(SELECTED);

const CORRIDORS = `SELECT ${selectList(SELECTED)} FROM "Corridor" c
  LEFT JOIN "Place" o ON o."slug" = c."originSlug" LEFT JOIN "Place" t ON t."slug" = c."destinationSlug"
  WHERE c."retractedAt" IS NULL ORDER BY c."slug"`;

/** Corridors; a row reads all days of its corridor, so that few go into one batch. */
export const corridors: Export = {
  columns: Object.keys(SELECTED),
  async *rows(snapshot, matching) {
    const wanted = await matchingCorridors(snapshot, matching);
    for await (const batch of snapshot.batches(CORRIDORS, [], 20))
      yield wanted ? batch.filter((row) => wanted.has(String(row[at.corridor]))) : batch;
  },
};
