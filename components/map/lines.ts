import { WIDTH } from "./frame";
import { angleOf, apart, between, distance, from, inside, type Point } from "./plane";

/** Two ends in units of the view box; at most one is unknown. */
export type Ends = {
  corridor: string;
  origin: Point | null;
  destination: Point | null;
  /** The outline of the country or region in which the unknown end lies. */
  within: Point[][];
};

export type Line = {
  corridor: string;
  /** The text of its path, from origin to destination. */
  path: string;
  /** Where the shape of its status stands. */
  mark: Point;
  /** Where its arrowhead ends, and the direction of that in degrees. */
  tip: Point;
  turn: number;
  /** Where an unknown end breaks off. */
  open: Point | null;
  /** Points along it: where words would cover it. */
  course: Point[];
};

/** Units that stay free around the mark of a place, and around the one of an open end. */
const CLEAR = 14;
const CLEAR_OPEN = 20;
/** How far the mark of an open end reaches, with some room. */
const OPEN = 28;
/** How long the stub of a corridor is of which one end is unknown. */
const STUB = 136;
/** How far apart the curves of one pair run: as a share of its length, and at least. */
const SPREAD = 0.24;
const SPREAD_LEAST = 76;
/** Ends that are nearer to each other than this are hardly two. */
const SHORT = 90;
/** Shapes of statuses are kept this far from one another. */
const MARK = 34;
/** Shares of the way at which the shape may stand, the best first. */
const SHARES = [0.5, 0.38, 0.62, 0.28, 0.72];

const round = ([x, y]: Point): Point => [Math.round(x), Math.round(y)];
const text = (point: Point) => round(point).join(" ");

type Curve = { start: Point; bend: Point; end: Point };
const onCurve = ({ start, bend, end }: Curve, t: number): Point =>
  between(between(start, bend, t), between(bend, end, t), t);

/**
 * How far the curve of a corridor is bent to the left of its way, in units.
 * @param nth which of its pair it is, of `all`; odd steps of short pairs go to the other side
 */
function bendOf(length: number, forth: boolean, nth: number, all: number): number {
  // ends that are nearly one place get arcs that can be seen
  const aside = (1 + Math.floor(nth / 2)) * SHORT * (nth % 2 === 0 ? 1 : -1);
  const spread = (nth - (all - 1) / 2) * Math.max(length * SPREAD, SPREAD_LEAST);
  if (all === 1) return length < SHORT ? SHORT : length * 0.1;
  return (length < SHORT ? aside : spread) * (forth ? 1 : -1);
}

/** A line that leaves and reaches the marks of its ends at a distance. */
function curveOf(a: Point, b: Point, offset: number): Curve {
  const along = distance(a, b) === 0 ? 0 : angleOf(a, b);
  const bend = from(between(a, b, 0.5), along - Math.PI / 2, offset);
  return {
    start: from(a, angleOf(a, bend), CLEAR),
    bend,
    end: from(b, angleOf(b, bend), CLEAR),
  };
}

type Stub = { angle: number; length: number };

/**
 * A stub that breaks off in the country or region of its unknown end, where that can be seen, clear of other lines and marks.
 * Its direction and length say nothing else.
 */
function stubAt(
  at: Point,
  leaving: readonly number[],
  marks: readonly Point[],
  within: Point[][],
  height: number,
): Stub {
  const worth = ({ angle, length }: Stub) => {
    const open = from(at, angle, length);
    const [x, y] = open;
    const outside = Math.min(x - 30, y - 30, WIDTH - 30 - x, height - 30 - y, 0);
    const clear = Math.min(Math.PI / 2, ...leaving.map((other) => apart(angle, other)));
    const ways = [from(at, angle, length / 2), open];
    const near = Math.min(90, ...marks.flatMap((mark) => ways.map((point) => distance(point, mark))));
    // a question mark on or beyond the border of what is named would say something that nobody reports
    const rim = Array.from({ length: 8 }, (_, i) => from(open, (i * Math.PI) / 4, OPEN));
    const right = within.length === 0 || rim.every((point) => inside(point, within)) ? 0 : -6;
    const hidden = near < MARK ? -4 : 0;
    return outside + clear + near / 30 + hidden + right - length / 136;
  };
  const stubs = [1, 1.4, 1.8, 2.4].flatMap((longer) =>
    Array.from({ length: 24 }, (_, i) => ({ angle: ((i + 0.5) * Math.PI) / 12, length: STUB * longer })),
  );
  const worths = stubs.map(worth);
  return stubs[worths.indexOf(Math.max(...worths))] as Stub;
}

/** Corridors between the same two points, whichever way they run, share a pair: each gets a curve of its own. */
const pairOf = ({ origin, destination }: Ends): string =>
  [text(origin as Point), text(destination as Point)].sort().join("/");

/** The line of every corridor, none on top of another: curves for what has two ends, stubs for what has one. */
export function linesOf(all: readonly Ends[], height: number): Line[] {
  const whole = all.filter(({ origin, destination }) => origin && destination);
  const pairs = new Map<string, string[]>();
  for (const ends of whole) pairs.set(pairOf(ends), [...(pairs.get(pairOf(ends)) ?? []), ends.corridor]);
  const spots = all.flatMap(({ origin, destination }) => [origin, destination].filter((at) => at !== null));
  const marks: Point[] = [];
  const leaving = new Map<string, number[]>();
  const leave = (at: Point, angle: number) => leaving.set(text(at), [...(leaving.get(text(at)) ?? []), angle]);

  const lineOf = (corridor: string, curve: Curve, open: Point | null): Line => {
    const clear = (point: Point) => marks.every((other) => distance(other, point) >= MARK);
    const share = SHARES.find((t) => clear(onCurve(curve, t))) ?? 0.5;
    const mark = round(onCurve(curve, share));
    marks.push(mark);
    return {
      corridor,
      path: `M${text(curve.start)}Q${text(curve.bend)} ${text(curve.end)}`,
      mark,
      tip: round(curve.end),
      turn: Math.round((angleOf(curve.bend, curve.end) * 180) / Math.PI),
      open: open && round(open),
      course: Array.from({ length: 21 }, (_, i) => onCurve(curve, i / 20)),
    };
  };

  const lines = new Map<string, Line>();
  for (const ends of whole) {
    const [origin, destination] = [ends.origin as Point, ends.destination as Point];
    const pair = pairs.get(pairOf(ends)) as string[];
    const forth = text(origin) <= text(destination);
    const offset = bendOf(distance(origin, destination), forth, pair.indexOf(ends.corridor), pair.length);
    const curve = curveOf(origin, destination, offset);
    leave(origin, angleOf(origin, curve.bend));
    leave(destination, angleOf(destination, curve.bend));
    lines.set(ends.corridor, lineOf(ends.corridor, curve, null));
  }
  for (const { corridor, origin, destination, within } of all) {
    const at = origin ?? destination;
    if (!at || (origin && destination)) continue;
    const others = spots.filter((spot) => distance(spot, at) > 1);
    const { angle, length } = stubAt(at, leaving.get(text(at)) ?? [], [...marks, ...others], within, height);
    leave(at, angle);
    const open = from(at, angle, length);
    const [near, far] = [from(at, angle, CLEAR), from(at, angle, length - CLEAR_OPEN)];
    const [start, end] = origin ? [near, far] : [far, near];
    lines.set(corridor, lineOf(corridor, { start, bend: between(start, end, 0.5), end }, open));
    marks.push(open);
  }
  return all.map(({ corridor }) => lines.get(corridor) as Line);
}
