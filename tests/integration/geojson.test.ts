import { expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { allCorridors } from "@/lib/data/corridors";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { corridorsGeoJson } from "@/lib/formats/geojson";
import {
  by,
  CORRIDOR,
  corridorForm,
  DATE,
  dayForm,
  layGround,
  NOW,
  placeForm,
  publishDay,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

type Geometry = { type: string; coordinates: unknown } | null;
type Feature = { type: string; id: string; geometry: Geometry; properties: Record<string, unknown> };
const SITE = { ...DEFAULT_SETTINGS, url: "https://corridors.example.org" };

onEveryStore("the corridors as GeoJSON", (fresh) => {
  it("are lines, points where an end is not stated, and nothing where no end is known; never more exact than the record", async () => {
    const store = await fresh();
    await layGround(store, {
      places: [
        placeForm("alpha", { lat: 47.123456, lon: 37.549876 }),
        placeForm("beta", { lat: -12.3456, lon: -179.98765, kind: "region", precision: "region" }),
        placeForm("somewhere", { kind: "not_stated", precision: "country", lat: 1, lon: 2 }),
        placeForm("gamma"),
      ],
      corridors: [
        corridorForm("alpha", "beta"),
        corridorForm("alpha", "somewhere"),
        corridorForm("gamma", "somewhere"),
      ],
    });
    await publishDay(store);
    const text = corridorsGeoJson(await allCorridors(store.read, NOW), { site: SITE, asOf: NOW, now: NOW });
    const { type, features, ...members } = JSON.parse(text) as { type: string; features: Feature[] };
    expect(type).toBe("FeatureCollection");
    expect(members).toMatchObject({
      as_of: NOW.toISOString(),
      licence: "CC BY 4.0",
      notice: expect.stringContaining("Not an operational map"),
    });
    expect(features.map(({ id, geometry }) => [id, geometry])).toEqual([
      [
        CORRIDOR,
        {
          type: "LineString",
          coordinates: [
            [37.55, 47.12],
            [-180, -12.3],
          ],
        },
      ],
      ["alpha-to-somewhere", { type: "Point", coordinates: [37.55, 47.12] }],
      ["gamma-to-somewhere", null],
    ]);
    // RFC 7946: no reference system of its own, and a feature has exactly these members
    expect(text).not.toContain('"crs"');
    for (const feature of features) {
      expect(feature.type).toBe("Feature");
      expect(Object.keys(feature).sort()).toEqual(["geometry", "id", "properties", "type"]);
    }
  });

  it("say of which day each status is, and whether that is today where the corridor begins", async () => {
    const store = await fresh();
    await layGround(store, { corridors: [corridorForm("alpha", "beta"), corridorForm("beta", "alpha")] });
    await publishDay(store);
    const today = dayForm({ corridor: "beta-to-alpha", date: "2001-02-06" });
    await yes(saveDay(by(store), { day: today, baseRevision: 0 }));
    const text = corridorsGeoJson(await allCorridors(store.read, NOW), { site: SITE, asOf: NOW, now: NOW });
    const said = (JSON.parse(text).features as Feature[]).map(({ properties: p }) => [
      p.status,
      p.status_date,
      p.status_is_of_today,
    ]);
    expect(said).toEqual([
      ["held", DATE, false],
      ["held", "2001-02-06", true],
    ]);
  });
});
