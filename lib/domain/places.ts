import type { Problem } from "./errors";
import type { Place } from "./record";
import { folded } from "./search";

/** What guard rails have to know of a place: as it is on record, or as it was typed. */
export type PlaceFacts = Pick<Place, "kind" | "lat" | "lon" | "precision" | "adm1" | "adm1Name" | "country"> & {
  /** Empty for one that is not on record yet. */
  slug: string;
  /** Every spelling, its names first. */
  names: readonly string[];
};

/** Two settlements that lie closer are mostly one that was written down twice. */
export const NEAR_KM = 5;

const EARTH_KM = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres between two places, as the crow flies; null where one of them is not known well enough for that. */
export function kilometresBetween(a: PlaceFacts, b: PlaceFacts): number | null {
  const known = ({ kind, precision }: PlaceFacts) => kind !== "not_stated" && /^(settlement|district)$/.test(precision);
  if (!known(a) || !known(b) || a.lat === null || a.lon === null || b.lat === null || b.lon === null) return null;
  const [lat, lon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h = Math.sin(lat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lon / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Whether two spellings differ by no more than a letter, or two in a long word. Both folded. */
export function isNearlySpelt(a: string, b: string): boolean {
  const most = Math.max(a.length, b.length) >= 9 ? 2 : 1;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > most) return false;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + Number(a[i - 1] !== b[j - 1]),
        ),
      );
    row = next;
  }
  return (row[b.length] as number) <= most;
}

const spellings = ({ names }: PlaceFacts) => [...new Set(names.map(folded).filter(Boolean))];
const regionOf = ({ adm1, adm1Name }: PlaceFacts) => folded(adm1 ?? adm1Name ?? "");
const isNear = (a: PlaceFacts, b: PlaceFacts) => {
  const km = kilometresBetween(a, b);
  return a.kind === "settlement" && b.kind === "settlement" && km !== null && km < NEAR_KM;
};

/** Whether two places share a spelling, in either alphabet. */
export const shareSpelling = (a: PlaceFacts, b: PlaceFacts): boolean => {
  const others = spellings(b);
  return spellings(a).some((name) => others.includes(name));
};

/** Whether two entries are likely one place: a shared spelling where no region tells them apart, or next to each other. */
export function areLikelyOne(a: PlaceFacts, b: PlaceFacts): boolean {
  if (a.kind === "not_stated" || b.kind === "not_stated" || a.country !== b.country) return false;
  const [one, other] = [regionOf(a), regionOf(b)];
  return (shareSpelling(a, b) && (one === other || !one || !other)) || isNear(a, b);
}

/**
 * What stands in the way of a place: it is on record already, by any spelling in either alphabet, or by where it lies; and
 * a name that is on record needs its region, because it is never guessed which of several is meant. All but the last can be
 * done on purpose.
 */
export function placeWarnings(place: PlaceFacts, known: readonly PlaceFacts[]): Problem[] {
  if (place.kind === "not_stated") return [];
  const others = known.filter(
    (other) => other.slug !== place.slug && other.kind === place.kind && other.country === place.country,
  );
  const mine = spellings(place);
  const about = (other: PlaceFacts) => {
    const region = other.adm1Name ?? other.adm1;
    return { place: `${other.names[0]}${region ? ` (${region})` : ""}`, key: other.slug };
  };
  const inRegions = place.kind === "settlement" || place.kind === "district";
  const problems: Problem[] = [];
  for (const other of others) {
    const [region, its] = [regionOf(place), regionOf(other)];
    const mayBeThere = region === its || !its;
    if (shareSpelling(place, other)) {
      if (inRegions && !region) problems.push({ field: "adm1", code: "place_region", values: about(other) });
      else if (mayBeThere) problems.push({ field: "nameEn", code: "place_known", values: about(other), warning: true });
    } else if (isNear(place, other))
      problems.push({ field: "lat", code: "place_near", values: { ...about(other), km: NEAR_KM }, warning: true });
    else if ((mayBeThere || !region) && spellings(other).some((spelt) => mine.some((own) => isNearlySpelt(own, spelt))))
      problems.push({ field: "nameEn", code: "place_similar", values: about(other), warning: true });
  }
  return problems;
}
