import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILE_NAMES } from "@/lib/domain/files";
import { FILTERS_OF, parseFileQuery } from "@/lib/domain/filters";
import { SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import { FILTERS } from "@/lib/formats/files";
import { refusedQuery } from "@/lib/formats/refused-query";

const parse = (query: string, file: (typeof FILE_NAMES)[number] = "corridor-days") =>
  parseFileQuery(file, new URLSearchParams(query));
const problemsOf = (query: string, file?: (typeof FILE_NAMES)[number]) => {
  const parsed = parse(query, file);
  return parsed.ok ? [] : parsed.problems;
};

describe("the query of a file", () => {
  it("may be empty: then everything is asked for, plain", () => {
    for (const file of FILE_NAMES) {
      expect(parse("", file)).toEqual({
        ok: true,
        query: { filters: { from: null, to: null, corridors: [], statuses: [] }, variant: "plain" },
      });
    }
  });

  it("knows dates, corridors and statuses, the last two repeated for or", () => {
    expect(
      parse("from=2022-03-05&to=2022-03-12&corridor=b-c&corridor=a-b&status=held&status=failed&variant=excel"),
    ).toEqual({
      ok: true,
      query: {
        filters: { from: "2022-03-05", to: "2022-03-12", corridors: ["a-b", "b-c"], statuses: ["failed", "held"] },
        variant: "excel",
      },
    });
  });

  it("means the same in any order and with repetitions", () => {
    const pairs = fc.array(
      fc.oneof(
        fc.constantFrom("a-b", "b-c", "c-d").map((slug) => ["corridor", slug]),
        fc.constantFrom(...SHOWN_STATUSES).map((status) => ["status", status]),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(pairs, fc.nat(), (given, by) => {
        const turned = [...given.slice(by % given.length), ...given.slice(0, by % given.length), ...given];
        expect(parse(new URLSearchParams(turned).toString())).toEqual(parse(new URLSearchParams(given).toString()));
      }),
    );
  });

  it("takes a parameter without a value as not given, as a plain form sends it", () => {
    expect(parse("from=&to=&corridor=&status=&variant=")).toEqual(parse(""));
  });

  it("names everything that is wrong at once", () => {
    expect(
      problemsOf("from=12.03.2022&status=open&status=held,failed&corridor=A%20B&variant=xml&utm_source=x"),
    ).toEqual([
      "utm_source is not a filter of this file.",
      "from=12.03.2022 is not a date; write it as 2022-03-12.",
      "corridor=A B is not the key of a corridor.",
      "status=open is not a status.",
      "status=held,failed is not a status.",
      "variant=xml does not exist.",
    ]);
    expect(problemsOf("from=2022-03-12&to=2022-03-05")).toEqual(["from is later than to."]);
    expect(problemsOf("from=2022-02-30")).toEqual(["from=2022-02-30 is not a date; write it as 2022-03-12."]);
    expect(problemsOf("from=2022-03-01&from=2022-03-02")).toEqual(["from can be given only once."]);
    expect(problemsOf(Array.from({ length: 101 }, (_, i) => `corridor=c-${i}`).join("&"))).toEqual([
      "corridor can be given 100 times at most.",
    ]);
  });

  it("refuses a filter that the file does not know, without judging its value", () => {
    expect(problemsOf("status=held", "places")).toEqual(["status is not a filter of this file."]);
    expect(problemsOf("status=nonsense", "totals")).toEqual(["status is not a filter of this file."]);
    expect(problemsOf("as_of=2022-03-12T00:00:00Z")).toEqual(["as_of is not a filter of this file."]);
  });

  it("never throws, whatever it holds", () => {
    const parameter = fc.tuple(
      fc.oneof(fc.constantFrom("from", "to", "corridor", "status", "variant"), fc.string()),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...FILE_NAMES), fc.array(parameter), (file, given) => {
        const parsed = parse(new URLSearchParams(given).toString(), file);
        expect(parsed.ok || parsed.problems.length > 0).toBe(true);
      }),
    );
  });
});

describe("what a refused query is answered with", () => {
  it("says what was wrong and lists all that is allowed", () => {
    const text = refusedQuery("corridor-days", ["status=open is not a status."]);
    expect(text).toMatch(/^status=open is not a status\.\n/);
    for (const word of [...FILTERS_OF["corridor-days"], ...SHOWN_STATUSES, "plain", "excel"])
      expect(text).toContain(word);
  });

  it("lists for each file its own filters only", () => {
    for (const file of FILE_NAMES) {
      const listed = [...refusedQuery(file, []).matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
      expect(listed).toEqual([...FILTERS_OF[file], "variant"]);
    }
    expect(Object.keys(FILTERS)).toEqual(["from", "to", "corridor", "status"]);
  });
});
