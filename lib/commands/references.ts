import type { Tx } from "@/lib/data/client";
import type { Referring } from "../domain/references";

/** The parties and sources that claims name, by slug. A retracted source is there, marked; a retracted party is not. */
export async function partiesAndSources(tx: Tx, claims: readonly Referring[]) {
  const named = claims.flatMap((claim) => [claim.claimant, claim.addressee, claim.unverifiedBy]);
  const parties = await tx.party.findMany({
    where: { slug: { in: [...new Set(named.filter((slug) => slug !== null))] }, retractedAt: null },
    select: { slug: true, sideSlug: true, mergedIntoSlug: true },
  });
  const sources = await tx.source.findMany({
    where: { slug: { in: [...new Set(claims.map((claim) => claim.source))] } },
    select: { slug: true, retractedAt: true, mergedIntoSlug: true },
  });
  const bySlug = <Row extends { slug: string; mergedIntoSlug: string | null }>(rows: Row[]) =>
    new Map(rows.map((row) => [row.slug, { ...row, mergedInto: row.mergedIntoSlug }]));
  return { parties: bySlug(parties), sources: bySlug(sources) };
}
