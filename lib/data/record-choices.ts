import { Prisma } from "@/prisma/generated/sqlite/client";
import type { NamedCorridor, Party } from "../domain/record";
import type { Bilingual } from "../domain/text";
import type { Db } from "./client";
import { namedCorridors } from "./corridors";
import { LISTED, partyOf } from "./entries";
import { among } from "./matching";
import { type Ask, askOf } from "./windows";

const { sql, raw } = Prisma;

/** The most corridors that a form offers one by one; with more, search finds them. */
const MOST = 400;

/** What the explorer's form offers to choose from. */
export type RecordChoices = {
  /** Empty where there are too many to choose from; those asked for are always there. */
  corridors: NamedCorridor[];
  parties: Party[];
  /** First-level divisions and countries with an end of a corridor. */
  regions: { code: string; name: Bilingual }[];
};

/** LISTED, in SQL. */
const listed = (alias: "c" | "p") => raw(`${alias}."retractedAt" IS NULL AND ${alias}."mergedIntoSlug" IS NULL`);

/** Reads what can be chosen. @param asked slugs of corridors that have to be among them */
export async function recordChoices(db: Db, asked: readonly string[]): Promise<RecordChoices> {
  const ask = askOf(db);
  // one more than there may be says that there are too many
  const corridors = await namedCorridors(ask, listed("c"), MOST + 1);
  const parties = await db.party.findMany({ where: LISTED, orderBy: { slug: "asc" } });
  return {
    corridors:
      corridors.length > MOST
        ? await namedCorridors(ask, sql`${listed("c")} AND ${among(sql`c."slug"`, asked)}`)
        : corridors,
    parties: parties.map(partyOf),
    regions: await regionsOf(ask),
  };
}

/** The regions and countries of the corridors' ends, each by its own entry's name where it has one. */
async function regionsOf(ask: Ask): Promise<RecordChoices["regions"]> {
  const ends = await ask(sql`SELECT p."adm1", p."country", p."adm1Name", min(p."slug") AS "first" FROM "Place" p
    WHERE ${listed("p")} AND p."slug" IN (SELECT c."originSlug" FROM "Corridor" c WHERE ${listed("c")}
      UNION SELECT c."destinationSlug" FROM "Corridor" c WHERE ${listed("c")})
    GROUP BY p."adm1", p."country", p."adm1Name" ORDER BY min(p."slug")`);
  const own = await ask(sql`SELECT p."kind", p."adm1", p."country", p."nameEn", p."nameUk" FROM "Place" p
    WHERE ${listed("p")} AND p."kind" IN ('region', 'country') ORDER BY p."slug"`);
  const nameOf = (code: string): Bilingual => {
    const entry = own.find(([kind, adm1, country]) => (kind === "region" ? adm1 : country) === code);
    if (entry) return { en: String(entry[3]), uk: String(entry[4]) };
    return { en: String(ends.find(([adm1]) => adm1 === code)?.[2] ?? code), uk: "" };
  };
  const codes = new Set(ends.flatMap((end) => end.slice(0, 2)));
  return [...codes].flatMap((code) => (code ? [{ code: String(code), name: nameOf(String(code)) }] : []));
}
