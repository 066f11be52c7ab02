import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as inputs from "@/lib/domain/inputs";
import { claimInput as aClaim, dayInput as aDay } from "@/tests/support/claims";

const { corridorInput, dayInput, parseInput, partyInput, placeInput, reasonInput, sourceInput, wideClaimInput } =
  inputs;
const SCHEMAS = { corridorInput, dayInput, partyInput, placeInput, reasonInput, sourceInput, wideClaimInput };
const CODES = [
  "invalid",
  "required",
  "too_long",
  "too_many",
  "control_character",
  "slug",
  "date",
  "number",
  "url",
  "degrees",
  "degrees_both",
  "source_empty",
  "country",
  "time_zone",
  "sha256",
  "unknown_value",
];

const problems = (schema: Parameters<typeof parseInput>[0], input: unknown) => {
  const parsed = parseInput(schema, input);
  return parsed.ok ? [] : parsed.problems.map(({ field, code }) => `${field} ${code}`);
};
const day = (more: Record<string, unknown>) => problems(dayInput, { ...aDay(), ...more });
const claim = (more: Record<string, unknown>) => day({ claims: [{ ...aClaim("outcome"), ...more }] });
const PLACE = { kind: "settlement", nameEn: "Mariupol", nameUk: "Маріуполь", precision: "settlement", country: "UKR" };
const place = (more: Record<string, unknown>) => problems(placeInput, { ...PLACE, ...more });
const source = (more: Record<string, unknown>) => problems(sourceInput, { file: "report.txt", ...more });
const value = (schema: Parameters<typeof parseInput>[0], input: unknown) => {
  const parsed = parseInput(schema, input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value as Record<string, unknown>;
};

describe("what is sent", () => {
  it("is taken as it stands when it is complete", () => {
    expect(value(dayInput, aDay())).toEqual(aDay());
    expect(
      problems(wideClaimInput, { ...aClaim("evacuees"), scope: "day", date: "2022-03-14", datePrecision: "day" }),
    ).toEqual([]);
    expect(problems(partyInput, { kind: "force", nameEn: "A", nameUk: "Б" })).toEqual([]);
    expect(problems(corridorInput, { origin: "a", destination: "b", purpose: "aid" })).toEqual([]);
    expect(place({})).toEqual([]);
    expect(source({})).toEqual([]);
  });

  it("never raises an exception, whatever it is, and each problem has a field and a known code", () => {
    const keys = fc.constantFrom(
      ...Object.values(SCHEMAS).flatMap((schema) => Object.keys(schema.shape)),
      "__proto__",
      "constructor",
    );
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSparseArray: true,
      withNullPrototype: true,
    });
    const form = fc.dictionary(keys, fc.oneof(anything, fc.string(), fc.array(fc.dictionary(keys, anything))));
    fc.assert(
      fc.property(fc.oneof(form, anything), fc.constantFrom(...Object.values(SCHEMAS)), (input, schema) => {
        const parsed = parseInput(schema, input);
        if (parsed.ok) return;
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const { field, code } of parsed.problems) {
          expect(typeof field).toBe("string");
          expect(CODES).toContain(code);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("loses every key that nobody asked for, those of prototypes included", () => {
    const sent = JSON.parse(
      `{"reason":"x","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"role":"admin"}`,
    );
    const parsed = value(reasonInput, sent);
    expect(Object.keys(parsed)).toEqual(["reason"]);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(({} as { admin?: true }).admin).toBeUndefined();
  });

  it("that is no form at all is invalid", () => {
    for (const input of [null, undefined, 7, "day", [], true]) expect(problems(dayInput, input)).toEqual([" invalid"]);
    expect(day({ claims: "none" })).toEqual(["claims invalid"]);
    expect(day({ noteEn: { html: "<b>" } })).toEqual(["noteEn invalid"]);
  });
});

describe("a field that must be filled in", () => {
  it("is required, whether it is missing or empty", () => {
    for (const empty of ["", undefined, null]) {
      expect(day({ corridor: empty })).toEqual(["corridor required"]);
      expect(day({ date: empty })).toEqual(["date required"]);
      expect(day({ status: empty })).toEqual(["status required"]);
      expect(claim({ source: empty })).toEqual(["claims.0.source required"]);
      expect(place({ nameUk: empty })).toEqual(["nameUk required"]);
    }
    expect(place({ nameUk: " \t\n" })).toEqual(["nameUk required"]);
  });

  it("may be left empty where nothing is stated: then it is null, a text empty", () => {
    expect(
      value(dayInput, { ...aDay(), periodFrom: "", evacueesMin: "", evacueesQualifier: "", noteEn: undefined }),
    ).toMatchObject({
      periodFrom: null,
      evacueesMin: null,
      evacueesQualifier: null,
      noteEn: "",
    });
    const { claims } = value(dayInput, {
      ...aDay(),
      claims: [{ ...aClaim("outcome"), speaker: "  ", key: "", saidOn: "" }],
    });
    expect(claims).toMatchObject([{ speaker: null, key: null, saidOn: null }]);
  });
});

describe("a text", () => {
  it("with a control character, half a character or a mark that turns the writing round is refused", () => {
    for (const bad of [
      "a\u0000b",
      "a\u001bb",
      "a\u007fb",
      "a\u009bb",
      "a\ud800b",
      "\udc00",
      "\u202eDLEH",
      "a\u2066b",
    ]) {
      expect(day({ noteEn: bad }), JSON.stringify(bad)).toEqual(["noteEn control_character"]);
      expect(problems(reasonInput, { reason: bad })).toEqual(["reason control_character"]);
      expect(place({ nameEn: bad })).toEqual(["nameEn control_character"]);
    }
  });

  it("of ordinary letters, signs and pictures is taken", () => {
    for (const good of ["Маріуполь’s «Азовсталь» — 600 осіб", "Żółć", "tab\there", "🚌🇺🇦", "ไทย", "عربي"])
      expect(day({ noteEn: good }), good).toEqual([]);
  });

  it("of several lines keeps them, with one kind of line end; of one line has none", () => {
    expect(value(dayInput, { ...aDay(), noteEn: " one\r\ntwo\rthree\u2028four " })).toMatchObject({
      noteEn: "one\ntwo\nthree\nfour",
    });
    expect(value(placeInput, { ...PLACE, nameEn: "Mari\r\n upol" })).toMatchObject({ nameEn: "Mari upol" });
    expect(value(reasonInput, { reason: "HELD:\nall" })).toEqual({ reason: "HELD: all" });
  });

  it("is the same text however its accents were typed", () => {
    expect(value(placeInput, { ...PLACE, nameUk: "И\u0306" })).toMatchObject({ nameUk: "Й" });
  });

  it("is at most as long as its column", () => {
    expect(day({ noteEn: "x".repeat(2000) })).toEqual([]);
    expect(day({ noteEn: "x".repeat(2001) })).toEqual(["noteEn too_long"]);
    expect(claim({ summaryUk: "x".repeat(1001) })).toEqual(["claims.0.summaryUk too_long"]);
    expect(problems(reasonInput, { reason: "x".repeat(501) })).toEqual(["reason too_long"]);
  });

  it("is stored as it was hashed: what is taken goes through UTF-8 unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const parsed = parseInput(reasonInput, { reason: text });
        if (parsed.ok) expect(Buffer.from(parsed.value.reason, "utf8").toString("utf8")).toBe(parsed.value.reason);
      }),
    );
  });
});

describe("a number", () => {
  const min = (typed: unknown) =>
    (value(dayInput, { ...aDay(), evacueesMin: typed }) as { evacueesMin: unknown }).evacueesMin;

  it("is whole, with or without spaces between its groups", () => {
    for (const typed of ["4000", "4 000", " 4\u00a0000", "4\u202f000", 4000]) expect(min(typed)).toBe(4000);
    expect(min("0")).toBe(0);
  });

  it("is refused where it could be read in two ways, or in none", () => {
    for (const typed of ["4,000", "4.000", "-5", "1e3", "0x10", "about 5", "12345678901", Number.NaN, true, []])
      expect(day({ evacueesMin: typed }), String(typed)).toEqual(["evacueesMin number"]);
  });

  it("that is unknown is empty, never 0", () => {
    for (const typed of ["", "  ", null, undefined]) expect(min(typed)).toBeNull();
  });
});

describe("a word of the vocabulary", () => {
  it("that does not exist is unknown", () => {
    expect(day({ status: "safe" })).toEqual(["status unknown_value"]);
    expect(day({ status: "outcome_not_reported" })).toEqual(["status unknown_value"]);
    expect(claim({ kind: "toString" })).toEqual(["claims.0.kind unknown_value"]);
    expect(claim({ outcome: "announced" })).toEqual(["claims.0.outcome unknown_value"]);
    expect(problems(wideClaimInput, { ...aClaim("blame"), scope: "corridor_day" })).toEqual(["scope unknown_value"]);
  });
});

describe("keys, dates, places and sources", () => {
  it("a key is a slug", () => {
    for (const bad of ["Mariupol", "a--b", "-a", "a/b", "а", "a b", "a\n"])
      expect(day({ corridor: bad }), bad).toEqual(["corridor slug"]);
    expect(day({ corridor: "a".repeat(101) })).toEqual(["corridor too_long"]);
  });

  it("a date exists", () => {
    expect(day({ date: "2022-02-30" })).toEqual(["date date"]);
    expect(day({ periodTo: "tomorrow" })).toEqual(["periodTo date"]);
    expect(day({ date: "0202-03-14" })).toEqual(["date date"]);
  });

  it("a day has at most a hundred claims", () => {
    expect(day({ claims: Array.from({ length: 101 }, () => aClaim("outcome")) })).toEqual(["claims too_many"]);
  });

  it("a place has degrees within the globe, both or neither", () => {
    expect(place({ lat: "47.1", lon: "37.5" })).toEqual([]);
    expect(place({ lat: "0", lon: 0 })).toEqual([]);
    expect(place({ lat: "91", lon: "0" })).toEqual(["lat degrees"]);
    expect(place({ lat: "47,1", lon: "0" })).toEqual(["lat degrees"]);
    expect(place({ lat: "Infinity", lon: "-181" })).toEqual(["lat degrees", "lon degrees"]);
    expect(place({ lat: "47.1" })).toEqual(["lat degrees_both"]);
    expect(place({ lon: "37.5" })).toEqual(["lat degrees_both"]);
  });

  it("a place has a country of three letters and a zone that exists", () => {
    expect(place({ country: "UA" })).toEqual(["country country"]);
    expect(place({ timeZone: "Europe/Kyiv" })).toEqual([]);
    expect(place({ timeZone: "+02:00" })).toEqual(["timeZone time_zone"]);
    expect(place({ aliases: ["Mariupil", ""] })).toEqual(["aliases.1 required"]);
  });

  it("a source is something that can be looked up: an address, a file or at least a publisher", () => {
    expect(source({ file: null })).toEqual(["url source_empty"]);
    expect(source({ file: null, publisher: "Radio" })).toEqual([]);
    expect(source({ file: "", url: "https://news.example/a" })).toEqual([]);
  });

  it("an address is one that a browser can open and code can parse", () => {
    for (const bad of [
      "javascript:alert(1)//a.b",
      "news.example",
      "https://a:b.c",
      "https://a b.c/",
      "http://localhost",
    ])
      expect(source({ url: bad }), bad).toEqual(["url url"]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (tail) => {
        const parsed = parseInput(sourceInput, { url: `https://${tail}` });
        if (parsed.ok && parsed.value.url) expect(new URL(parsed.value.url).protocol).toBe("https:");
      }),
    );
  });

  it("an instant is UTC where it names no offset, whatever this machine's zone", () => {
    const at = (retrievedAt: string) =>
      (value(sourceInput, { file: "a", retrievedAt }) as { retrievedAt: Date }).retrievedAt.toISOString();
    expect(at("2022-03-14T10:00")).toBe("2022-03-14T10:00:00.000Z");
    expect(at("2022-03-14T10:00:30Z")).toBe("2022-03-14T10:00:30.000Z");
    expect(at("2022-03-14T10:00+02:00")).toBe("2022-03-14T08:00:00.000Z");
    expect(at("2022-03-14")).toBe("2022-03-14T00:00:00.000Z");
    expect(at("2020-02-29T10:00")).toBe("2020-02-29T10:00:00.000Z");
    for (const bad of ["report 1", "2022-03-14 10:00", "2022-13-14T10:00Z", 5])
      expect(source({ retrievedAt: bad })).toEqual(["retrievedAt date"]);
  });

  it("an instant of a day that does not exist is none, rather than one of the day after", () => {
    for (const bad of ["2022-02-30T10:00", "2022-02-29T10:00:30Z", "2022-04-31T10:00+02:00", "2022-02-30"])
      expect(source({ retrievedAt: bad })).toEqual(["retrievedAt date"]);
  });

  it("a digest is one of SHA-256", () => {
    expect(source({ sha256: "a".repeat(64) })).toEqual([]);
    expect(source({ sha256: "A".repeat(64) })).toEqual(["sha256 sha256"]);
  });
});
