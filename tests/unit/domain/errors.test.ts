import { describe, expect, it } from "vitest";
import { invalid, isRefusalCode, REFUSALS, refuse } from "@/lib/domain/errors";

describe("a refusal", () => {
  it("has one of a few reasons, each with its answer over HTTP", () => {
    expect(REFUSALS).toEqual({
      suggested: 202,
      not_signed_in: 401,
      not_allowed: 403,
      second_factor: 403,
      review_required: 403,
      own_suggestion: 403,
      not_found: 404,
      conflict: 409,
      exists: 409,
      not_empty: 409,
      gone: 410,
      invalid: 422,
      frozen: 423,
      too_many: 429,
      busy: 503,
      away: 503,
    });
  });

  it("is told from an address by those reasons alone, and not by what every object has", () => {
    expect(Object.keys(REFUSALS).filter(isRefusalCode)).toEqual(Object.keys(REFUSALS));
    for (const text of ["", "toString", "constructor", "__proto__"]) expect(isRefusalCode(text)).toBe(false);
  });

  it("is a value that says what is wrong, and with what", () => {
    expect(invalid({ field: "date", code: "date" })).toEqual({
      ok: false,
      code: "invalid",
      problems: [{ field: "date", code: "date" }],
    });
    expect(refuse("conflict", [], { revision: 7 })).toEqual({
      ok: false,
      code: "conflict",
      problems: [],
      current: { revision: 7 },
    });
    expect(refuse("gone")).not.toHaveProperty("current");
  });
});
