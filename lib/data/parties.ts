import type { Claim, Corridor, Party } from "../domain/record";
import { isSlug } from "../domain/slugs";
import { claimsOf, countOf } from "./claim-lists";
import type { Db } from "./client";
import { corridorsOf } from "./corridors";
import { CURRENT, LISTED, partyOf } from "./entries";

/** The most claims of each kind on the page of a party; their lists have the rest. */
const MOST = 25;

export type PartyPage = {
  party: Party;
  /** The same party, under which everything stands now. */
  mergedInto: Party | null;
  side: Party | null;
  /** Other parties of the side that it is. */
  members: Party[];
  /** What it said, and what is said of it: the newest, and how many there are. */
  said: { claims: Claim[]; all: number };
  addressed: { claims: Claim[]; all: number };
  /** Those that the claims speak of, by slug. */
  corridors: Map<string, Corridor>;
};

/** One party with what it said and what is said of it; null for a slug that nobody uses. */
export async function findParty(db: Db, slug: string): Promise<PartyPage | null> {
  if (!isSlug(slug)) return null;
  const row = await db.party.findFirst({
    where: { slug, ...CURRENT },
    include: {
      side: true,
      mergedInto: true,
      members: { where: { ...LISTED, slug: { not: slug } }, orderBy: { slug: "asc" } },
    },
  });
  if (!row) return null;
  const claims = async (of: "by" | "of") => ({
    claims: await claimsOf(db, { of, slug }, MOST),
    all: await countOf(db, { of, slug }),
  });
  const [said, addressed] = [await claims("by"), await claims("of")];
  return {
    party: partyOf(row),
    mergedInto: row.mergedInto && partyOf(row.mergedInto),
    side: row.side && row.side.slug !== slug ? partyOf(row.side) : null,
    members: row.members.map(partyOf),
    said,
    addressed,
    corridors: await corridorsOf(db, [...said.claims, ...addressed.claims]),
  };
}
