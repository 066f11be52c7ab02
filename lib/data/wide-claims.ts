import type { LocalDate } from "../domain/dates";
import type { Claim } from "../domain/record";
import { CLAIM_KINDS, type ClaimKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { CLAIM, CURRENT, claimOf, newestFirst, ofKinds } from "./entries";

/** The most claims of wider scope that a page chooses from; their list has the rest. */
const MOST = 100;

/**
 * Claims about a day, region or country whose day or period touches `from` to `to`, newest first.
 * @param undated those without a day, too
 * @param kind only claims of these kinds
 */
export async function wideClaims(
  db: Db,
  from: LocalDate,
  to: LocalDate,
  undated: boolean,
  kind: readonly ClaimKind[] = CLAIM_KINDS,
): Promise<Claim[]> {
  const rows = await db.claim.findMany({
    where: {
      retractedAt: null,
      scope: { in: ["day", "region", "country"] },
      ...ofKinds(kind),
      OR: [
        { date: { gte: from, lte: to } },
        { date: { lte: to }, dateTo: { gte: from } },
        ...(undated ? [{ date: null }] : []),
      ],
    },
    include: CLAIM,
    orderBy: [{ date: { sort: "desc", nulls: "last" } }, { key: "asc" }],
    take: MOST,
  });
  return rows.map(claimOf).sort(newestFirst);
}

/** Claims about a corridor as a whole, or a period of it. */
export async function corridorClaims(db: Db, corridor: string): Promise<Claim[]> {
  const rows = await db.claim.findMany({
    where: { retractedAt: null, scope: "corridor", corridorSlug: corridor },
    include: CLAIM,
    orderBy: [{ date: { sort: "desc", nulls: "last" } }, { key: "asc" }],
    take: MOST,
  });
  return rows.map(claimOf).sort(newestFirst);
}

/** The most pairs of blaming and blamed parties that a board chooses from. */
const MOST_PAIRS = 400;

/** Blame about each of these corridors as a whole: one claim for every pair of blaming and blamed party. */
export async function corridorBlame(db: Db, corridors: string[]): Promise<Claim[]> {
  const pairs = await db.claim.groupBy({
    by: ["corridorSlug", "claimantSlug", "addresseeSlug"],
    where: {
      ...CURRENT,
      scope: "corridor",
      corridorSlug: { in: corridors },
      ...ofKinds(["blame"]),
      source: CURRENT,
    },
    _min: { key: true },
    orderBy: { _min: { key: "asc" } },
    take: MOST_PAIRS,
  });
  if (pairs.length === 0) return [];
  const rows = await db.claim.findMany({
    where: { key: { in: pairs.flatMap((pair) => pair._min.key ?? []) } },
    include: CLAIM,
    orderBy: { key: "asc" },
  });
  return rows.map(claimOf);
}

/** Whether a claim of wider scope speaks of that day. One without a date speaks of no single day. */
export const covers = (claim: Claim, date: LocalDate): boolean =>
  claim.date !== null && claim.date <= date && date <= (claim.dateTo ?? claim.date);
