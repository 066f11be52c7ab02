import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blameContested, derive, gradedOn, gradeOf, voiceOf } from "@/lib/domain/grade";
import { DAY_STATUSES, type Outcome } from "@/lib/domain/vocabulary";
import { anyClaim, outcome, party, said } from "@/tests/support/claims";

const shuffled = fc
  .array(anyClaim, { maxLength: 8 })
  .chain((claims) => fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })));
const anyStatus = fc.constantFrom(...DAY_STATUSES);

describe("what a grade speaks of", () => {
  it("is the plan as long as nobody reports an outcome", () => {
    expect(gradedOn([said("announcement", "ukraine"), said("agreement", "russia")], "announced")).toBe("plan");
    expect(gradedOn([], "proposed")).toBe("plan");
  });

  it("is the outcome where one is recorded or reported, but not by a source that was withdrawn", () => {
    const report = outcome("ukraine", "held");
    expect(gradedOn([said("obstacle", "ukraine")], "failed")).toBe("outcome");
    expect(gradedOn([report], "announced")).toBe("outcome");
    expect(gradedOn([{ ...report, source: { retracted: true } }], "announced")).toBe("plan");
  });
});

describe("the grade", () => {
  it("is contested where outcome claims of different sides cannot both be true", () => {
    const pairs: [Outcome, Outcome][] = [
      ["held", "failed"],
      ["held", "partly_held"],
      ["partly_held", "failed"],
    ];
    for (const [a, b] of pairs)
      expect(gradeOf([outcome("ukraine", a), outcome("russia", b)], "partly_held")).toBe("contested");
  });

  it("is contested before it is anything else", () => {
    const claims = [
      outcome("ukraine", "held"),
      outcome("russia", "held"),
      outcome("icrc", "held"),
      outcome("russia", "failed"),
    ];
    expect(gradeOf(claims, "failed")).toBe("contested");
  });

  it("is not contested where one side says two things", () => {
    const claims = [outcome("ukraine", "held"), outcome("mariupol-city-council", "failed")];
    expect(gradeOf(claims, "failed")).toBe("single_source");
  });

  it("counts a party that belongs to no side as a voice of its own", () => {
    expect(gradeOf([outcome("icrc", "failed"), outcome("ukraine", "held")], "failed")).toBe("contested");
    expect(gradeOf([outcome("icrc", "failed"), outcome("reuters", "held")], "failed")).toBe("contested");
  });

  it("is both_sides where two sides report the same", () => {
    expect(gradeOf([outcome("mariupol-city-council", "held"), outcome("russian-forces", "held")], "held")).toBe(
      "both_sides",
    );
  });

  it("is not both_sides for two parties of one side, nor for an agency that has none", () => {
    expect(gradeOf([outcome("mariupol-city-council", "held"), outcome("ukraine", "held")], "held")).toBe(
      "corroborated",
    );
    expect(gradeOf([outcome("icrc", "held"), outcome("ukraine", "held")], "held")).toBe("corroborated");
  });

  it("is corroborated by two or more statements", () => {
    expect(gradeOf([outcome("ukraine", "held"), outcome("ukraine", "held")], "held")).toBe("corroborated");
  });

  it("takes ten outlets quoting one statement as one voice", () => {
    const quotes = Array.from({ length: 10 }, () => outcome("ukraine", "held", { statement: "s-mayor" }));
    expect(gradeOf(quotes, "held")).toBe("single_source");
  });

  it("is single_source for one statement, unsourced for none", () => {
    expect(gradeOf([outcome("ukraine", "held")], "held")).toBe("single_source");
    expect(gradeOf([], "announced")).toBe("unsourced");
    expect(gradeOf([said("blame", "ukraine", { of: "russia" }), said("evacuees", "icrc")], "announced")).toBe(
      "unsourced",
    );
  });

  it("goes over the outcome claims, and over the announcements only where there are none", () => {
    const plans = [said("announcement", "ukraine"), said("agreement", "russia")];
    expect(gradeOf(plans, "announced")).toBe("both_sides");
    expect(gradeOf([...plans, outcome("ukraine", "held")], "held")).toBe("single_source");
  });

  it("of an outcome that only obstacles carry is theirs: both sides' announcement says nothing of how it failed", () => {
    const plans = [said("announcement", "ukraine"), said("agreement", "russia")];
    expect(gradeOf([...plans, said("obstacle", "ukraine")], "failed")).toBe("single_source");
    expect(gradeOf([...plans, said("obstacle", "ukraine"), said("obstacle", "russia")], "partly_held")).toBe(
      "both_sides",
    );
    expect(gradeOf([...plans, said("obstacle", "ukraine")], "announced")).toBe("both_sides");
    expect(gradeOf(plans, "failed")).toBe("unsourced");
  });

  it("does not count claims whose source was retracted", () => {
    const retracted = { retracted: true };
    expect(gradeOf([outcome("ukraine", "held"), outcome("russia", "failed", retracted)], "held")).toBe("single_source");
    expect(gradeOf([outcome("ukraine", "held", retracted)], "held")).toBe("unsourced");
  });

  it("does not depend on the order of the claims", () => {
    fc.assert(
      fc.property(shuffled, anyStatus, ([claims, other], status) => {
        expect(derive(other, status)).toEqual(derive(claims, status));
      }),
    );
  });

  it("does not change when the same statement is quoted once more", () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { minLength: 1, maxLength: 8 }), anyStatus, (claims, status) => {
        expect(gradeOf([...claims, claims[0]!], status)).toBe(gradeOf(claims, status));
      }),
    );
  });

  it("is better than single_source only on two statements that stand", () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { maxLength: 8 }), anyStatus, (claims, status) => {
        // two sides never share a statement; the arbitrary would otherwise make them
        const own = claims.map((claim) => ({ ...claim, statement: `${claim.claimant.slug} ${claim.statement}` }));
        const statements = new Set(own.filter((claim) => !claim.source.retracted).map((claim) => claim.statement));
        if (statements.size < 2) expect(["single_source", "unsourced"]).toContain(gradeOf(own, status));
      }),
    );
  });
});

describe("mutual blame", () => {
  const blame = (by: Parameters<typeof said>[1], of: Parameters<typeof said>[1], retracted = false) =>
    said("blame", by, { of, retracted });

  it("is a flag of its own: the grade stays what it is", () => {
    const claims = [outcome("icrc", "failed"), blame("ukraine", "russia"), blame("russia", "ukraine")];
    expect(derive(claims, "failed")).toMatchObject({ blameContested: true, grade: "single_source" });
  });

  it("needs both directions", () => {
    expect(blameContested([blame("ukraine", "russia"), blame("mariupol-city-council", "russian-forces")])).toBe(false);
    expect(blameContested([blame("ukraine", "russia"), blame("russia", "icrc")])).toBe(false);
  });

  it("is between sides: a council and the other side's forces are enough", () => {
    expect(blameContested([blame("mariupol-city-council", "russia"), blame("russian-forces", "ukraine")])).toBe(true);
  });

  it("is not one side's quarrel with itself", () => {
    expect(blameContested([blame("ukraine", "mariupol-city-council"), blame("mariupol-city-council", "ukraine")])).toBe(
      false,
    );
  });

  it("ends when the source of one direction is retracted", () => {
    expect(blameContested([blame("ukraine", "russia"), blame("russia", "ukraine", true)])).toBe(false);
  });

  it("is not made by a denial or a rejection", () => {
    expect(blameContested([blame("ukraine", "russia"), said("denial", "russia", { of: "ukraine" })])).toBe(false);
  });

  it("speaks with the voice of a side, or with its own", () => {
    expect(voiceOf(party("mariupol-city-council"))).toBe("ukraine");
    expect(voiceOf(party("icrc"))).toBe("icrc");
  });
});

describe("who announced and who is blamed", () => {
  it("are named once each, in the order of their keys, from claims that stand", () => {
    const claims = [
      said("announcement", "ukraine"),
      said("announcement", "ukraine"),
      said("agreement", "russia"),
      said("blame", "russia", { of: "ukraine" }),
      said("blame", "ukraine", { of: "russian-forces" }),
      said("blame", "ukraine", { of: "icrc", retracted: true }),
      said("denial", "russia", { of: "reuters" }),
    ];
    expect(derive(claims, "announced")).toMatchObject({
      announcedBy: ["russia", "ukraine"],
      blamed: ["russian-forces", "ukraine"],
    });
  });
});
