import { type GeoPermissibleObjects, type GeoProjection, geoMercator, geoPath } from "d3-geo";
import type { LonLat } from "@/lib/domain/geometry";
import type { Box } from "./countries";
import type { Point } from "./plane";

/** The view box is this wide; on a wide screen a unit is a pixel, on a phone half of one. */
export const WIDTH = 720;
/** How high the drawing may be, in shares of its width. */
const FLATTEST = 0.72;
const HIGHEST = 1.05;
/** What is left free around the places, as a share of their extent, for marks and names. */
const MARGIN = 0.2;

/** What part of the world is drawn, and how degrees become units of the view box. */
export type Frame = { height: number; projection: GeoProjection; box: Box };

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The middle of longitudes, also where they lie on both sides of the 180th meridian. */
const middle = (points: readonly LonLat[]): number => {
  const sum = (of: (angle: number) => number) => points.reduce((total, [lon]) => total + of(radians(lon)), 0);
  return (Math.atan2(sum(Math.sin), sum(Math.cos)) * 180) / Math.PI;
};

/**
 * The smallest frame around points with room for marks and names.
 * @param least degrees of longitude that it shows at least: a single town needs its surroundings
 */
export function frameOf(points: readonly LonLat[], least: number): Frame {
  // no points are added along straight lines: the outlines are fine enough
  const projection = geoMercator()
    .precision(0)
    .rotate([-middle(points), 0])
    .scale(1)
    .translate([0, 0]);
  const flat = points.map(([lon, lat]) => projection([lon, Math.max(-82, Math.min(82, lat))]) as [number, number]);
  const span = (axis: 0 | 1) => {
    const all = flat.map((point) => point[axis]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return { centre: (low + high) / 2, length: high - low };
  };
  const [x, y] = [span(0), span(1)];
  const width = Math.max(x.length * (1 + 2 * MARGIN), radians(least), (y.length * (1 + 2 * MARGIN)) / HIGHEST);
  const height = Math.max(y.length * (1 + 2 * MARGIN), width * FLATTEST);
  const scale = WIDTH / width;
  const units = Math.round(height * scale);
  projection.scale(scale).translate([WIDTH / 2 - x.centre * scale, units / 2 - y.centre * scale]);
  const corner = (at: Point) => projection.invert?.([...at]) ?? [0, 0];
  const [west, north] = corner([0, 0]);
  const [east, south] = corner([WIDTH, units]);
  return { height: units, projection, box: west < east ? [west, south, east, north] : [-180, south, 180, north] };
}

export const project = ({ projection }: Frame, [lon, lat]: LonLat): Point => projection([lon, lat]) ?? [0, 0];

/** The lines or rings of something on the globe, as much of them as lies in the frame or at most `beyond` units outside. */
export function drawn(frame: Frame, object: GeoPermissibleObjects, beyond: number): Point[][] {
  const lines: Point[][] = [];
  const pen = {
    beginPath() {},
    arc() {},
    moveTo: (x: number, y: number) => void lines.push([[x, y]]),
    lineTo: (x: number, y: number) => void lines.at(-1)?.push([x, y]),
    closePath() {
      const ring = lines.at(-1);
      if (ring?.[0]) ring.push(ring[0]);
    },
  };
  frame.projection.clipExtent([
    [-beyond, -beyond],
    [WIDTH + beyond, frame.height + beyond],
  ]);
  geoPath(frame.projection, pen)(object);
  frame.projection.clipExtent(null);
  return lines;
}
