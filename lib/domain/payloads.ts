import type { DayClaimInput, WideClaimInput } from "./inputs";

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

/** Names of the fields in which two versions differ; a whole claim list counts as one field. */
export function changedFields(before: Payload | null, after: Payload | null): string[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys.filter((key) => JSON.stringify(before?.[key] ?? null) !== JSON.stringify(after?.[key] ?? null));
}
