import { WIDTH } from "./frame";
import type { Point } from "./plane";

/** Something to be written beside a mark: one row, or two of which the second is quieter. `radius` of the mark in pixels. */
export type Words = { at: Point; radius: number; first: string; second: string | null };
/** Words with their place, `dx` and `dy` pixels of the screen away from the mark. */
export type Label = Words & { dx: number; dy: number; anchor: "start" | "middle" | "end" };

type Rect = readonly [left: number, top: number, right: number, bottom: number];

/** Pixels from one row to the next, and those of a letter. */
export const ROW = 17;
const LETTER = 8;

const meet = (a: Rect, b: Rect) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const around = ([x, y]: Point, size: number): Rect => [x - size, y - size, x + size, y + size];

/**
 * Words beside their marks where there is room for them, the first ones first; what finds none is left out, the table has it.
 * @param units of the view box per pixel of the screen
 * @param marks what no word may cover, with radii in pixels
 * @param ways points of lines, which words cross only where there is no better place
 */
export function labelsOf(
  words: readonly Words[],
  marks: readonly { at: Point; radius: number }[],
  ways: readonly Point[],
  height: number,
  units: number,
): Label[] {
  const taken: Rect[] = marks.map(({ at, radius }) => around(at, radius * units));
  const labels: Label[] = [];
  for (const label of words) {
    const { at, radius, first, second } = label;
    const width = Math.max(first.length, second?.length ?? 0) * LETTER;
    const more = second ? ROW : 0;
    const [beside, aslant] = [radius + 5, radius + 2];
    // pixels from the mark to the first baseline
    const tries = [
      { anchor: "start", dx: beside, dy: 5 - more / 2 },
      { anchor: "end", dx: -beside, dy: 5 - more / 2 },
      { anchor: "middle", dx: 0, dy: radius + 15 },
      { anchor: "middle", dx: 0, dy: -radius - 5 - more },
      { anchor: "start", dx: aslant, dy: radius + 13 },
      { anchor: "end", dx: -aslant, dy: radius + 13 },
      { anchor: "start", dx: aslant, dy: -radius - 3 - more },
      { anchor: "end", dx: -aslant, dy: -radius - 3 - more },
      // between an edge and a mark close by
      { anchor: "middle", dx: -width / 4, dy: radius + 15 },
      { anchor: "middle", dx: width / 4, dy: radius + 15 },
      { anchor: "middle", dx: -width / 4, dy: -radius - 5 - more },
      { anchor: "middle", dx: width / 4, dy: -radius - 5 - more },
    ] as const;
    const free = tries.flatMap((place) => {
      const left = place.dx - (place.anchor === "start" ? 0 : place.anchor === "end" ? width : width / 2);
      const box: Rect = [
        at[0] + left * units,
        at[1] + (place.dy - 12) * units,
        at[0] + (left + width) * units,
        at[1] + (place.dy + 4 + more) * units,
      ];
      const within = box[0] >= 4 && box[1] >= 4 && box[2] <= WIDTH - 4 && box[3] <= height - 4;
      if (!within || taken.some((other) => meet(box, other))) return [];
      return [{ place, box, crossed: ways.filter((point) => meet(box, around(point, 4 * units))).length }];
    });
    const best = free.sort((a, b) => a.crossed - b.crossed)[0];
    if (!best) continue;
    taken.push(best.box);
    labels.push({ ...label, ...best.place });
  }
  return labels;
}
