import type { Problem } from "./errors";
import type { DayClaimInput } from "./inputs";

/** What a claim names. */
export type Referring = Pick<DayClaimInput, "claimant" | "addressee" | "unverifiedBy" | "source">;
type Known = { has(slug: string): boolean };

/** A problem for every party or source that a claim names and the store does not have. */
export function unknownReferences(
  claim: Referring,
  at: string,
  { parties, sources }: { parties: Known; sources: Known },
): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["claimant", "addressee", "unverifiedBy"] as const) {
    const slug = claim[field];
    if (slug && !parties.has(slug)) problems.push({ field: `${at}${field}`, code: "unknown_party" });
  }
  if (!sources.has(claim.source)) problems.push({ field: `${at}source`, code: "unknown_source" });
  return problems;
}
