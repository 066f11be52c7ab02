import type { Claim, Party } from "../domain/record";
import { isSlug } from "../domain/slugs";
import { claimsOf, countOf } from "./claim-lists";
import type { Db } from "./client";
import { CURRENT, partyOf } from "./entries";

/** The most claims of each kind on the page of a party; their lists have the rest. */
const MOST = 25;

export type PartyPage = {
  party: Party;
  side: Party | null;
  /** Other parties of the side that it is. */
  members: Party[];
  /** What it said, and what is said of it: the newest, and how many there are. */
  said: { claims: Claim[]; all: number };
  addressed: { claims: Claim[]; all: number };
};

/** One party with what it said and what is said of it; null for a slug that nobody uses. */
export async function findParty(db: Db, slug: string): Promise<PartyPage | null> {
  if (!isSlug(slug)) return null;
  const row = await db.party.findFirst({
    where: { slug, ...CURRENT },
    include: { side: true, members: { where: { ...CURRENT, slug: { not: slug } }, orderBy: { slug: "asc" } } },
  });
  if (!row) return null;
  const claims = async (of: "by" | "of") => ({
    claims: await claimsOf(db, { of, slug }, MOST),
    all: await countOf(db, { of, slug }),
  });
  return {
    party: partyOf(row),
    side: row.side && row.side.slug !== slug ? partyOf(row.side) : null,
    members: row.members.map(partyOf),
    said: await claims("by"),
    addressed: await claims("of"),
  };
}
