import type { Problem } from "./errors";
import type { DayClaimInput } from "./inputs";

/** What a claim names. */
export type Referring = Pick<DayClaimInput, "claimant" | "addressee" | "unverifiedBy" | "source">;
/** Those that there are, with what they were merged into. */
type Known = Pick<ReadonlyMap<string, { mergedInto: string | null }>, "has" | "get">;

/** A problem for every party or source that a claim names and the store does not have, or has as another one. */
export function unknownReferences(
  claim: Referring,
  at: string,
  { parties, sources }: { parties: Known; sources: Known },
): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["claimant", "addressee", "unverifiedBy"] as const) {
    const slug = claim[field];
    if (!slug) continue;
    const party = parties.get(slug)?.mergedInto;
    if (!parties.has(slug)) problems.push({ field: `${at}${field}`, code: "unknown_party" });
    if (party) problems.push({ field: `${at}${field}`, code: "merged_party", values: { party } });
  }
  const source = sources.get(claim.source)?.mergedInto;
  if (!sources.has(claim.source)) problems.push({ field: `${at}source`, code: "unknown_source" });
  if (source) problems.push({ field: `${at}source`, code: "merged_source", values: { source } });
  return problems;
}
