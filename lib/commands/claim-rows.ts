import { sha256 } from "../domain/chain";
import { invalid } from "../domain/errors";
import type { DayClaimInput } from "../domain/inputs";
import type { KeyedClaim } from "../domain/rows";
import type { Change } from "./change";
import { refuseNow } from "./refusing";

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
