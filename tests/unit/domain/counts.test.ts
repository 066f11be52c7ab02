import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as counts from "@/lib/domain/counts";
import { QUALIFIERS, type Qualifier } from "@/lib/domain/vocabulary";

const { beyond, countProblem, LARGEST_COUNT } = counts;
const count = (min: number | null, max: number | null, qualifier: Qualifier) => ({ min, max, qualifier });
const exactly = (number: number) => count(number, number, "exact");
/** Any count that the tables take. */
const anyCount = fc
  .tuple(fc.nat(LARGEST_COUNT), fc.nat(LARGEST_COUNT), fc.constantFrom(...QUALIFIERS))
  .map(([a, b, qualifier]) => {
    const [min, max] = [Math.min(a, b), Math.max(a, b)];
    if (qualifier === "exact") return exactly(min);
    return count(qualifier === "up_to" ? null : min, qualifier === "at_least" ? null : max, qualifier);
  });

describe("a count", () => {
  it("is a range with a qualifier that fits its ends", () => {
    fc.assert(fc.property(anyCount, (any) => countProblem(any) === null));
    expect(countProblem(count(5, 6, "exact"))).toBe("count_qualifier");
    expect(countProblem(count(5, null, "exact"))).toBe("count_qualifier");
    expect(countProblem(count(5, null, "about"))).toBe("count_qualifier");
    expect(countProblem(count(5, 6, "at_least"))).toBe("count_qualifier");
    expect(countProblem(count(5, 6, "up_to"))).toBe("count_qualifier");
  });

  it("is empty where it is unknown, never 0; a reported 0 is a number", () => {
    for (const qualifier of QUALIFIERS) expect(countProblem(count(null, null, qualifier))).toBe("count_empty");
    expect(countProblem(exactly(0))).toBeNull();
  });

  it("is whole, not negative, ordered, and no larger than the tables hold", () => {
    expect(countProblem(exactly(-1))).toBe("count_negative");
    expect(countProblem(exactly(1.5))).toBe("count_negative");
    expect(countProblem(exactly(Number.NaN))).toBe("count_negative");
    expect(countProblem(exactly(LARGEST_COUNT + 1))).toBe("count_too_large");
    expect(countProblem(count(7, 6, "about"))).toBe("count_order");
  });
});

describe("counts of different scopes", () => {
  it("are never added: there is nothing here that adds", () => {
    expect(Object.keys(counts).sort()).toEqual(["LARGEST_COUNT", "beyond", "countProblem"]);
  });

  it("a regional 3,950 and a corridor's 600 never make 4,550", () => {
    expect(beyond(exactly(4550), [exactly(600)])).toBe(true);
    expect(beyond(exactly(600), [exactly(600)])).toBe(false);
  });
});

describe("a number on a day", () => {
  it("may be any that is claimed, and the range over all of them", () => {
    fc.assert(
      fc.property(fc.array(anyCount, { minLength: 1, maxLength: 5 }), (claimed) => {
        for (const one of claimed) expect(beyond(one, claimed)).toBe(false);
        const ends = claimed.flatMap(({ min, max }) => [min ?? 0, max ?? LARGEST_COUNT]);
        expect(beyond(count(Math.min(...ends), Math.max(...ends), "about"), claimed)).toBe(false);
      }),
    );
  });

  it("never lies above the highest or below the lowest that is claimed, in whatever order they come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 100_000 }),
        (numbers, extra) => {
          for (const claimed of [numbers, [...numbers].reverse()].map((order) => order.map(exactly))) {
            expect(beyond(exactly(Math.max(...numbers) + extra), claimed)).toBe(true);
            expect(beyond(count(Math.max(...numbers) + extra, null, "at_least"), claimed)).toBe(true);
            expect(beyond(count(0, Math.max(...numbers), "about"), claimed)).toBe(true);
          }
        },
      ),
    );
  });

  it("takes open ends as open", () => {
    expect(beyond(exactly(900), [count(500, null, "at_least")])).toBe(false);
    expect(beyond(exactly(400), [count(500, null, "at_least")])).toBe(true);
    expect(beyond(exactly(0), [count(null, 500, "up_to")])).toBe(false);
    expect(beyond(exactly(501), [count(null, 500, "up_to")])).toBe(true);
  });
});
