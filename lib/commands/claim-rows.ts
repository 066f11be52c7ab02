import { sha256 } from "../domain/chain";
import { invalid } from "../domain/errors";
import type { DayClaimInput } from "../domain/inputs";
import { claimDefaults } from "../domain/payloads";
import { type Change, refuseNow } from "./change";

export type KeyedClaim<C extends DayClaimInput = DayClaimInput> = C & { key: string };

/** The columns of a claim that its form decides. */
export const claimColumns = (claim: KeyedClaim, position: number) => ({
  position,
  kind: claim.kind,
  claimantSlug: claim.claimant,
  speaker: claim.speaker,
  addresseeSlug: claim.addressee,
  outcome: claim.outcome,
  countOf: claim.countOf,
  countMin: claim.countMin,
  countMax: claim.countMax,
  countQualifier: claim.countQualifier,
  unverifiedBySlug: claim.unverifiedBy,
  summaryEn: claim.summaryEn,
  summaryUk: claim.summaryUk,
  sourceSlug: claim.source,
  sourcePlace: claim.sourcePlace,
  saidOn: claim.saidOn,
  ...claimDefaults(claim),
});

/**
 * Gives new claims their keys, drawn from the entry and the revision: the same saves give the same keys, and so the same
 * chain, on every database. A key that was sent along must be this entry's, or nobody's.
 */
export async function withKeys<C extends DayClaimInput>(
  change: Change,
  entry: string,
  claims: readonly C[],
  own: ReadonlySet<string>,
): Promise<KeyedClaim<C>[]> {
  const sent = claims.flatMap((claim) => (claim.key && !own.has(claim.key) ? [claim.key] : []));
  const others = sent.length
    ? await change.tx.claim.findMany({ where: { key: { in: sent } }, select: { key: true } })
    : [];
  const taken = new Set(others.map((claim) => claim.key));
  return claims.map((claim, i) => {
    const key = claim.key ?? `c${sha256(`${entry} ${change.nextSeq()} ${i}`).slice(0, 11)}`;
    if (taken.has(key)) refuseNow(invalid({ field: `claims.${i}.key`, code: "key_taken" }));
    taken.add(key);
    return { ...claim, key };
  });
}
