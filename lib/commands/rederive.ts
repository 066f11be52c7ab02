import type { Tx } from "@/lib/data/client";
import { derive } from "../domain/grade";
import { derivedColumns } from "../domain/rows";

type ClaimFilter = NonNullable<NonNullable<Parameters<Tx["claim"]["count"]>[0]>["where"]>;

/** Days that are read at once: a state's change of side may touch thousands, and a transaction has seconds. */
const CHUNK = 500;

/**
 * Computes grade, blame and evidence anew for the days that have a claim of that kind: after a party changed its side
 * or a source was retracted. The days' own revisions stay: what was said of them has not changed.
 */
export async function rederive(tx: Tx, having: ClaimFilter): Promise<void> {
  const days = await tx.corridorDay.findMany({ where: { claims: { some: having } } });
  const party = { select: { slug: true, sideSlug: true } } as const;
  for (let i = 0; i < days.length; i += CHUNK) {
    const some = days.slice(i, i + CHUNK);
    const claims = await tx.claim.findMany({
      where: { dayId: { in: some.map((day) => day.id) } },
      include: { claimant: party, addressee: party, source: { select: { retractedAt: true } } },
    });
    const ofDay = new Map(some.map((day): [string | null, typeof claims] => [day.id, []]));
    for (const claim of claims) ofDay.get(claim.dayId)?.push(claim);
    for (const day of some) {
      const derived = derive(
        (ofDay.get(day.id) ?? []).map((claim) => ({
          ...claim,
          claimant: { slug: claim.claimant.slug, side: claim.claimant.sideSlug },
          addressee: claim.addressee && { slug: claim.addressee.slug, side: claim.addressee.sideSlug },
          source: { retracted: claim.source.retractedAt !== null },
        })),
        day.status,
      );
      const columns = derivedColumns(derived);
      if (Object.entries(columns).some(([name, value]) => day[name as keyof typeof columns] !== value))
        await tx.corridorDay.update({ where: { id: day.id }, data: columns });
    }
  }
}
