import type { Tx } from "@/lib/data/client";
import { derive } from "../domain/grade";
import { derivedColumns } from "./corridor-days";

type ClaimFilter = NonNullable<NonNullable<Parameters<Tx["claim"]["count"]>[0]>["where"]>;

/**
 * Computes grade, blame and evidence anew for the days that have a claim of that kind: after a party changed its side
 * or a source was retracted. The days' own revisions stay: what was said of them has not changed.
 */
export async function rederive(tx: Tx, having: ClaimFilter): Promise<void> {
  const days = await tx.corridorDay.findMany({
    where: { claims: { some: having } },
    select: { id: true, status: true },
  });
  const party = { select: { slug: true, sideSlug: true } } as const;
  for (const { id, status } of days) {
    const claims = await tx.claim.findMany({
      where: { dayId: id },
      include: { claimant: party, addressee: party, source: { select: { retractedAt: true } } },
    });
    const derived = derive(
      claims.map((claim) => ({
        ...claim,
        claimant: { slug: claim.claimant.slug, side: claim.claimant.sideSlug },
        addressee: claim.addressee && { slug: claim.addressee.slug, side: claim.addressee.sideSlug },
        source: { retracted: claim.source.retractedAt !== null },
      })),
      status,
    );
    await tx.corridorDay.update({ where: { id }, data: derivedColumns(derived) });
  }
}
