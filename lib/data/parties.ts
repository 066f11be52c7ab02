import type { Claim, Party } from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { Db } from "./client";
import { CLAIM, CURRENT, CURRENT_CLAIM, claimOf, newestFirst, partyOf } from "./entries";

/** The most claims of each kind that one page lists. */
const MOST = 500;

export type PartyPage = {
  party: Party;
  side: Party | null;
  /** Other parties of the side that it is. */
  members: Party[];
  /** What it said, and what is said of it. */
  said: Claim[];
  addressed: Claim[];
};

/** One party with what it said and what is said of it; null for a slug that nobody uses. */
export async function findParty(db: Db, slug: string): Promise<PartyPage | null> {
  if (!isSlug(slug)) return null;
  const row = await db.party.findFirst({
    where: { slug, ...CURRENT },
    include: { side: true, members: { where: { ...CURRENT, slug: { not: slug } }, orderBy: { slug: "asc" } } },
  });
  if (!row) return null;
  const claims = async (where: { claimantSlug: string } | { addresseeSlug: string }) => {
    const rows = await db.claim.findMany({
      where: { ...CURRENT_CLAIM, ...where },
      include: CLAIM,
      orderBy: { key: "asc" },
      take: MOST,
    });
    return rows.map(claimOf).sort(newestFirst);
  };
  return {
    party: partyOf(row),
    side: row.side && row.side.slug !== slug ? partyOf(row.side) : null,
    members: row.members.map(partyOf),
    said: await claims({ claimantSlug: slug }),
    addressed: await claims({ addresseeSlug: slug }),
  };
}
