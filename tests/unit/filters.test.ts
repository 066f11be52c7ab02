import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILE_NAMES } from "@/lib/domain/files";
import {
  FILTER_FAULTS,
  FILTER_NAMES,
  filterQuery,
  MOST_VALUES,
  NO_FILTERS,
  parseFileQuery,
  parseFilters,
} from "@/lib/domain/filters";
import { GRADES, SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import { FILTERS } from "@/lib/formats/files";
import { refusedQuery } from "@/lib/formats/refused-query";

const NOW = new Date("2022-03-20T12:00:00Z");
const parse = (query: string) => parseFileQuery(new URLSearchParams(query), NOW);
/** The mistakes as a reader of a file is told them. */
function problemsOf(query: string): string[] {
  const parsed = parse(query);
  return parsed.ok ? [] : (refusedQuery("claims", parsed.problems).split("\n\n")[0]?.split("\n") ?? []);
}

describe("the query of a file", () => {
  it("may be empty: then everything is asked for, plain", () => {
    expect(parse("")).toEqual({ ok: true, query: { filters: NO_FILTERS, variant: "plain", asOf: null } });
  });

  it("knows every filter, repeated for or", () => {
    expect(
      parse(
        "from=2022-03-05&to=2022-03-12&corridor=b-c&corridor=a-b&status=held&status=failed&grade=contested&announced_by=x&blamed=y&claimant=z&region=UA-14&region=RUS&q=%20two%20%20words&variant=excel",
      ),
    ).toEqual({
      ok: true,
      query: {
        filters: {
          from: "2022-03-05",
          to: "2022-03-12",
          corridors: ["a-b", "b-c"],
          statuses: ["failed", "held"],
          grades: ["contested"],
          announcedBy: ["x"],
          blamed: ["y"],
          claimants: ["z"],
          regions: ["RUS", "UA-14"],
          q: "two words",
        },
        variant: "excel",
        asOf: null,
      },
    });
  });

  const pair = fc.oneof(
    fc.constantFrom("a-b", "b-c", "c-d").map((slug): [string, string] => ["corridor", slug]),
    fc.constantFrom(...SHOWN_STATUSES).map((status): [string, string] => ["status", status]),
    fc.constantFrom(...GRADES).map((grade): [string, string] => ["grade", grade]),
    fc.tuple(fc.constantFrom("announced_by", "blamed", "claimant"), fc.constantFrom("x", "y")),
    fc.constantFrom("UA-14", "RUS").map((code): [string, string] => ["region", code]),
  );

  it("means the same in any order and with repetitions", () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1 }), fc.nat(), (given, by) => {
        const turned = [...given.slice(by % given.length), ...given.slice(0, by % given.length), ...given];
        expect(parse(new URLSearchParams(turned).toString())).toEqual(parse(new URLSearchParams(given).toString()));
      }),
    );
  });

  it("can be written out again, always the same for the same filters", () => {
    fc.assert(
      fc.property(
        fc.array(pair),
        fc.constantFrom("", "q=%D0%A1%D1%83%D0%BC%D0%B8+%26", "from=2022-03-01"),
        (given, more) => {
          const parsed = parseFilters(new URLSearchParams(`${new URLSearchParams(given)}&${more}`));
          if (!parsed.ok) throw new Error("refused");
          const query = filterQuery(parsed.filters);
          expect(parseFilters(new URLSearchParams(query))).toEqual(parsed);
          expect([...new Set(new URLSearchParams(query).keys())]).toEqual(
            FILTER_NAMES.filter((name) => new URLSearchParams(query).has(name)),
          );
        },
      ),
    );
    expect(filterQuery(NO_FILTERS)).toBe("");
  });

  it("takes a parameter without a value as not given, as a plain form sends it", () => {
    expect(parse([...FILTER_NAMES, "variant"].map((name) => `${name}=`).join("&"))).toEqual(parse(""));
    expect(parse("q=+")).toEqual(parse(""));
  });

  it("names everything that is wrong at once", () => {
    expect(
      problemsOf(
        "from=12.03.2022&status=open&status=held,failed&corridor=A%20B&grade=good&blamed=%D0%A5&q=%25&variant=xml&utm_source=x",
      ),
    ).toEqual([
      "utm_source is not a filter of this file.",
      "from=12.03.2022 is not a date; write it as 2022-03-12.",
      "corridor=A B is not a key.",
      "status=open is not a status.",
      "status=held,failed is not a status.",
      "grade=good is not a grade.",
      "blamed=Х is not a key.",
      "q=% has no letters or digits to look for.",
      "variant=xml does not exist.",
    ]);
    expect(problemsOf("from=2022-03-12&to=2022-03-05")).toEqual(["from is later than to."]);
    expect(problemsOf("from=2022-02-30")).toEqual(["from=2022-02-30 is not a date; write it as 2022-03-12."]);
    expect(problemsOf("from=2022-03-01&from=2022-03-02")).toEqual(["from can be given only once."]);
    expect(problemsOf(`q=${"a".repeat(101)}`)).toEqual(["q is longer than 100 characters."]);
    expect(problemsOf("q=a+b+c+d+e+f+k+l+m")).toEqual(["q has more than 8 words."]);
    expect(problemsOf(Array.from({ length: MOST_VALUES + 1 }, (_, i) => `corridor=c-${i}`).join("&"))).toEqual([
      "corridor can be given 100 times at most.",
    ]);
  });

  it("never throws, whatever it holds, and has a sentence for every mistake", () => {
    const parameter = fc.tuple(fc.oneof(fc.constantFrom(...FILTER_NAMES, "variant"), fc.string()), fc.string());
    fc.assert(
      fc.property(fc.array(parameter), (given) => {
        const parsed = parse(new URLSearchParams(given).toString());
        expect(parsed.ok || parsed.problems.every(({ fault }) => FILTER_FAULTS.includes(fault))).toBe(true);
        if (!parsed.ok) expect(refusedQuery("claims", parsed.problems)).not.toContain("undefined");
      }),
    );
  });
});

describe("what a refused query is answered with", () => {
  it("says what was wrong and lists all that is allowed, for every file", () => {
    for (const file of FILE_NAMES) {
      const text = refusedQuery(file, [{ name: "status", fault: "status", value: "open" }]);
      expect(text).toMatch(/^status=open is not a status\.\n/);
      for (const one of [...SHOWN_STATUSES, ...GRADES, "plain", "excel"]) expect(text).toContain(one);
      const listed = [...text.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
      expect(listed).toEqual([...FILTER_NAMES, "as_of", "variant"]);
    }
    expect(Object.keys(FILTERS)).toEqual([...FILTER_NAMES]);
  });
});
