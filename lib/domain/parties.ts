import type { Problem } from "./errors";
import { folded } from "./search";

/** A party as guard rails look at it; `slug` is empty for one that is not on record yet. */
export type PartyFacts = { slug: string; nameEn: string; nameUk: string };

/** A party that is on record already by one of its names, in either alphabet. It can be added on purpose. */
export function partyWarnings(party: PartyFacts, known: readonly PartyFacts[]): Problem[] {
  const names = ({ nameEn, nameUk }: PartyFacts) => [folded(nameEn), folded(nameUk)].filter(Boolean);
  const mine = names(party);
  return known
    .filter((other) => other.slug !== party.slug && names(other).some((name) => mine.includes(name)))
    .map(({ slug, nameEn }) => ({
      field: "nameEn",
      code: "party_known",
      values: { party: nameEn, key: slug },
      warning: true,
    }));
}
