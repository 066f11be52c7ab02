import { Prisma } from "@/prisma/generated/sqlite/client";
import type { FilterProblem, Filters } from "../domain/filters";
import { folded } from "../domain/search";
import type { Ask } from "./windows";

const { sql } = Prisma;

/** What the filters need to know of the record beside the rows themselves: it is little, and read whole. */
export type Ground = {
  unknown: FilterProblem[];
  retractedCorridors: ReadonlySet<string>;
  retractedSources: ReadonlySet<string>;
  /** Parties asked for, each side with its members. */
  announcers: ReadonlySet<string>;
  blamed: ReadonlySet<string>;
  claimants: ReadonlySet<string>;
  /** Corridors with an end in one of the regions, and the places there. */
  regionCorridors: ReadonlySet<string>;
  regionPlaces: ReadonlySet<string>;
  /** Corridors with all that they and their ends are called, folded. */
  texts: ReadonlyMap<string, string>;
  /** Claims of wider scope with what search reads of them, folded. */
  wideTexts: readonly (readonly [key: string, text: string])[];
};

type Named = { names: string; regions: readonly unknown[] };

/** Reads what these filters need, and finds the values that the record does not know. */
export async function groundOf(ask: Ask, filters: Filters): Promise<Ground> {
  const retracted = async (table: "Corridor" | "Source") =>
    slugs(await ask(sql`SELECT "slug" FROM ${Prisma.raw(`"${table}"`)} WHERE "retractedAt" IS NOT NULL`));
  const retractedCorridors = await retracted("Corridor");
  const retractedSources = await retracted("Source");
  const places = await placesFor(ask, filters);
  const corridors = await corridorsFor(ask, filters);
  const inRegion = (slug: unknown) =>
    (places.get(String(slug))?.regions ?? []).some((code) => filters.regions.includes(String(code)));
  const parties = await partiesFor(ask, filters);
  const namesOf = (place: unknown) => places.get(String(place))?.names ?? "";
  const texts = new Map(
    corridors.map(([slug, origin, destination]) => [
      String(slug),
      filters.q ? folded([slug, namesOf(origin), namesOf(destination)].join(" ")) : "",
    ]),
  );
  const unknownOf = (name: string, values: readonly string[], known: (value: string) => boolean) =>
    values.filter((value) => !known(value)).map((value): FilterProblem => ({ name, fault: "unknown", value }));
  const codes = new Set([...places.values()].flatMap(({ regions }) => regions.map(String)));
  const party = (slug: string) => parties.has(slug);
  const withMembers = (asked: readonly string[]) =>
    new Set(
      [...parties].filter(([slug, side]) => asked.includes(slug) || asked.includes(String(side))).map(([slug]) => slug),
    );
  return {
    unknown: [
      ...unknownOf("corridor", filters.corridors, (slug) => texts.has(slug) && !retractedCorridors.has(slug)),
      ...unknownOf("announced_by", filters.announcedBy, party),
      ...unknownOf("blamed", filters.blamed, party),
      ...unknownOf("claimant", filters.claimants, party),
      ...unknownOf("region", filters.regions, (code) => codes.has(code)),
    ],
    retractedCorridors,
    retractedSources,
    announcers: withMembers(filters.announcedBy),
    blamed: withMembers(filters.blamed),
    claimants: withMembers(filters.claimants),
    regionCorridors: slugs(corridors.filter(([, origin, destination]) => inRegion(origin) || inRegion(destination))),
    regionPlaces: new Set([...places.keys()].filter(inRegion)),
    texts,
    wideTexts: filters.q ? await wideTextsOf(ask, texts, namesOf) : [],
  };
}

const slugs = (rows: readonly (readonly unknown[])[]): Set<string> => new Set(rows.map(([slug]) => String(slug)));

async function placesFor(ask: Ask, { regions, q }: Filters): Promise<Map<string, Named>> {
  if (regions.length === 0 && !q) return new Map();
  const rows = await ask(
    sql`SELECT "slug", "adm1", "country", "nameEn", "nameUk", "aliases" FROM "Place" WHERE "retractedAt" IS NULL`,
  );
  return new Map(
    rows.map(([slug, adm1, country, nameEn, nameUk, aliases]) => [
      String(slug),
      {
        regions: [adm1, country].filter((code) => code !== null),
        names: q ? [nameEn, nameUk, ...(JSON.parse(String(aliases)) as string[])].join(" ") : "",
      },
    ]),
  );
}

/** Slug, origin and destination of every corridor. */
const corridorsFor = async (ask: Ask, { corridors, regions, q }: Filters) =>
  corridors.length > 0 || regions.length > 0 || q
    ? ask(sql`SELECT "slug", "originSlug", "destinationSlug" FROM "Corridor" ORDER BY "slug"`)
    : [];

/** Every party with its side. */
async function partiesFor(ask: Ask, { announcedBy, blamed, claimants }: Filters): Promise<Map<string, string | null>> {
  if (announcedBy.length + blamed.length + claimants.length === 0) return new Map();
  const rows = await ask(sql`SELECT "slug", "sideSlug" FROM "Party" WHERE "retractedAt" IS NULL`);
  return new Map(rows.map(([slug, side]) => [String(slug), side === null ? null : String(side)]));
}

/** A claim of wider scope is found by its corridor or place, and by its summary, which is a total's note. */
async function wideTextsOf(ask: Ask, texts: ReadonlyMap<string, string>, namesOf: (place: unknown) => string) {
  const rows = await ask(
    sql`SELECT "key", "corridorSlug", "placeSlug", "summaryEn", "summaryUk" FROM "Claim" WHERE "dayId" IS NULL`,
  );
  return rows.map(([key, corridor, place, ...summaries]): readonly [string, string] => [
    String(key),
    `${texts.get(String(corridor)) ?? ""} ${folded([namesOf(place), ...summaries].join(" "))}`,
  ]);
}
