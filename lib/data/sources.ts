import { Prisma } from "@/prisma/generated/sqlite/client";
import type { Claim, Corridor, Source } from "../domain/record";
import { isSlug } from "../domain/slugs";
import { claimsOf, countOf } from "./claim-lists";
import type { Db } from "./client";
import { corridorsOf } from "./corridors";
import { sourceOf } from "./entries";
import { askOf } from "./windows";

/** Reports on a page of their list. */
const PAGE = 100;
/** The most claims on the page of a report; their list has the rest. */
const MOST = 50;
/** Reports with fewer claims are counted all at once, the others one by one: none holds up the process. */
const SOME = 1_000;

const { sql, raw, join } = Prisma;

export type SourceList = { rows: { source: Source; claims: number }[]; page: number; pages: number };

/**
 * One page of all reports, newest first, with the number of current claims that rest on each. Retracted ones are marked.
 * @param page from 1; beyond the last there are no rows
 */
export async function listSources(db: Db, page = 1): Promise<SourceList> {
  const where = { mergedIntoSlug: null };
  const rows = await db.source.findMany({
    where,
    orderBy: [{ publishedOn: { sort: "desc", nulls: "last" } }, { slug: "asc" }],
    skip: (page - 1) * PAGE,
    take: PAGE,
  });
  const claims = await countsOf(
    db,
    rows.map(({ slug }) => slug),
  );
  return {
    rows: rows.map((row) => ({ source: sourceOf(row), claims: claims.get(row.slug) ?? 0 })),
    page,
    pages: Math.max(1, Math.ceil((await db.source.count({ where })) / PAGE)),
  };
}

/** How many current claims rest on each of these reports. */
async function countsOf(db: Db, slugs: string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await askOf(db)(
    sql`SELECT s."slug", (SELECT count(*) FROM (SELECT 1 FROM "Claim" c WHERE c."sourceSlug" = s."slug"
        AND c."listed" IS NOT NULL LIMIT ${raw(String(SOME))}) few) AS "claims"
      FROM "Source" s WHERE s."slug" IN (${join(slugs)})`,
  );
  const counts = new Map(rows.map(([slug, claims]) => [String(slug), Number(claims)]));
  for (const [slug, claims] of counts) if (claims === SOME) counts.set(slug, await countOf(db, { of: "in", slug }));
  return counts;
}

export type SourcePage = {
  source: Source;
  /** The same report, under which everything stands now. */
  mergedInto: Source | null;
  claims: Claim[];
  all: number;
  /** Those that the claims speak of, by slug. */
  corridors: Map<string, Corridor>;
};

/** One report with the newest claims that rest on it, and how many do; null for a slug that nobody uses. */
export async function findSource(db: Db, slug: string): Promise<SourcePage | null> {
  if (!isSlug(slug)) return null;
  const row = await db.source.findUnique({ where: { slug }, include: { mergedInto: true } });
  if (!row) return null;
  const list = { of: "in", slug } as const;
  const claims = await claimsOf(db, list, MOST);
  return {
    source: sourceOf(row),
    mergedInto: row.mergedInto && sourceOf(row.mergedInto),
    claims,
    all: await countOf(db, list),
    corridors: await corridorsOf(db, claims),
  };
}
