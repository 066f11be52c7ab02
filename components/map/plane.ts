/** A point of the drawing: units of its view box, y downwards. */
export type Point = readonly [x: number, y: number];

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(bx - ax, by - ay);

/** From a to b in the share `t` of the way. */
export const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** The point at an angle (radians, clockwise from the right) and a distance. */
export const from = ([x, y]: Point, angle: number, length: number): Point => [
  x + Math.cos(angle) * length,
  y + Math.sin(angle) * length,
];

export const angleOf = (a: Point, b: Point): number => Math.atan2(b[1] - a[1], b[0] - a[0]);

/** How far two directions are apart, 0 to π. */
export function apart(a: number, b: number): number {
  const turn = Math.abs(a - b) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn);
}

/** Whether a point lies within closed rings, holes taken out (even-odd rule). */
export function inside([x, y]: Point, rings: readonly (readonly Point[])[]): boolean {
  let within = false;
  for (const ring of rings) {
    let last = ring.at(-1);
    for (const point of ring) {
      if (last && point[1] > y !== last[1] > y) {
        const cross = point[0] + ((y - point[1]) / (last[1] - point[1])) * (last[0] - point[0]);
        if (x < cross) within = !within;
      }
      last = point;
    }
  }
  return within;
}

const offLine = (point: Point, a: Point, b: Point): number => {
  const length = distance(a, b);
  if (length === 0) return distance(point, a);
  return Math.abs((b[0] - a[0]) * (a[1] - point[1]) - (a[0] - point[0]) * (b[1] - a[1])) / length;
};

/** The line with fewer points that strays nowhere further than `tolerance` from it (Douglas and Peucker). */
export function simplified(line: readonly Point[], tolerance: number): Point[] {
  const kept = new Set([0, line.length - 1]);
  const open: [number, number][] = [[0, line.length - 1]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [start, end] = part;
    let furthest = start;
    let most = tolerance;
    for (let i = start + 1; i < end; i++) {
      const off = offLine(line[i] as Point, line[start] as Point, line[end] as Point);
      if (off > most) [furthest, most] = [i, off];
    }
    if (furthest === start) continue;
    kept.add(furthest);
    open.push([start, furthest], [furthest, end]);
  }
  return line.filter((_, i) => kept.has(i));
}

/** Lines as the text of a path in whole units, simplified, without those that are too small to be seen. */
export function pathText(lines: readonly (readonly Point[])[], closed: boolean): string {
  let text = "";
  for (const line of lines) {
    const points = simplified(line, 0.7).map(([x, y]): Point => [Math.round(x), Math.round(y)]);
    let [x, y] = points[0] ?? [0, 0];
    let steps = "";
    for (const point of points.slice(1)) {
      const [dx, dy] = [point[0] - x, point[1] - y];
      if (dx === 0 && dy === 0) continue;
      steps += `${steps && dx >= 0 ? " " : ""}${dx}${dy >= 0 ? " " : ""}${dy}`;
      [x, y] = point;
    }
    const size = points.reduce((most, point) => Math.max(most, distance(point, points[0] as Point)), 0);
    if (size >= (closed ? 4 : 2)) text += `M${points[0]?.join(" ")}l${steps}${closed ? "z" : ""}`;
  }
  return text;
}
