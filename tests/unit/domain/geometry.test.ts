import { describe, expect, it } from "vitest";
import { geometryOf, positionOf } from "@/lib/domain/geometry";
import type { Place } from "@/lib/domain/record";
import { corridor } from "../components/fixtures";

const place = (more: Partial<Place>): Place => ({ ...corridor.origin, lat: 12.3456, lon: -98.7654, ...more });

describe("where a place lies", () => {
  it.each([
    ["settlement", [-98.77, 12.35]],
    ["district", [-98.8, 12.3]],
    ["region", [-98.8, 12.3]],
    ["country", [-99, 12]],
  ] as const)("is said of a %s no more exactly than that is known", (precision, at) => {
    expect(positionOf(place({ precision }))).toEqual({ at, precision });
  });

  it("is never made up: not for a place that is not stated, even where coordinates were typed in", () => {
    expect(positionOf(place({ kind: "not_stated", precision: "country" }))).toBeNull();
    expect(positionOf(place({ lat: null, lon: null }))).toBeNull();
    expect(positionOf(place({ lat: 12, lon: null }))).toBeNull();
  });
});

it("a corridor has the ends that are known, and nothing between them", () => {
  const origin = place({});
  const destination = place({ kind: "not_stated" });
  expect(geometryOf({ ...corridor, origin, destination })).toEqual({
    origin: { at: [-98.77, 12.35], precision: "settlement" },
    destination: null,
  });
});
