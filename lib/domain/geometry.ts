import type { Corridor, Place } from "./record";
import type { PlacePrecision } from "./vocabulary";

/** Degrees, WGS 84, longitude first as in GeoJSON. */
export type LonLat = readonly [lon: number, lat: number];
export type Position = { at: LonLat; precision: PlacePrecision };

/**
 * What is known of where a corridor runs: its two ends, and never anything between them. An end that no report states, or
 * whose coordinates are not on record, is null: a point is never made up for it.
 */
export type CorridorGeometry = { origin: Position | null; destination: Position | null };

/** Decimals of a degree that a precision supports: about 1 km, 10 km, 10 km and 100 km. */
const DECIMALS: Record<PlacePrecision, number> = { settlement: 2, district: 1, region: 1, country: 0 };

/** Where a place lies, rounded to what its precision supports; null where nobody says, or has coordinates for it. */
export function positionOf({ kind, lat, lon, precision }: Place): Position | null {
  if (kind === "not_stated" || lat === null || lon === null) return null;
  const rounded = (degrees: number) => Number(degrees.toFixed(DECIMALS[precision]));
  return { at: [rounded(lon), rounded(lat)], precision };
}

/** The ends of a corridor, as far as they are known. */
export const geometryOf = ({ origin, destination }: Corridor): CorridorGeometry => ({
  origin: positionOf(origin),
  destination: positionOf(destination),
});
