import { Prisma } from "@/prisma/generated/sqlite/client";
import type { Claim, Corridor, Party, Source } from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { Db } from "./client";
import { corridorsOf } from "./corridors";
import { CLAIM, CORRIDOR, CURRENT, claimOf, corridorOf, partyOf, sourceOf } from "./entries";
import { askOf } from "./windows";

/** Claims on a page of a list of nothing but claims. */
const PAGE = 50;

/**
 * What the claims of a list have in common: a scope wider than one corridor, who says them (`by`), of whom they are (`of`),
 * the report that they rest on (`in`), or the corridor that they are about as a whole (`on`).
 */
export type ListOf = { of: "wider" } | { of: "by" | "of" | "in" | "on"; slug: string };

/** The list with that name in addresses: `wider`, `by-PARTY`, `of-PARTY`, `in-SOURCE`, `on-CORRIDOR`. */
export function listNamed(name: string): ListOf | null {
  if (name === "wider") return { of: "wider" };
  const [, of, slug = ""] = /^(by|of|in|on)-(.+)$/.exec(name) ?? [];
  return of && isSlug(slug) ? { of: of as "by" | "of" | "in" | "on", slug } : null;
}

const CHOSEN = (list: ListOf) => {
  if (list.of === "wider") return Prisma.sql`c."scope" IN ('day', 'region', 'country')`;
  if (list.of === "by") return Prisma.sql`c."claimantSlug" = ${list.slug}`;
  if (list.of === "of") return Prisma.sql`c."addresseeSlug" = ${list.slug}`;
  if (list.of === "in") return Prisma.sql`c."sourceSlug" = ${list.slug}`;
  return Prisma.sql`c."scope" = 'corridor' AND c."corridorSlug" = ${list.slug}`;
};

const current = (list: ListOf) => Prisma.sql`FROM "Claim" c WHERE ${CHOSEN(list)} AND c."listed" IS NOT NULL`;

/** Current claims of a list, newest first: by the day spoken of, then by the day of speaking; undated ones last. */
export async function claimsOf(db: Db, list: ListOf, take: number, skip = 0): Promise<Claim[]> {
  const keys = await db.$queryRaw<{ key: string }[]>`SELECT c."key" ${current(list)}
    ORDER BY c."listed" DESC, c."key" LIMIT ${take} OFFSET ${skip}`;
  if (keys.length === 0) return [];
  const rows = await db.claim.findMany({ where: { key: { in: keys.map(({ key }) => key) } }, include: CLAIM });
  const byKey = new Map(rows.map((row) => [row.key, claimOf(row)]));
  return keys.flatMap(({ key }) => byKey.get(key) ?? []);
}

/** Claims that are counted in one question, on their index alone: the process turns to others in between. */
const COUNTED = 100_000;

/** How many current claims a list has. */
export async function countOf(db: Db, list: ListOf): Promise<number> {
  const ask = askOf(db);
  let all = 0;
  for (let rest = current(list); ; ) {
    const [edge] = await ask(
      Prisma.sql`SELECT c."listed" ${rest} ORDER BY c."listed" DESC LIMIT 1 OFFSET ${Prisma.raw(String(COUNTED))}`,
    );
    const part = edge ? Prisma.sql`${rest} AND c."listed" >= ${edge[0]}` : rest;
    const [[some] = []] = await ask(Prisma.sql`SELECT count(*) AS "all" ${part}`);
    all += Number(some ?? 0);
    if (!edge) return all;
    rest = Prisma.sql`${current(list)} AND c."listed" < ${edge[0]}`;
  }
}

/** What a list is about, as the record has it now. */
export type About =
  | { of: "wider" }
  | { of: "by" | "of"; party: Party }
  | { of: "in"; source: Source }
  | { of: "on"; corridor: Corridor };

async function aboutOf(db: Db, list: ListOf): Promise<About | null> {
  if (list.of === "wider") return list;
  const { of, slug } = list;
  if (of === "in") {
    const row = await db.source.findUnique({ where: { slug } });
    return row && { of, source: sourceOf(row) };
  }
  if (of === "on") {
    const row = await db.corridor.findFirst({ where: { slug, ...CURRENT }, include: CORRIDOR });
    return row && { of, corridor: corridorOf(row) };
  }
  const row = await db.party.findFirst({ where: { slug, ...CURRENT } });
  return row && { of, party: partyOf(row) };
}

export type ClaimListPage = {
  about: About;
  claims: Claim[];
  /** Those that the claims speak of, by slug. */
  corridors: Map<string, Corridor>;
  all: number;
  page: number;
  pages: number;
};

/** One page of a list of claims, from 1; null for a list that does not exist and beyond its last page. */
export async function readClaimList(db: Db, name: string, page: number): Promise<ClaimListPage | null> {
  const list = listNamed(name);
  const about = list && (await aboutOf(db, list));
  if (!list || !about) return null;
  const all = await countOf(db, list);
  const pages = Math.max(1, Math.ceil(all / PAGE));
  if (page > pages) return null;
  const claims = await claimsOf(db, list, PAGE, (page - 1) * PAGE);
  return { about, claims, corridors: await corridorsOf(db, claims), all, page, pages };
}
