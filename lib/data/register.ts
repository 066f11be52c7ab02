import type { Noun } from "../domain/merging";
import type { Corridor, Party, Place, Source } from "../domain/record";
import { folded, wordsOf } from "../domain/search";
import { isSlug } from "../domain/slugs";
import type { Db } from "./client";
import { CORRIDOR, CURRENT, CURRENT_CLAIM, corridorOf, LISTED, partyOf, placeOf, sourceOf } from "./entries";

/** Entries on a page of a list. */
const PAGE = 50;
/** The most that a form offers to merge into. */
const OFFERED = 20;

export type Entries = { place: Place; party: Party; source: Source; corridor: Corridor };
/** An entry of any of the four lists, with what it is. */
export type Entry = { [N in Noun]: { noun: N; slug: string; entity: Entries[N] } }[Noun];
export type Standing = { state: "current" | "merged" | "retracted"; mergedInto: string | null; revision: number };
/** How often entries of the present name it, by what they name it as; uses that are none are left out. */
export type Usages = Partial<Record<Use, number>>;
export const USES = [
  "ends",
  "says",
  "blamed",
  "answered",
  "unverified",
  "members",
  "supports",
  "about",
  "days",
  "continuations",
] as const;
export type Use = (typeof USES)[number];

export type RegisterRow = Entry & Standing & { usages: Usages };

type Row = { slug: string; revision: number; retractedAt: Date | null; mergedIntoSlug: string | null };

const standing = (row: Row): Standing => ({
  state: row.retractedAt ? "retracted" : row.mergedIntoSlug ? "merged" : "current",
  mergedInto: row.mergedIntoSlug,
  revision: row.revision,
});

/** Entries by their keys, with where they stand; in no order. */
async function rowsOf(db: Db, noun: Noun, slugs: string[]): Promise<(Entry & Standing)[]> {
  const where = { slug: { in: slugs } };
  if (noun === "place")
    return (await db.place.findMany({ where })).map((row) => ({
      ...{ noun, slug: row.slug, entity: placeOf(row) },
      ...standing(row),
    }));
  if (noun === "party")
    return (await db.party.findMany({ where })).map((row) => ({
      ...{ noun, slug: row.slug, entity: partyOf(row) },
      ...standing(row),
    }));
  if (noun === "source")
    return (await db.source.findMany({ where })).map((row) => ({
      ...{ noun, slug: row.slug, entity: sourceOf(row) },
      ...standing(row),
    }));
  return (await db.corridor.findMany({ where, include: CORRIDOR })).map((row) => ({
    ...{ noun, slug: row.slug, entity: corridorOf(row) },
    ...standing(row),
  }));
}

/** Keys of all entries with what search reads of each, in the order of the list. */
async function textsOf(db: Db, noun: Noun, all: boolean): Promise<{ slug: string; text: string }[]> {
  const where = all ? {} : LISTED;
  const names = { nameEn: true, nameUk: true } as const;
  const place = { ...names, aliases: true } as const;
  const spelt = (row: { nameEn: string; nameUk: string; aliases: string }) => [
    row.nameEn,
    row.nameUk,
    ...(JSON.parse(row.aliases) as string[]),
  ];
  const text = (slug: string, words: (string | null)[]) => ({ slug, text: folded([slug, ...words].join(" ")) });
  if (noun === "place") {
    const select = { slug: true, adm1Name: true, ...place } as const;
    const rows = await db.place.findMany({ where, select, orderBy: [{ nameEn: "asc" }, { slug: "asc" }] });
    return rows.map((row) => text(row.slug, [...spelt(row), row.adm1Name]));
  }
  if (noun === "party") {
    const rows = await db.party.findMany({
      where,
      select: { slug: true, ...names },
      orderBy: [{ nameEn: "asc" }, { slug: "asc" }],
    });
    return rows.map((row) => text(row.slug, [row.nameEn, row.nameUk]));
  }
  if (noun === "source") {
    const rows = await db.source.findMany({
      where,
      select: { slug: true, publisher: true, url: true, file: true },
      orderBy: [{ publishedOn: { sort: "desc", nulls: "last" } }, { slug: "asc" }],
    });
    return rows.map((row) => text(row.slug, [row.publisher, row.url, row.file]));
  }
  const ends = { select: place } as const;
  const rows = await db.corridor.findMany({
    where,
    select: { slug: true, origin: ends, destination: ends },
    orderBy: { slug: "asc" },
  });
  return rows.map((row) => text(row.slug, [...spelt(row.origin), ...spelt(row.destination)]));
}

/** Keys of the entries that have all words of a search in what they are called, in either alphabet. */
async function found(db: Db, noun: Noun, q: string, all: boolean): Promise<string[]> {
  const words = wordsOf(q);
  const texts = await textsOf(db, noun, all);
  return texts.filter(({ text }) => words.every((word) => text.includes(word))).map(({ slug }) => slug);
}

/** How often entries of the present name each of these. */
export async function usagesOf(db: Db, noun: Noun, slugs: readonly string[]): Promise<Map<string, Usages>> {
  const usages = new Map(slugs.map((slug): [string, Usages] => [slug, {}]));
  const among = { in: [...slugs] };
  const add = (use: Use, counts: readonly (readonly [string | null, number])[]) => {
    for (const [slug, count] of counts) {
      const own = slug === null ? undefined : usages.get(slug);
      if (own && count > 0) own[use] = (own[use] ?? 0) + count;
    }
  };
  const ofClaims = async (
    use: Use,
    column: "claimantSlug" | "addresseeSlug" | "unverifiedBySlug" | "sourceSlug" | "placeSlug" | "corridorSlug",
    more: Parameters<Db["claim"]["count"]>[0] = {},
  ) => {
    const where = { AND: [CURRENT_CLAIM, { [column]: among }, more?.where ?? {}] };
    const rows = await db.claim.groupBy({ by: [column], where, _count: { _all: true } });
    add(
      use,
      rows.map((row) => [row[column] ?? null, (row._count as { _all: number })._all] as const),
    );
  };
  if (noun === "place") {
    for (const column of ["originSlug", "destinationSlug"] as const) {
      const rows = await db.corridor.groupBy({
        by: [column],
        where: { ...LISTED, [column]: among },
        _count: { _all: true },
      });
      add(
        "ends",
        rows.map((row) => [row[column] ?? null, (row._count as { _all: number })._all] as const),
      );
    }
    await ofClaims("about", "placeSlug");
  } else if (noun === "party") {
    await ofClaims("says", "claimantSlug");
    await ofClaims("blamed", "addresseeSlug", { where: { kind: "blame" } });
    await ofClaims("answered", "addresseeSlug", { where: { kind: { not: "blame" } } });
    await ofClaims("unverified", "unverifiedBySlug");
    const members = await db.party.findMany({
      where: { ...LISTED, sideSlug: among },
      select: { slug: true, sideSlug: true },
    });
    add(
      "members",
      members.filter(({ slug, sideSlug }) => slug !== sideSlug).map(({ sideSlug }) => [sideSlug, 1] as const),
    );
  } else if (noun === "source") await ofClaims("supports", "sourceSlug");
  else {
    const days = await db.corridorDay.groupBy({
      by: ["corridorSlug"],
      where: { ...CURRENT, corridorSlug: among },
      _count: { _all: true },
    });
    add(
      "days",
      days.map((row) => [row.corridorSlug, row._count._all] as const),
    );
    await ofClaims("about", "corridorSlug", { where: { dayId: null } });
    const next = await db.corridor.findMany({
      where: { ...LISTED, continuedAsSlug: among },
      select: { continuedAsSlug: true },
    });
    add(
      "continuations",
      next.map(({ continuedAsSlug }) => [continuedAsSlug, 1] as const),
    );
  }
  return usages;
}

/** Those entries in that order, each with its uses. */
async function inOrder(db: Db, noun: Noun, slugs: string[]): Promise<RegisterRow[]> {
  const rows = new Map((await rowsOf(db, noun, slugs)).map((row) => [row.slug, row]));
  const usages = await usagesOf(db, noun, slugs);
  return slugs.flatMap((slug) => {
    const row = rows.get(slug);
    return row ? [{ ...row, usages: usages.get(slug) ?? {} }] : [];
  });
}

/**
 * One page of a list, with what names each entry.
 * @param asked.q words that must occur in what an entry is called, in any spelling and alphabet
 * @param asked.all merged and retracted ones, too
 */
export async function listRegister(
  db: Db,
  noun: Noun,
  asked: { q: string; page: number; all: boolean },
): Promise<{ rows: RegisterRow[]; found: number; page: number; pages: number }> {
  const slugs = await found(db, noun, asked.q, asked.all);
  const pages = Math.max(1, Math.ceil(slugs.length / PAGE));
  const page = Math.min(asked.page, pages);
  const rows = await inOrder(db, noun, slugs.slice((page - 1) * PAGE, page * PAGE));
  return { rows, found: slugs.length, page, pages };
}

/** One entry of a list with what names it; null for a key that nobody uses. */
export async function findRegistered(db: Db, noun: Noun, slug: string): Promise<RegisterRow | null> {
  return isSlug(slug) ? ((await inOrder(db, noun, [slug]))[0] ?? null) : null;
}

/** Entries into which one could be merged: those that a search finds. */
export async function mergeTargets(db: Db, noun: Noun, slug: string, q: string): Promise<RegisterRow[]> {
  const slugs = (await found(db, noun, q, false)).filter((other) => other !== slug);
  return inOrder(db, noun, slugs.slice(0, OFFERED));
}
