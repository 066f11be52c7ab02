import type { Tx } from "@/lib/data/client";
import type { Problem } from "../domain/errors";
import type { DayClaimInput } from "../domain/inputs";

type Referring = Pick<DayClaimInput, "claimant" | "addressee" | "unverifiedBy" | "source">;
export type References = Awaited<ReturnType<typeof partiesAndSources>>;

/** The parties and sources that claims name, by slug. A retracted source is there, marked; a retracted party is not. */
export async function partiesAndSources(tx: Tx, claims: readonly Referring[]) {
  const named = claims.flatMap((claim) => [claim.claimant, claim.addressee, claim.unverifiedBy]);
  const parties = await tx.party.findMany({
    where: { slug: { in: [...new Set(named.filter((slug) => slug !== null))] }, retractedAt: null },
    select: { slug: true, sideSlug: true },
  });
  const sources = await tx.source.findMany({
    where: { slug: { in: [...new Set(claims.map((claim) => claim.source))] } },
    select: { slug: true, retractedAt: true },
  });
  return {
    parties: new Map(parties.map((party) => [party.slug, party])),
    sources: new Map(sources.map((source) => [source.slug, source])),
  };
}

/** A problem for every party or source that a claim names and the store does not have. */
export function unknownReferences(claim: Referring, at: string, { parties, sources }: References): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["claimant", "addressee", "unverifiedBy"] as const) {
    const slug = claim[field];
    if (slug && !parties.has(slug)) problems.push({ field: `${at}${field}`, code: "unknown_party" });
  }
  if (!sources.has(claim.source)) problems.push({ field: `${at}source`, code: "unknown_source" });
  return problems;
}
