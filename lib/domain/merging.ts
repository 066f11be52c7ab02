import type { Payload } from "./payloads";
import type { EntryKind } from "./vocabulary";

/** The kinds of entries that are kept in lists of their own, and can be merged: two rows were one and the same all along. */
export const NOUNS = ["place", "party", "source", "corridor"] as const satisfies readonly EntryKind[];
export type Noun = (typeof NOUNS)[number];

/** In which fields of history an entry of each kind names one of the noun; claims of a day are looked through, too. */
const NAMED: Record<Noun, Partial<Record<EntryKind, readonly string[]>>> = {
  place: { corridor: ["origin", "destination"], claim: ["place"] },
  party: { party: ["side"], claim: ["claimant", "addressee", "unverified_by"] },
  source: { claim: ["source"] },
  corridor: { corridor: ["continued_as"], corridor_day: ["corridor"], claim: ["corridor"] },
};

const withName = (payload: Payload, fields: readonly string[], from: string, into: string): Payload => {
  const named = fields.filter((field) => payload[field] === from);
  return { ...payload, ...Object.fromEntries(named.map((field) => [field, into])) };
};

/** A version of an entry that names `into` wherever it named `from`. */
export function renamed(noun: Noun, kind: EntryKind, payload: Payload, from: string, into: string): Payload {
  const own = withName(payload, NAMED[noun][kind] ?? [], from, into);
  if (!Array.isArray(payload.claims)) return own;
  const inClaims = (NAMED[noun].claim ?? []).filter((field) => field !== "corridor" && field !== "place");
  return { ...own, claims: (payload.claims as Payload[]).map((claim) => withName(claim, inClaims, from, into)) };
}

/** The other spellings of a place once another one was found to be the same: all of both, none twice. */
export function mergedAliases(
  into: { nameEn: string; nameUk: string; aliases: readonly string[] },
  from: { nameEn: string; nameUk: string; aliases: readonly string[] },
): string[] {
  const own = new Set([into.nameEn, into.nameUk]);
  return [...new Set([...into.aliases, from.nameEn, from.nameUk, ...from.aliases])].filter((name) => !own.has(name));
}

/**
 * Whether going from one entry to the next leads back to where it began: as `continued_as` does from corridor to corridor.
 * @param next where each leads, by slug
 */
export function leadsBack(start: string, next: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set([start]);
  for (let at = next.get(start); at; at = next.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
