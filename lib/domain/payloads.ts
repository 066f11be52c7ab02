import type {
  CorridorInput,
  DayClaimInput,
  DayInput,
  PartyInput,
  PlaceInput,
  SourceInput,
  WideClaimInput,
} from "./inputs";
import type { EntryKind } from "./vocabulary";

/**
 * What a revision keeps of an entry: one JSON object with the public names of the columns, keys in this order,
 * empty fields left in as null. The text is hashed as it stands, so the order never changes; new keys go to the end.
 */
export type Payload = Record<string, unknown>;

/** What holds where a claim's form says nothing: a statement is its own, and a day of saying is as the report gives it. */
export const claimDefaults = (
  claim: Pick<DayClaimInput, "statement" | "saidOn" | "saidOnPrecision"> & { key: string },
) => ({
  statement: claim.statement ?? claim.key,
  saidOnPrecision: claim.saidOn ? (claim.saidOnPrecision ?? "day") : null,
});

/** The claim as part of its entry. `statement` defaults to the claim's own key. */
export const claimPayload = (claim: DayClaimInput & { key: string }): Payload => ({
  claim: claim.key,
  kind: claim.kind,
  claimant: claim.claimant,
  speaker: claim.speaker,
  addressee: claim.addressee,
  outcome: claim.outcome,
  count_of: claim.countOf,
  count_min: claim.countMin,
  count_max: claim.countMax,
  count_qualifier: claim.countQualifier,
  unverified_by: claim.unverifiedBy,
  summary_en: claim.summaryEn,
  summary_uk: claim.summaryUk,
  source: claim.source,
  source_place: claim.sourcePlace,
  statement: claimDefaults(claim).statement,
  said_on: claim.saidOn,
  said_on_precision: claimDefaults(claim).saidOnPrecision,
});

export const wideClaimPayload = (claim: WideClaimInput & { key: string }): Payload => ({
  scope: claim.scope,
  corridor: claim.corridor,
  place: claim.place,
  date: claim.date,
  date_to: claim.dateTo,
  date_precision: claim.datePrecision,
  ...claimPayload(claim),
});

/** A merged entry that is saved again stays merged; other versions of it say nothing of that. */
const merged = (into: string | null) => (into ? { merged_into: into } : {});

/** @param mergedInto the place that took its place; null for none, here and below */
export const placePayload = (slug: string, place: PlaceInput, mergedInto: string | null): Payload => ({
  place: slug,
  name: place.nameEn,
  name_uk: place.nameUk,
  kind: place.kind,
  precision: place.precision,
  lat: place.lat,
  lon: place.lon,
  adm1: place.adm1,
  adm1_vocabulary: place.adm1Vocabulary,
  adm1_name: place.adm1Name,
  country: place.country,
  time_zone: place.timeZone,
  aliases: place.aliases,
  ...merged(mergedInto),
});

export const partyPayload = (slug: string, party: PartyInput, mergedInto: string | null): Payload => ({
  party: slug,
  name: party.nameEn,
  name_uk: party.nameUk,
  kind: party.kind,
  side: party.side,
  ...merged(mergedInto),
});

export const sourcePayload = (slug: string, source: SourceInput, mergedInto: string | null): Payload => ({
  source: slug,
  file: source.file,
  publisher: source.publisher,
  published_on: source.publishedOn,
  published_on_precision: source.publishedOn ? (source.publishedOnPrecision ?? "day") : null,
  url: source.url,
  archive_url: source.archiveUrl,
  retrieved_at: source.retrievedAt?.toISOString() ?? null,
  sha256: source.sha256,
  ...merged(mergedInto),
});

export const corridorPayload = (slug: string, corridor: CorridorInput, mergedInto: string | null): Payload => ({
  corridor: slug,
  origin: corridor.origin,
  destination: corridor.destination,
  purpose: corridor.purpose,
  continued_as: corridor.continuedAs,
  merged_into: mergedInto,
});

/** What history keeps of a day: the form's fields under their public names, with its claims. */
export const dayPayload = (
  day: DayInput,
  timeZone: string,
  claims: readonly (DayClaimInput & { key: string })[],
): Payload => ({
  corridor: day.corridor,
  date: day.date,
  date_precision: day.datePrecision,
  period_from: day.periodFrom,
  period_to: day.periodTo,
  time_zone: timeZone,
  status: day.status,
  evacuees_min: day.evacueesMin,
  evacuees_max: day.evacueesMax,
  evacuees_qualifier: day.evacueesQualifier,
  note_en: day.noteEn,
  note_uk: day.noteUk,
  claims: claims.map(claimPayload),
});

/** Names of the fields in which two versions differ; a whole claim list counts as one field. */
export function changedFields(before: Payload | null, after: Payload | null): string[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys.filter((key) => JSON.stringify(before?.[key] ?? null) !== JSON.stringify(after?.[key] ?? null));
}

const names = new Map<string, string>();
const camel = (name: string): string => {
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  names.set(name, made);
  return made;
};

/** A payload under the names that a form's fields have; `name` and `claim` are `nameEn` and `key` there. */
export function fieldsOf<Input>(payload: Payload): Input {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payload))
    fields[name === "name" ? "nameEn" : name === "claim" ? "key" : camel(name)] = value;
  return fields as Input;
}

/** What has to be saved for an entry to say again what a version of it said. */
export function inputOf(kind: EntryKind, entry: string, payload: Payload): Record<string, unknown> {
  const fields = fieldsOf<Record<string, unknown>>(payload);
  if (kind === "corridor_day") return { ...fields, claims: ((payload.claims ?? []) as Payload[]).map(fieldsOf) };
  return { ...fields, [kind === "claim" ? "key" : "slug"]: entry };
}

/** Whether two versions say the same; what an older one does not name is empty in it. */
export function isSame(a: Payload, b: Payload): boolean {
  for (const name in b) if ((a[name] ?? null) !== (b[name] ?? null)) return false;
  return true;
}
