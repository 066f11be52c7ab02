import { describe, expect, it } from "vitest";
import { changedFields, claimPayload, wideClaimPayload } from "@/lib/domain/payloads";
import { claimInput } from "@/tests/support/claims";

const keyed = { ...claimInput("outcome"), key: "c1" };
const CLAIM =
  "claim kind claimant speaker addressee outcome count_of count_min count_max count_qualifier unverified_by summary_en summary_uk source source_place statement said_on said_on_precision";

describe("what a revision keeps of a claim", () => {
  it("has its fields in one order for good: the text is hashed as it stands", () => {
    expect(Object.keys(claimPayload(keyed)).join(" ")).toBe(CLAIM);
    const wide = {
      ...keyed,
      scope: "day",
      corridor: null,
      place: null,
      date: "2022-03-14",
      dateTo: null,
      datePrecision: "day",
    } as const;
    expect(Object.keys(wideClaimPayload(wide)).join(" ")).toBe(
      `scope corridor place date date_to date_precision ${CLAIM}`,
    );
  });

  it("keeps empty fields as null, so that nothing is left to guess", () => {
    expect(Object.values(claimPayload(keyed))).not.toContain(undefined);
    expect(claimPayload(keyed)).toMatchObject({ speaker: null, count_min: null });
  });

  it("takes a claim that repeats no statement for one of its own", () => {
    expect(claimPayload(keyed).statement).toBe("c1");
    expect(claimPayload({ ...keyed, statement: "s-mayor" }).statement).toBe("s-mayor");
  });

  it("has a precision where there is a date, and only there", () => {
    expect(claimPayload({ ...keyed, saidOn: "2022-03-14" }).said_on_precision).toBe("day");
    expect(claimPayload({ ...keyed, saidOnPrecision: "inferred" }).said_on_precision).toBeNull();
  });
});

describe("the fields that changed", () => {
  it("are those that differ, in a new entry all that are filled in, in a gone one all that were", () => {
    expect(changedFields({ a: 1, b: null }, { a: 1, b: 2 })).toEqual(["b"]);
    expect(changedFields(null, { a: 1, b: null })).toEqual(["a"]);
    expect(changedFields({ a: 1, b: null }, null)).toEqual(["a"]);
  });

  it("count a list of claims as one, in whatever claim it changed, and in its order", () => {
    expect(changedFields({ claims: [{ a: 1 }, { a: 2 }] }, { claims: [{ a: 1 }, { a: 3 }] })).toEqual(["claims"]);
    expect(changedFields({ claims: [{ a: 1 }, { a: 2 }] }, { claims: [{ a: 2 }, { a: 1 }] })).toEqual(["claims"]);
    expect(changedFields({ claims: [{ a: 1 }] }, { claims: [{ a: 1 }] })).toEqual([]);
  });

  it("tell an empty text from none", () => {
    expect(changedFields({ a: "" }, { a: null })).toEqual(["a"]);
  });
});
