import { type CorridorGeometry, geometryOf, type LonLat } from "@/lib/domain/geometry";
import type { Corridor, Place } from "@/lib/domain/record";
import type { PlacePrecision } from "@/lib/domain/vocabulary";
import { type Country, countryOf, nearestOf } from "./countries";
import { type Frame, frameOf, project } from "./frame";
import { type Ground, groundOf, ringsIn, roomIn } from "./ground";
import { type Line, linesOf } from "./lines";
import type { Point } from "./plane";
import { regionOutline } from "./regions";

/** Degrees of longitude that a map shows at least: around towns, and where only countries are known. */
const LEAST = 4;
const LEAST_OF_COUNTRIES = 14;

/** Degrees by which a map reaches further into a country than its nearest point. */
const INTO = 1.5;

/** Where the mark of a place stands, and what it stands for. */
export type Spot = { place: Place; at: Point; level: PlacePrecision; lines: number };

export type Drawing = {
  frame: Frame;
  ground: Ground;
  spots: Spot[];
  /** In the order of the corridors that they were drawn for. */
  lines: Line[];
};

type Known = { corridor: Corridor; geometry: CorridorGeometry };
type End = { place: Place; at: LonLat; level: PlacePrecision };

const endsOf = ({ corridor, geometry }: Known): End[] =>
  (["origin", "destination"] as const).flatMap((which) => {
    const position = geometry[which];
    return position ? [{ place: corridor[which], at: position.at, level: position.precision }] : [];
  });

/** The frame fits what is known to a region or better; of a country that is an end it shows at least the nearest part. */
function around(ends: End[], wholes: Map<string, Country>): Frame {
  const exact = ends.filter(({ level }) => level !== "country").map(({ at }) => at);
  if (exact.length === 0)
    return frameOf(
      ends.map(({ at }) => at),
      LEAST_OF_COUNTRIES,
    );
  const average = (axis: 0 | 1) => exact.reduce((sum, at) => sum + at[axis], 0) / exact.length;
  const centre: LonLat = [average(0), average(1)];
  const others = ends
    .filter(({ level }) => level === "country")
    .map(({ place, at }) => {
      const country = wholes.get(place.country);
      if (!country) return at;
      const [lon, lat] = nearestOf(country, centre);
      // some way into it, for the mark and its name
      const [east, north] = [lon - centre[0], lat - centre[1]];
      const further = INTO / Math.max(INTO, Math.hypot(east, north));
      return [lon + east * further, lat + north * further] as const;
    });
  return frameOf([...exact, ...others], LEAST);
}

/** The region or country in which a place lies that is not stated, as far as the frame shows it. */
function outlineOf(frame: Frame, { adm1, country }: Place, seen: Map<string, Point[][]>): Point[][] {
  const region = adm1 && regionOutline(adm1);
  if (region) return region.map((ring) => ring.map((at) => project(frame, at)));
  return seen.get(country) ?? [];
}

/**
 * What a map of corridors is made of, without words and colours; null where no end of any has coordinates. A corridor of which
 * neither end is known has no line.
 */
export function drawingOf(corridors: readonly Corridor[]): Drawing | null {
  const known = corridors
    .map((corridor): Known => ({ corridor, geometry: geometryOf(corridor) }))
    .filter(({ geometry }) => geometry.origin || geometry.destination);
  const ends = known.flatMap(endsOf);
  if (ends.length === 0) return null;
  const wholes = new Map(
    known
      .flatMap(({ corridor }) => [corridor.origin.country, corridor.destination.country])
      .flatMap((code) => {
        const country = countryOf(code);
        return country ? [[code, country]] : [];
      }),
  );
  const frame = around(ends, wholes);
  const spots = new Map<string, Spot>();
  const put = ({ place, level }: End, at: Point) => {
    const spot = spots.get(place.slug);
    if (spot) spot.lines++;
    else spots.set(place.slug, { place, level, at: [Math.round(at[0]), Math.round(at[1])], lines: 1 });
  };
  for (const end of ends) if (end.level !== "country") put(end, project(frame, end.at));
  const seen = new Map([...wholes].map(([code, country]) => [code, ringsIn(frame, country)]));
  const taken = [...spots.values()].map(({ at }) => at);
  for (const end of ends) {
    if (end.level !== "country") continue;
    const rings = seen.get(end.place.country);
    put(end, spots.get(end.place.slug)?.at ?? (rings && roomIn(frame, rings, taken)) ?? project(frame, end.at));
  }
  const hatched = [...spots.values()]
    .filter(({ level, place }) => level === "region" && place.adm1 && regionOutline(place.adm1))
    .map(({ place }) => place.adm1 as string);
  return {
    frame,
    ground: groundOf(frame, [...new Set(hatched)]),
    spots: [...spots.values()],
    lines: linesOf(
      known.map(({ corridor, geometry }) => ({
        corridor: corridor.slug,
        origin: geometry.origin && (spots.get(corridor.origin.slug)?.at ?? null),
        destination: geometry.destination && (spots.get(corridor.destination.slug)?.at ?? null),
        within: outlineOf(frame, geometry.origin ? corridor.destination : corridor.origin, seen),
      })),
      frame.height,
    ),
  };
}
