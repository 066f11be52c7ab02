import type { Problem } from "./errors";
import { areLikelyOne, kilometresBetween, type PlaceFacts } from "./places";
import type { Purpose } from "./vocabulary";

/** A corridor with its ends, as guard rails look at it. */
export type CorridorFacts = {
  /** Empty for one that is not on record yet. */
  slug: string;
  origin: PlaceFacts;
  destination: PlaceFacts;
  purpose: Purpose;
};

/** Corridors on record are shorter: two ends that lie farther apart are mostly a wrong homonym. */
export const FAR_KM = 250;

const isSameEnd = (a: PlaceFacts, b: PlaceFacts) => a.slug === b.slug || areLikelyOne(a, b);

/**
 * What stands in the way of a corridor: ends that are far apart, or likely one place under two names, and a corridor whose
 * ends are likely the same. All of it can be done on purpose.
 */
export function corridorWarnings(corridor: CorridorFacts, known: readonly CorridorFacts[]): Problem[] {
  const { origin, destination } = corridor;
  const problems: Problem[] = [];
  const km = kilometresBetween(origin, destination);
  if (km !== null && km > FAR_KM) {
    const values = { km: Math.round(km), most: FAR_KM };
    problems.push({ field: "destination", code: "corridor_far", values, warning: true });
  }
  if (origin.slug !== destination.slug && areLikelyOne(origin, destination))
    problems.push({ field: "destination", code: "corridor_same_ends", warning: true });
  for (const other of known)
    if (
      other.slug !== corridor.slug &&
      other.purpose === corridor.purpose &&
      isSameEnd(other.origin, origin) &&
      isSameEnd(other.destination, destination)
    ) {
      const values = { corridor: other.slug };
      problems.push({ field: "destination", code: "corridor_similar", values, warning: true });
    }
  return problems;
}
