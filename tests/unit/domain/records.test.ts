import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_NAMES } from "@/lib/domain/filters";
import { canonicalRecords, parseRecords } from "@/lib/domain/records";

const canonical = (query: string) => canonicalRecords(new URLSearchParams(query))?.query ?? null;

describe("the query of the explorer", () => {
  it("has one spelling: known parameters in one order, values sorted, nothing empty or usual", () => {
    expect(
      canonical(
        "page=2&utm_source=x&view=grid&status=held&status=failed&status=held&q=+two++words+&from=&end=2022-03-14&order=oldest",
      ),
    ).toBe("status=failed&status=held&q=two++words&view=grid&end=2022-03-14&page=2");
    for (const usual of [
      "",
      "page=1",
      "view=list",
      "order=newest",
      "page=0",
      "page=x",
      "view=x",
      "end=2022-03-14",
      "from=&to=&corridor=",
    ])
      expect(canonical(usual), usual).toBe("");
  });

  it("keeps what is wrong, so that the page can say so", () => {
    expect(canonical("status=open&from=2022&from=2023")).toBe("from=2022&from=2023&status=open");
    const { filters, problems, typed } = parseRecords(new URLSearchParams("status=open&from=2022"));
    expect(filters).toBeNull();
    expect(problems).toEqual([
      { name: "from", fault: "date", value: "2022" },
      { name: "status", fault: "status", value: "open" },
    ]);
    expect([typed.from, typed.status]).toEqual([["2022"], ["open"]]);
  });

  it("keeps an instant apart, and is refused with one that is none", () => {
    const of = (asOf: string) => canonicalRecords(new URLSearchParams(`as_of=${asOf}&q=x`));
    expect(of("2026-11-22T10:00:00Z")).toEqual({ query: "q=x", asOf: new Date("2026-11-22T10:00:00Z") });
    expect(of("yesterday")).toBeNull();
  });

  it("is never longer than a question of ours", () => {
    expect(canonical(`q=${"я".repeat(500)}`)?.length).toBe("q=".length + 120 * "%D1%8F".length);
    const many = Array.from({ length: 500 }, (_, i) => `blamed=${"x".repeat(100)}${i}`).join("&");
    expect(canonical(many)).toBeNull();
    expect(canonical(Array.from({ length: 500 }, (_, i) => `blamed=p${i}`).join("&"))?.split("&")).toHaveLength(101);
  });

  it("reads the same, whatever it holds, in its one spelling as it was sent, and has no other", () => {
    const parameter = fc.tuple(
      fc.oneof(fc.constantFrom(...FILTER_NAMES, "view", "order", "page", "end"), fc.string()),
      fc.oneof(fc.constantFrom("grid", "oldest", "3", "2022-03-14", "held", "a-b"), fc.string({ unit: "grapheme" })),
    );
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 12 }), (given) => {
        const once = canonical(new URLSearchParams(given).toString());
        if (once === null) throw new Error("too long");
        expect(canonical(once)).toBe(once);
        expect(once).not.toMatch(/[^\w.~*%&=+-]/);
        const { problems, view, order, page, end } = parseRecords(new URLSearchParams(once));
        const sent = parseRecords(new URLSearchParams(given));
        expect({ view, order, page, end }).toEqual({
          view: sent.view,
          order: sent.order,
          page: sent.page,
          end: sent.end,
        });
        expect(problems.length === 0).toBe(sent.problems.length === 0);
      }),
      {
        examples: [
          [
            [
              ["q", "held"],
              ["q", " held"],
            ],
          ],
        ],
      },
    );
  });
});
