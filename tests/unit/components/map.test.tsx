import { geoContains } from "d3-geo";
import { describe, expect, it } from "vitest";
import type { BoardView } from "@/components/corridors/board-types";
import { countryOf, outlineIn } from "@/components/map/countries";
import { drawingOf } from "@/components/map/drawing";
import { WIDTH } from "@/components/map/frame";
import { labelsOf } from "@/components/map/labels";
import { MapView } from "@/components/map/map-view";
import { distance, inside, type Point, pathText } from "@/components/map/plane";
import { regionBorders, regionOutline } from "@/components/map/regions";
import { STROKES } from "@/components/map/strokes";
import type { Corridor, Place } from "@/lib/domain/record";
import { LOCALES, SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import { corridor, day, readerAt, shown } from "./fixtures";

const WORLD = [-180, -90, 180, 90] as const;
const NOW = new Date("2001-02-04T09:00:00Z");

// Made-up places on an empty stretch of the sea; only the tests of outlines speak of real ones.
const town = (slug: string, lon: number, lat: number): Place => ({ ...corridor.origin, slug, lon, lat });
const ALPHA = town("alpha", -30, 40);
const BETA = town("beta", -28, 41);
const NOWHERE: Place = { ...corridor.origin, slug: "nowhere", kind: "not_stated", precision: "country" };
const NAMED: Place = { ...corridor.origin, slug: "named" };
const between = (origin: Place, destination: Place, more: Partial<Corridor> = {}): Corridor => ({
  ...corridor,
  slug: `${origin.slug}-to-${destination.slug}`,
  origin,
  destination,
  ...more,
});
const view = (corridors: Corridor[], more = false): BoardView => ({
  window: {
    from: "2001-01-06",
    end: "2001-02-04",
    live: true,
    lastDay: "2001-02-03",
    ahead: null,
    today: "2001-02-04",
  },
  dates: [],
  rows: corridors.map((corridor) => ({
    corridor,
    latest: day({ corridor: corridor.slug }),
    bar: [],
    disputes: [],
  })),
  silent: { corridors: 0, from: "2001-01-22", to: "2001-02-04" },
  more,
  totals: [],
  claims: [],
  asOf: null,
  lastCheckedAt: null,
});
const page = (corridors: Corridor[], locale: "en" | "uk" = "en") =>
  shown(<MapView reader={readerAt(NOW, locale)} view={view(corridors)} />);

describe("the outlines", () => {
  it("have Crimea in Ukraine and in no other country", () => {
    const crimea: [number, number][] = [
      [34.1, 44.95],
      [33.6, 44.6],
      [36.2, 45.35],
    ];
    for (const at of crimea) {
      expect(geoContains(outlineIn(WORLD, countryOf("UKR") as never) as never, at)).toBe(true);
      expect(geoContains(outlineIn(WORLD, countryOf("RUS") as never) as never, at)).toBe(false);
    }
    // Sevastopol, a division of its own, is in no outline of the package
    expect(crimea.map((at) => inside(at, regionOutline("UA-43") ?? []))).toEqual([true, false, true]);
  });

  it.each([
    ["UA-23", 35.12, 47.85],
    ["UA-30", 30.52, 50.45],
    ["UA-32", 30.11, 49.8],
    ["UA-59", 34.8, 50.91],
    ["UA-14", 37.8, 48.02],
    ["UA-09", 39.31, 48.57],
    ["UA-46", 24.03, 49.84],
    ["UA-21", 22.3, 48.62],
    ["UA-51", 30.7, 46.48],
    ["UA-65", 32.62, 46.64],
    ["UA-63", 36.23, 49.99],
    ["UA-74", 31.29, 51.49],
  ])("put the chief town of %s into that region only", (code, lon, lat) => {
    const others = ["05", "07", "09", "12", "14", "18", "21", "23", "26", "30", "32", "35", "43", "46", "48", "51"]
      .concat(["53", "56", "59", "61", "63", "65", "68", "71", "74", "77"])
      .map((number) => `UA-${number}`);
    expect(others.filter((other) => inside([lon, lat], regionOutline(other) ?? []))).toEqual([code]);
  });

  it("have a border between regions once, and know nothing of regions that no package draws", () => {
    const steps = regionBorders().flatMap((line) =>
      line.slice(1).map((point, i) => [point.join(), line[i]?.join()].sort().join(" ")),
    );
    expect(steps.length).toBeGreaterThan(1000);
    expect(new Set(steps).size).toBe(steps.length);
    expect(regionOutline("XX-01")).toBeNull();
  });

  it("are written in whole units, without what is too small to be seen", () => {
    const square: Point[] = [
      [0.2, 0],
      [20, 0.3],
      [20, 20],
      [0.2, 0],
    ];
    const dot: Point[] = square.map(([x, y]) => [x / 10, y / 10]);
    expect(pathText([square, dot], true)).toBe("M0 0l20 0 0 20-20-20z");
  });
});

it("no two statuses have the same stroke without their colour", () => {
  const drawn = SHOWN_STATUSES.map((status) => JSON.stringify({ ...STROKES[status], tone: null }));
  expect(new Set(drawn).size).toBe(SHOWN_STATUSES.length);
  const dashes = SHOWN_STATUSES.map((status) => STROKES[status].dashes ?? STROKES[status].core ?? "solid");
  expect(new Set(dashes).size).toBe(SHOWN_STATUSES.length);
});

describe("the lines", () => {
  const both = [
    between(ALPHA, BETA),
    between(ALPHA, BETA, { slug: "alpha-to-beta-aid", purpose: "aid" }),
    between(BETA, ALPHA),
    between(BETA, ALPHA, { slug: "beta-to-alpha-aid", purpose: "aid" }),
  ];

  it("of one pair, both ways and both purposes, stay apart, each in the order of its corridor", () => {
    const near = { ...BETA, lon: -29.8, lat: 40.1 };
    const short = both.map(({ origin, destination, ...more }) => ({
      ...more,
      origin: origin === BETA ? near : origin,
      destination: destination === BETA ? near : destination,
    }));
    for (const corridors of [both, short]) {
      const lines = drawingOf(corridors)?.lines ?? [];
      expect(lines.map((line) => line.corridor)).toEqual(both.map(({ slug }) => slug));
      expect(new Set(lines.map(({ path }) => path)).size).toBe(4);
      for (const [i, line] of lines.entries())
        for (const other of lines.slice(i + 1)) expect(distance(line.mark, other.mark)).toBeGreaterThan(30);
    }
  });

  it("point from origin to destination", () => {
    const drawing = drawingOf([between(ALPHA, BETA)]);
    const beta = drawing?.spots.find(({ place }) => place === BETA)?.at as Point;
    expect(distance(drawing?.lines[0]?.tip as Point, beta)).toBeLessThan(20);
  });

  it("break off at an end that is not stated or has no coordinates, beside the one that is known", () => {
    for (const unknown of [NOWHERE, NAMED]) {
      const drawing = drawingOf([between(ALPHA, BETA), between(ALPHA, unknown), between(unknown, BETA)]);
      expect(drawing?.spots.map(({ place }) => place.slug)).toEqual(["alpha", "beta"]);
      const [whole, out, home] = drawing?.lines ?? [];
      const spot = (place: Place) => drawing?.spots.find((other) => other.place === place)?.at as Point;
      expect(whole?.open).toBeNull();
      expect(distance(out?.open as Point, spot(ALPHA))).toBeLessThan(350);
      expect(distance(out?.tip as Point, out?.open as Point)).toBeLessThan(30);
      expect(distance(home?.tip as Point, spot(BETA))).toBeLessThan(30);
    }
  });

  it("break off inside the country of the end that is not stated, where the map shows that country", () => {
    const ukraine = { ...NOWHERE, country: "UKR" };
    const sumy: Place = { ...town("sumy-region", 34.3, 51), precision: "region", adm1: "UA-59", country: "UKR" };
    const drawing = drawingOf([between(sumy, ukraine), between(town("zaporizhzhia", 35.12, 47.85), ukraine)]);
    const outline = outlineIn(WORLD, countryOf("UKR") as never);
    for (const line of drawing?.lines ?? []) {
      const at = drawing?.frame.projection.invert?.([...(line.open as Point)]) as [number, number];
      expect(geoContains(outline as never, at)).toBe(true);
    }
    expect(drawing?.ground.hatched).not.toBe("");
  });

  it("fit into the frame, on both sides of the 180th meridian and where all is one place", () => {
    for (const corridors of [
      [between(town("west", 179, -20), town("east", -179, -17))],
      [between(ALPHA, NOWHERE)],
      [between(ALPHA, { ...ALPHA, slug: "same" })],
      both,
    ]) {
      const drawing = drawingOf(corridors);
      const height = drawing?.frame.height ?? 0;
      expect(height).toBeGreaterThan(400);
      expect(height).toBeLessThan(800);
      for (const { at } of drawing?.spots ?? [])
        expect(at[0] > 20 && at[0] < WIDTH - 20 && at[1] > 20 && at[1] < height - 20).toBe(true);
      for (const { path } of drawing?.lines ?? []) expect(path).not.toMatch(/NaN|Infinity/);
    }
  });
});

it("a name finds room between the edge of the map and a mark close by, and covers neither", () => {
  const name = { at: [90, 70] as Point, radius: 10, first: "Country", second: "country" };
  const close = { at: [140, 90] as Point, radius: 9 };
  const [label] = labelsOf([name], [name, close], [], 600, 2);
  expect(label?.anchor).toBe("middle");
  const [left, right] = [-28, 28].map((half) => 90 + ((label?.dx ?? 0) + half) * 2) as [number, number];
  expect(left).toBeGreaterThan(0);
  expect(right).toBeLessThan(140 - 9 * 2);
});

describe("the page", () => {
  it("has the same corridors in its table as on its map, and each line says its status with the date", () => {
    const corridors = [between(ALPHA, BETA), between(ALPHA, NOWHERE), between(NAMED, BETA)];
    for (const locale of LOCALES) {
      const { html } = page(corridors, locale);
      const [drawing, table] = [
        html.slice(html.indexOf('class="map"')).split("</svg>")[0] as string,
        html.slice(html.indexOf("<tbody>")),
      ];
      const linked = (part: string) =>
        [...part.matchAll(/href="(\/(?:en|uk)\/corridors\/[a-z-]+)"/g)].map((match) => match[1]);
      const links = linked(drawing);
      expect(links).toHaveLength(3);
      expect(linked(table)).toEqual(links);
      const names = [...drawing.matchAll(/<a [^>]*><title>([^<]*)</g)].map((match) => match[1]);
      expect(names).toHaveLength(3);
      for (const name of names) expect(name).toContain("2001");
      expect(html).not.toContain("style=");
    }
  });

  it("says in the table how exact each end is", () => {
    const { text } = page([between({ ...ALPHA, precision: "region" }, NOWHERE), between(NAMED, BETA)]);
    expect(text).toContain("Alpha Region");
    expect(text).toContain("no report says where");
    expect(text).toContain("Settlement; no coordinates on record");
  });

  it("shows the table alone where no place has coordinates, and says so", () => {
    const { html, text } = page([between(NAMED, NOWHERE)]);
    expect(html).not.toContain('class="map"');
    expect(text).toContain("no place of these corridors has coordinates on record");
    expect(html).toContain("<tbody>");
  });

  it("counts the corridors that it cannot draw", () => {
    const { text, html } = page([between(ALPHA, BETA), between(NOWHERE, NAMED)]);
    expect(text).toContain("1 corridor of the table is not drawn");
    expect(html.slice(html.indexOf("<tbody>"))).toContain("/en/corridors/nowhere-to-named");
  });

  it("says that nothing is on record where nothing is", () => {
    const reader = readerAt(NOW);
    const empty = { ...view([]), window: { ...view([]).window, lastDay: null } };
    expect(shown(<MapView reader={reader} view={empty} />).text).toContain("Nothing is on record yet");
  });
});
