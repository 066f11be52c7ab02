import { NOUNS, type Noun } from "./merging";
import type { Payload } from "./payloads";
import { slugFrom } from "./slugs";
import { shown, type Typed } from "./typed";
import { withoutTracking } from "./urls";

/** What the lists of the desk are called in addresses, and of what they are. */
export const LISTS = { places: "place", parties: "party", sources: "source", corridors: "corridor" } as const;
export type List = keyof typeof LISTS;

export const isList = (text: string): text is List => Object.hasOwn(LISTS, text);
export const listOf = (noun: Noun): List => (Object.keys(LISTS) as List[]).find((list) => LISTS[list] === noun) as List;
export const isNoun = (text: string): text is Noun => (NOUNS as readonly string[]).includes(text);

/** The fields of each form, in the order in which they are typed. */
export const REGISTER_FIELDS: Record<Noun, readonly string[]> = {
  place: [
    ...["nameEn", "nameUk", "kind", "precision", "country", "timeZone", "adm1Name", "adm1", "adm1Vocabulary"],
    ...["lat", "lon", "aliases"],
  ],
  party: ["nameEn", "nameUk", "kind", "side"],
  source: ["url", "publisher", "publishedOn", "publishedOnPrecision", "archiveUrl", "file", "sha256", "retrievedAt"],
  corridor: ["origin", "destination", "purpose", "continuedAs"],
};

/** A party that is a side of its own, chosen before anybody knows its key. */
export const OWN_SIDE = "@self";

const CAMEL = /_(\w)/g;

/** The form of an entry as history keeps it. */
export function registerTyped(noun: Noun, payload: Payload): Typed {
  const named = Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name === "name" ? "nameEn" : name.replace(CAMEL, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
  const typed = Object.fromEntries(REGISTER_FIELDS[noun].map((field) => [field, shown(named[field])]));
  if (noun === "place") return { ...typed, aliases: ((payload.aliases as string[] | undefined) ?? []).join("; ") };
  if (noun === "party" && payload.side === payload.party) return { ...typed, side: OWN_SIDE };
  return typed;
}

/**
 * What was typed, as its command wants it.
 * @param slug of an entry that is on record; "" for a new one
 */
export function registerInput(noun: Noun, typed: Typed, slug = ""): Record<string, unknown> {
  if (noun === "place")
    return {
      ...typed,
      slug,
      country: typed.country?.toUpperCase(),
      precision: typed.precision || (typed.kind === "not_stated" ? "country" : typed.kind),
      aliases: (typed.aliases ?? "")
        .split(";")
        .map((alias) => alias.trim())
        .filter(Boolean),
    };
  if (noun === "party" && typed.side === OWN_SIDE) {
    // a side belongs to itself, so its key has to be known before it is saved
    const own = slug || slugFrom(typed.nameEn ?? "") || "side";
    return { ...typed, slug: own, side: own };
  }
  if (noun === "source") return { ...typed, slug, url: withoutTracking(typed.url ?? "") };
  return { ...typed, slug };
}
