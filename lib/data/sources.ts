import type { Claim, Source } from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { Db } from "./client";
import { CLAIM, CURRENT_CLAIM, claimOf, newestFirst, sourceOf } from "./entries";

/** The most rows that one page lists. */
const MOST = 500;

/** All reports, newest first, with the number of current claims that rest on each. Retracted ones are marked. */
export async function listSources(db: Db): Promise<{ source: Source; claims: number }[]> {
  const rows = await db.source.findMany({
    orderBy: [{ publishedOn: { sort: "desc", nulls: "last" } }, { slug: "asc" }],
    include: { _count: { select: { claims: { where: CURRENT_CLAIM } } } },
    take: MOST,
  });
  return rows.map((row) => ({ source: sourceOf(row), claims: row._count.claims }));
}

/** One report and the claims that rest on it; null for a slug that nobody uses. */
export async function findSource(db: Db, slug: string): Promise<{ source: Source; claims: Claim[] } | null> {
  if (!isSlug(slug)) return null;
  const row = await db.source.findUnique({ where: { slug } });
  if (!row) return null;
  const claims = await db.claim.findMany({
    where: { ...CURRENT_CLAIM, sourceSlug: slug },
    include: CLAIM,
    orderBy: { key: "asc" },
    take: MOST,
  });
  return { source: sourceOf(row), claims: claims.map(claimOf).sort(newestFirst) };
}
