import type { LocalDate } from "../domain/dates";
import type { Claim } from "../domain/record";
import type { Db } from "./client";
import { CLAIM, claimOf, newestFirst } from "./entries";

/** The most claims of wider scope that one page shows. */
const MOST = 200;

/** Claims about a day, region or country whose day or period touches `from` to `to`; with `undated`, those without one too. */
export async function wideClaims(db: Db, from: LocalDate, to: LocalDate, undated: boolean): Promise<Claim[]> {
  const rows = await db.claim.findMany({
    where: {
      retractedAt: null,
      scope: { in: ["day", "region", "country"] },
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

/** What is blamed, denied or rejected about each of these corridors as a whole. */
export async function corridorDisputes(db: Db, corridors: string[]): Promise<Claim[]> {
  const rows = await db.claim.findMany({
    where: {
      retractedAt: null,
      scope: "corridor",
      corridorSlug: { in: corridors },
      kind: { in: ["blame", "denial", "rejection"] },
    },
    include: CLAIM,
    orderBy: { key: "asc" },
    take: MOST,
  });
  return rows.map(claimOf);
}

/** Whether a claim of wider scope speaks of that day. One without a date speaks of no single day. */
export const covers = (claim: Claim, date: LocalDate): boolean =>
  claim.date !== null && claim.date <= date && date <= (claim.dateTo ?? claim.date);
