import ukraine from "@svg-maps/ukraine";
import type { LonLat } from "@/lib/domain/geometry";

const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));

// The package draws the regions in plain Mercator over these bounds, in 1000 by 670 units.
const WEST = 22.1275;
const EAST = 40.1618;
const NORTH = mercator(52.4028);
const SOUTH = mercator(44.3507);

/** Codes of ISO 3166-2, by which places name their region, for the names of the package. */
const CODES: Record<string, string> = {
  "UA-05": "vinnytsia",
  "UA-07": "volyn",
  "UA-09": "luhansk",
  "UA-12": "dnipropetrovsk",
  "UA-14": "donetsk",
  "UA-18": "zhytomyr",
  "UA-21": "zakarpattia",
  "UA-23": "zaporizhia",
  "UA-26": "ivano-frankivsk",
  "UA-30": "kyiv-city",
  "UA-32": "kyiv",
  "UA-35": "kirovohrad",
  "UA-43": "crimea",
  "UA-46": "lviv",
  "UA-48": "mykolaiv",
  "UA-51": "odessa",
  "UA-53": "poltava",
  "UA-56": "rivne",
  "UA-59": "sumy",
  "UA-61": "ternopil",
  "UA-63": "kharkiv",
  "UA-65": "kherson",
  "UA-68": "khmelnytskyi",
  "UA-71": "cherkasy",
  "UA-74": "chernihiv",
  "UA-77": "chernivtsi",
};

// the package's own types lean on one that it does not bring
const LOCATIONS = ukraine.locations as { id: string; path: string }[];

type Unit = readonly [x: number, y: number];

/** Units of the package's drawing as degrees. */
function degrees([x, y]: Unit): LonLat {
  const northing = NORTH - (y / 670) * (NORTH - SOUTH);
  return [WEST + (x / 1000) * (EAST - WEST), ((2 * Math.atan(Math.exp(northing)) - Math.PI / 2) * 180) / Math.PI];
}

/** The rings of a path made of M, l, m and z only, its points in units with one decimal. */
function ringsIn(path: string): Unit[][] {
  const rings: Unit[][] = [];
  let [x, y] = [0, 0];
  let start: Unit = [0, 0];
  for (const [, command, text] of path.matchAll(/([MmlLz])([^MmlLz]*)/g)) {
    if (command === "z") {
      [x, y] = start;
      continue;
    }
    const numbers = (text?.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const [dx, dy] = [numbers[i] as number, numbers[i + 1] as number];
      const absolute = command === "M" || command === "L";
      x = Math.round((absolute ? dx : x + dx) * 10) / 10;
      y = Math.round((absolute ? dy : y + dy) * 10) / 10;
      if (i === 0 && command?.toLowerCase() === "m") {
        start = [x, y];
        rings.push([]);
      }
      rings.at(-1)?.push([x, y]);
    }
  }
  return rings;
}

let read: Map<string, Unit[][]> | null = null;
const regions = (): Map<string, Unit[][]> => {
  read ??= new Map(LOCATIONS.map(({ id, path }) => [id, ringsIn(path)]));
  return read;
};

/** The outline of a first-level division, in degrees; null where no package that we have draws it. */
export function regionOutline(code: string): LonLat[][] | null {
  const rings = regions().get(CODES[code] ?? "");
  return rings?.map((ring) => ring.map(degrees)) ?? null;
}

/** Steps that two regions share, joined to lines: the borders inside the country, each once, without its coast. */
function sharedLines(): LonLat[][] {
  const steps = new Map<string, { ends: [Unit, Unit]; count: number }>();
  for (const rings of regions().values())
    for (const ring of rings)
      ring.forEach((point, i) => {
        const next = ring[(i + 1) % ring.length] as Unit;
        const key = [point.join(), next.join()].sort().join(" ");
        const known = steps.get(key);
        if (known) known.count++;
        else if (point.join() !== next.join()) steps.set(key, { ends: [point, next], count: 1 });
      });
  const left = new Map<string, Unit[]>();
  const link = (a: Unit, b: Unit) => left.set(a.join(), [...(left.get(a.join()) ?? []), b]);
  for (const { ends, count } of steps.values())
    if (count > 1) {
      link(ends[0], ends[1]);
      link(ends[1], ends[0]);
    }
  const unlink = (a: Unit, b: Unit) => {
    const others = left.get(a.join()) ?? [];
    left.set(
      a.join(),
      others.filter((other) => other.join() !== b.join()),
    );
  };
  const lines: Unit[][] = [];
  const walk = (start: Unit) => {
    for (let next = left.get(start.join())?.[0]; next; next = left.get(start.join())?.[0]) {
      const line = [start];
      for (let at: Unit | undefined = next, last = start; at; ) {
        line.push(at);
        unlink(last, at);
        unlink(at, last);
        const on: Unit[] = left.get(at.join()) ?? [];
        last = at;
        at = on.length === 1 ? on[0] : undefined;
      }
      lines.push(line);
    }
  };
  const unitOf = (key: string) => key.split(",").map(Number) as unknown as Unit;
  const keys = [...left.keys()];
  // from where three regions meet or a border ends; then what goes round in a circle
  for (const key of keys.filter((key) => left.get(key)?.length !== 2)) walk(unitOf(key));
  for (const key of keys) walk(unitOf(key));
  return lines.map((line) => line.map(degrees));
}

let borders: LonLat[][] | null = null;
/** The borders between first-level divisions, for the countries whose divisions we have. */
export const regionBorders = (): LonLat[][] => {
  borders ??= sharedLines();
  return borders;
};
