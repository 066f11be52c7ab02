import { describe, expect, it } from "vitest";
import { corridorWarnings } from "@/lib/domain/corridors";
import { isWarned, warningKey } from "@/lib/domain/errors";
import { partyWarnings } from "@/lib/domain/parties";
import { isNearlySpelt, type PlaceFacts, placeWarnings } from "@/lib/domain/places";

// Plainly made-up towns of a country that does not exist.
const place = (slug: string, names: string[], more: Partial<PlaceFacts> = {}): PlaceFacts => ({
  slug,
  names,
  kind: "settlement",
  precision: "settlement",
  lat: null,
  lon: null,
  adm1: "XX-01",
  adm1Name: "First Region",
  country: "XXA",
  ...more,
});
const codes = (problems: { code: string; warning?: true }[]) =>
  problems.map(({ code, warning }) => `${code}${warning ? "" : "!"}`);

describe("a place that is added", () => {
  const known = [place("testohrad", ["Testohrad", "Тестоград", "Old Testburg"])];
  const warned = (names: string[], more: Partial<PlaceFacts> = {}) =>
    codes(placeWarnings(place("", names, more), known));

  it("is likely known by any spelling, in either alphabet, by an alias, and by almost the same letters", () => {
    expect(warned(["Testograd"])).toEqual(["place_known"]);
    expect(warned(["Anything", "ТЕСТОГРАД"])).toEqual(["place_known"]);
    expect(warned(["old testburg"])).toEqual(["place_known"]);
    expect(warned(["Testogrod"])).toEqual(["place_similar"]);
    expect(warned(["Elsewhere"])).toEqual([]);
  });

  it("needs its region where the name is known, which no purpose replaces; in another region it is another place", () => {
    expect(warned(["Testohrad"], { adm1: null, adm1Name: null })).toEqual(["place_region!"]);
    expect(warned(["Testohrad"], { adm1: "XX-02" })).toEqual([]);
    expect(warned(["Testohrad"], { country: "XXB" })).toEqual([]);
    expect(warned(["Testohrad"], { kind: "region" })).toEqual([]);
    expect(warned(["Testohrad"], { kind: "not_stated" })).toEqual([]);
  });

  it("is likely the one that lies less than 5 km away, whatever it is called", () => {
    const there = [place("testohrad", ["Testohrad"], { lat: 10, lon: 20 })];
    const at = (lat: number, lon: number, more: Partial<PlaceFacts> = {}) =>
      codes(placeWarnings(place("", ["Elsewhere"], { adm1: "XX-02", lat, lon, ...more }), there));
    expect(at(10.04, 20)).toEqual(["place_near"]);
    expect(at(10.05, 20)).toEqual([]);
    expect(at(10.01, 20, { precision: "region" })).toEqual([]);
  });

  it("is not compared with itself", () => {
    expect(placeWarnings(known[0]!, known)).toEqual([]);
  });
});

describe("spellings", () => {
  it("are near by one letter, by two in long words, and never in short ones", () => {
    expect(isNearlySpelt("testohrad", "testograd")).toBe(true);
    expect(isNearlySpelt("testohrad", "testogrod")).toBe(true);
    expect(isNearlySpelt("testohrad", "tastogrod")).toBe(false);
    expect(isNearlySpelt("testov", "testiv")).toBe(true);
    expect(isNearlySpelt("testov", "tostiv")).toBe(false);
    expect(isNearlySpelt("beta", "beda")).toBe(false);
  });
});

describe("a corridor that is added", () => {
  const at = (slug: string, lat: number, more: Partial<PlaceFacts> = {}) =>
    place(slug, [slug], { lat, lon: 20, ...more });
  const corridor = (origin: PlaceFacts, destination: PlaceFacts, slug = "") => ({
    slug,
    origin,
    destination,
    purpose: "evacuation" as const,
  });

  it("is held up where its ends lie more than 250 km apart, or are likely one place", () => {
    const warned = (a: PlaceFacts, b: PlaceFacts) => codes(corridorWarnings(corridor(a, b), []));
    expect(warned(at("northtown", 10), at("southtown", 12.3))).toEqual(["corridor_far"]);
    expect(warned(at("northtown", 10), at("southtown", 12.2))).toEqual([]);
    expect(warned(at("northtown", 10), at("southtown", 12.3, { precision: "country" }))).toEqual([]);
    expect(warned(at("northtown", 10), at("southtown", 10.01))).toEqual(["corridor_same_ends"]);
  });

  it("is held up where one with likely the same ends is there", () => {
    const there = [corridor(at("northtown", 10), at("southtown", 11), "northtown-to-southtown")];
    const warned = (a: PlaceFacts, b: PlaceFacts) => codes(corridorWarnings(corridor(a, b), there));
    expect(warned(at("northerntown", 10.01), at("southtown", 11))).toEqual(["corridor_similar"]);
    expect(warned(at("southtown", 11), at("northtown", 10))).toEqual([]);
  });
});

describe("a party that is added", () => {
  it("is known by its name in either alphabet", () => {
    const known = [{ slug: "test-council", nameEn: "Test Council", nameUk: "Тестова рада" }];
    expect(codes(partyWarnings({ slug: "", nameEn: "TEST council", nameUk: "Інша" }, known))).toEqual(["party_known"]);
    expect(codes(partyWarnings({ slug: "", nameEn: "Other", nameUk: "тестова рада" }, known))).toEqual(["party_known"]);
    expect(partyWarnings({ ...known[0]!, nameEn: "Test Council" }, known)).toEqual([]);
  });
});

describe("going past a warning", () => {
  it("is said of this very warning, and no rule can be gone past", () => {
    const warning = { field: "nameEn", code: "place_known", values: { key: "a" }, warning: true } as const;
    expect(isWarned(warning, [warningKey(warning)])).toBe(true);
    expect(isWarned({ ...warning, values: { key: "b" } }, [warningKey(warning)])).toBe(false);
    const { warning: _, ...rule } = warning;
    expect(isWarned(rule, [warningKey(rule)])).toBe(false);
  });
});
