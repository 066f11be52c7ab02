import type { Corridor, Party } from "../domain/record";
import type { Bilingual } from "../domain/text";
import type { Db } from "./client";
import { CORRIDOR, corridorOf, LISTED, partyOf } from "./entries";

/** The most corridors that a form offers one by one; with more, search finds them. */
const MOST = 400;

/** What the explorer's form offers to choose from. */
export type RecordChoices = {
  /** Empty where there are too many to choose from; those asked for are always there. */
  corridors: Corridor[];
  parties: Party[];
  /** First-level divisions and countries with an end of a corridor. */
  regions: { code: string; name: Bilingual }[];
};

/** Reads what can be chosen. @param asked slugs of corridors that have to be among them */
export async function recordChoices(db: Db, asked: readonly string[]): Promise<RecordChoices> {
  const many = (await db.corridor.count({ where: LISTED })) > MOST;
  const corridors = await db.corridor.findMany({
    where: { ...LISTED, ...(many && { slug: { in: [...asked] } }) },
    include: CORRIDOR,
    orderBy: { slug: "asc" },
  });
  const parties = await db.party.findMany({ where: LISTED, orderBy: { slug: "asc" } });
  const ends = { OR: [{ origins: { some: LISTED } }, { destinations: { some: LISTED } }] };
  const places = await db.place.findMany({
    where: { ...LISTED, OR: [...ends.OR, { kind: { in: ["region", "country"] } }] },
    include: { _count: { select: { origins: true, destinations: true } } },
    orderBy: { slug: "asc" },
  });
  const isEnd = (place: (typeof places)[number]) => place._count.origins + place._count.destinations > 0;
  const codes = new Set(places.filter(isEnd).flatMap(({ adm1, country }) => [adm1, country]));
  const nameOf = (code: string): Bilingual => {
    const own = places.find(
      ({ kind, adm1, country }) => (kind === "region" && adm1 === code) || (kind === "country" && country === code),
    );
    if (own) return { en: own.nameEn, uk: own.nameUk };
    return { en: places.find(({ adm1 }) => adm1 === code)?.adm1Name ?? code, uk: "" };
  };
  return {
    corridors: corridors.map(corridorOf),
    parties: parties.map(partyOf),
    regions: [...codes].flatMap((code) => (code ? [{ code, name: nameOf(code) }] : [])),
  };
}
