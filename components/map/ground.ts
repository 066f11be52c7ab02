import type { LonLat } from "@/lib/domain/geometry";
import { type Country, landIn, outlineIn } from "./countries";
import { drawn, type Frame, project, WIDTH } from "./frame";
import { distance, inside, type Point, pathText, simplified } from "./plane";
import { regionBorders, regionOutline } from "./regions";

/** What lies under the corridors, as texts of paths. */
export type Ground = { land: string; borders: string; regions: string; hatched: string };

/** How far outside of the frame outlines go on, so that none ends at its edge. */
const BEYOND = 6;

const visible = (frame: Frame) => (line: readonly Point[]) => {
  const reaches = (axis: 0 | 1, end: number) =>
    line.some((point) => point[axis] > -BEYOND) && line.some((point) => point[axis] < end + BEYOND);
  return reaches(0, WIDTH) && reaches(1, frame.height);
};

/**
 * Coasts and borders of countries everywhere, borders of regions where a package has them.
 * @param hatched codes of the regions that stand for a whole end of a corridor
 */
export function groundOf(frame: Frame, hatched: readonly string[]): Ground {
  const { land, borders } = landIn(frame.box);
  const projected = (lines: readonly (readonly LonLat[])[]) =>
    lines.map((line) => line.map((at) => project(frame, at))).filter(visible(frame));
  return {
    land: pathText(drawn(frame, land, BEYOND), true),
    borders: pathText(drawn(frame, borders, BEYOND), false),
    regions: pathText(projected(regionBorders()), false),
    hatched: pathText(projected(hatched.flatMap((code) => regionOutline(code) ?? [])), true),
  };
}

/** The rings of a country as far as the frame shows it, not finer than a mark needs them. */
export const ringsIn = (frame: Frame, country: Country): Point[][] =>
  drawn(frame, outlineIn(frame.box, country), 0).map((ring) => simplified(ring, 3));

/**
 * Where a country has most room: for a mark that stands for the whole of it. Null where none of it is seen.
 * @param rings of the country, in the frame
 * @param taken points that are better kept clear of
 */
export function roomIn(frame: Frame, rings: Point[][], taken: readonly Point[]): Point | null {
  const others = [...rings.flat(), ...taken];
  let best: Point | null = null;
  let most = 0;
  const step = WIDTH / 36;
  for (let x = step / 2; x < WIDTH; x += step)
    for (let y = step / 2; y < frame.height; y += step) {
      const point: Point = [Math.round(x), Math.round(y)];
      let room = Math.min(120, x, y, WIDTH - x, frame.height - y);
      if (room <= most || !inside(point, rings)) continue;
      for (const other of others) room = Math.min(room, distance(other, point));
      if (room > most) [best, most] = [point, room];
    }
  return best;
}
