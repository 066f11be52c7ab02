import { separated } from "../domain/text";
import type { Row } from "./csv";

/**
 * Rows of the record's own files, as the inputs of lib/domain/inputs.ts (still unchecked: the commands check them).
 * Columns that are computed are left out.
 */
export const placeOfRow = (row: Row) => ({
  slug: row.place,
  kind: row.kind,
  nameEn: row.name,
  nameUk: row.name_uk,
  precision: row.precision,
  lat: row.lat,
  lon: row.lon,
  adm1: row.adm1,
  adm1Vocabulary: row.adm1_vocabulary,
  adm1Name: row.adm1_name,
  country: row.country,
  timeZone: row.time_zone,
  aliases: separated(row.aliases ?? ""),
});

export const partyOfRow = (row: Row) => ({
  slug: row.party,
  kind: row.kind,
  nameEn: row.name,
  nameUk: row.name_uk,
  side: row.side,
});

export const sourceOfRow = (row: Row) => ({
  slug: row.source,
  file: row.file,
  publisher: row.publisher,
  publishedOn: row.published_on,
  publishedOnPrecision: row.published_on_precision,
  url: row.url,
  archiveUrl: row.archive_url,
  retrievedAt: row.retrieved_at,
  sha256: row.sha256,
});

export const corridorOfRow = (row: Row) => ({
  slug: row.corridor,
  origin: row.origin,
  destination: row.destination,
  purpose: row.purpose,
  continuedAs: row.continued_as,
});

export const claimOfRow = (row: Row) => ({
  key: row.claim,
  kind: row.kind,
  claimant: row.claimant,
  speaker: row.speaker,
  addressee: row.addressee,
  outcome: row.outcome,
  countOf: row.count_of,
  countMin: row.count_min,
  countMax: row.count_max,
  countQualifier: row.count_qualifier,
  unverifiedBy: row.unverified_by,
  summaryEn: row.summary_en,
  summaryUk: row.summary_uk,
  source: row.source,
  sourcePlace: row.source_place,
  statement: row.statement,
  saidOn: row.said_on,
  saidOnPrecision: row.said_on_precision,
});

export const wideClaimOfRow = (row: Row) => ({
  ...claimOfRow(row),
  scope: row.scope,
  corridor: row.corridor,
  place: row.place,
  date: row.date,
  dateTo: row.date_to,
  datePrecision: row.date_precision,
});

/** A corridor day with the claims that are its own. */
export const dayOfRow = (row: Row, claims: readonly Row[]) => ({
  corridor: row.corridor,
  date: row.date,
  datePrecision: row.date_precision,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  status: row.status,
  evacueesMin: row.evacuees_min,
  evacueesMax: row.evacuees_max,
  evacueesQualifier: row.evacuees_qualifier,
  noteEn: row.note_en,
  noteUk: row.note_uk,
  claims: claims
    .filter((c) => c.scope === "corridor_day" && c.corridor === row.corridor && c.date === row.date)
    .map(claimOfRow),
});
