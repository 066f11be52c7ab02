import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/domain/dates";
import { claimProblems, dayProblems, FARTHEST_DAYS, periodProblems, wideClaimProblems } from "@/lib/domain/day-rules";
import type { DayClaimInput, DayInput, WideClaimInput } from "@/lib/domain/inputs";
import { CLAIM_KINDS, DAY_STATUSES, OUTCOMES } from "@/lib/domain/vocabulary";
import { claimInput, dayInput } from "@/tests/support/claims";

const TODAY = "2022-03-14";
const NOW = new Date("2022-03-14T10:00:00Z");
const facts = (retracted: string[] = [], now = NOW) => ({
  timeZone: "Europe/Kyiv",
  now,
  today: TODAY,
  retracted: new Set(retracted),
});
const day = (more: Partial<DayInput> = {}, retracted: string[] = []) =>
  dayProblems(dayInput(more), facts(retracted)).map(({ field, code }) => `${field} ${code}`);
const claim = (kind: DayClaimInput["kind"], more: Partial<DayClaimInput> = {}) =>
  claimProblems(claimInput(kind, more), "", TODAY).map(({ field, code }) => `${field} ${code}`);
const plan = claimInput("announcement");
const passed = claimInput("outcome");
const people = (countMin: number | null, countMax = countMin, more: Partial<DayClaimInput> = {}) =>
  claimInput("evacuees", { countMin, countMax, countQualifier: countMin === countMax ? "exact" : "about", ...more });

describe("an outcome", () => {
  it("with a sourced outcome or obstacle claim can be published", () => {
    expect(day()).toEqual([]);
    expect(day({ status: "failed", claims: [claimInput("obstacle")] })).toEqual([]);
    expect(day({ status: "partly_held", claims: [claimInput("outcome", { outcome: "partly_held" })] })).toEqual([]);
  });

  it("without one stays a draft", () => {
    for (const status of OUTCOMES) {
      expect(day({ status, claims: [] })).toEqual(["status outcome_unsourced"]);
      expect(day({ status, claims: [plan] })).toEqual(["status outcome_unsourced"]);
    }
  });

  it("whose source was retracted is not sourced", () => {
    for (const status of OUTCOMES) expect(day({ status }, ["report-a"])).toEqual(["status outcome_unsourced"]);
  });
});

describe("held", () => {
  it("stands on one party's word", () => {
    expect(day({ claims: [passed, plan, claimInput("blame")] })).toEqual([]);
  });

  it("is refused beside a report that passage was stopped or attacked", () => {
    for (const against of [
      claimInput("obstacle"),
      claimInput("outcome", { outcome: "failed", claimant: "russia" }),
      claimInput("outcome", { outcome: "partly_held" }),
      claimInput("casualties"),
    ]) {
      const other = { ...against, source: "report-b" };
      expect(day({ claims: [passed, other] })).toEqual(["status held_contradicted"]);
      expect(day({ claims: [other, passed] })).toEqual(["status held_contradicted"]);
      expect(day({ claims: [passed, other] }, ["report-b"])).toEqual([]);
    }
  });

  it("is never accepted without a report of passage that stands, whatever else the day carries", () => {
    const some = fc.record({
      kind: fc.constantFrom(...CLAIM_KINDS),
      what: fc.constantFrom(...OUTCOMES),
      source: fc.constantFrom("report-a", "report-b"),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), fc.subarray(["report-a", "report-b"]), (parts, retracted) => {
        const claims = parts.map(({ kind, what, source }) =>
          claimInput(kind, { source, outcome: kind === "outcome" ? what : null }),
        );
        const standing = claims.filter(({ source }) => !retracted.includes(source));
        const held =
          standing.some(({ outcome }) => outcome === "held") &&
          standing.every(({ kind, outcome }) => !["obstacle", "casualties"].includes(kind) && outcome !== "failed") &&
          standing.every(({ outcome }) => outcome !== "partly_held");
        expect(day({ claims }, retracted).length === 0).toBe(held);
      }),
    );
  });
});

describe("a claim that tells how the day went", () => {
  it("was not said before the day began: yesterday's report is not today's outcome", () => {
    for (const kind of ["outcome", "evacuees", "casualties"] as const)
      expect(
        day({ status: "failed", claims: [claimInput("obstacle"), claimInput(kind, { saidOn: "2022-03-13" })] }),
      ).toEqual(["claims.1.saidOn said_before"]);
    expect(day({ claims: [claimInput("outcome", { saidOn: "2022-03-14" })] })).toEqual([]);
  });

  it("may have been said on any day of a period", () => {
    const claims = [claimInput("outcome", { saidOn: "2022-03-13" })];
    const period = { datePrecision: "range", periodFrom: "2022-03-13", periodTo: "2022-03-14" } as const;
    expect(day({ ...period, claims })).toEqual([]);
  });

  it("is none that announces, agrees, blames, denies or names an obstacle beforehand", () => {
    for (const kind of ["announcement", "agreement", "obstacle", "blame", "denial", "rejection"] as const)
      expect(day({ status: "cancelled", claims: [claimInput(kind, { saidOn: "2022-03-13" })] })).toEqual([]);
  });
});

describe("proposed and announced", () => {
  it("need an announcement or an agreement that stands", () => {
    for (const status of ["proposed", "announced"] as const) {
      expect(day({ status, claims: [plan] })).toEqual([]);
      expect(day({ status, claims: [claimInput("agreement")] })).toEqual([]);
      expect(day({ status, claims: [passed] })).toEqual(["status announcement_unsourced"]);
      expect(day({ status, claims: [plan] }, ["report-a"])).toEqual(["status announcement_unsourced"]);
    }
  });
});

describe("cancelled", () => {
  it("needs any claim that stands", () => {
    expect(day({ status: "cancelled", claims: [claimInput("rejection")] })).toEqual([]);
    expect(day({ status: "cancelled", claims: [] })).toEqual(["status status_unsourced"]);
    expect(day({ status: "cancelled", claims: [plan] }, ["report-a"])).toEqual(["status status_unsourced"]);
  });
});

describe("a future date", () => {
  it("allows only proposed, announced, cancelled", () => {
    const claims = [plan, passed];
    for (const status of DAY_STATUSES) {
      const problems = day({ status, date: addDays(TODAY, 1), claims });
      expect(problems).toEqual(["held", "partly_held", "failed"].includes(status) ? ["status future_status"] : []);
    }
  });

  it("is one that has not come in the corridor's zone, whatever day it is elsewhere", () => {
    const evening = new Date("2022-03-14T22:30:00Z");
    const tomorrow = dayInput({ date: "2022-03-15" });
    expect(dayProblems(tomorrow, facts([], evening))).toEqual([]);
    expect(dayProblems(tomorrow, { ...facts([], evening), timeZone: "UTC" })).toEqual([
      { field: "status", code: "future_status" },
    ]);
  });

  it("far ahead is a slip of the hand: it would make an old record look live", () => {
    const announced = { status: "announced", claims: [plan] } as const;
    expect(day({ ...announced, claims: [plan], date: addDays(TODAY, FARTHEST_DAYS) })).toEqual([]);
    expect(day({ ...announced, claims: [plan], date: addDays(TODAY, FARTHEST_DAYS + 1) })).toEqual(["date date_far"]);
  });

  it("at the end of a period allows no outcome yet", () => {
    const period = { datePrecision: "range", periodFrom: "2022-03-12", periodTo: "2022-03-15" } as const;
    expect(day(period)).toEqual(["periodTo future_status"]);
    expect(day({ ...period, periodTo: TODAY })).toEqual([]);
    expect(day({ ...period, status: "announced", claims: [plan] })).toEqual([]);
  });
});

describe("a period", () => {
  it("has both ends, in order, with the day between them", () => {
    const range = (periodFrom: string | null, periodTo: string | null) =>
      day({ datePrecision: "range", periodFrom, periodTo });
    expect(range("2022-03-12", "2022-03-14")).toEqual([]);
    expect(range("2022-03-14", "2022-03-14")).toEqual([]);
    expect(range(null, "2022-03-14")).toEqual(["periodFrom required"]);
    expect(range("2022-03-12", null)).toEqual(["periodTo required"]);
    expect(range("2022-03-11", "2022-03-13")).toEqual(["date period_date"]);
    expect(range("2022-03-14", "2022-03-13")).toContain("periodTo period_order");
  });

  it("belongs to no other precision", () => {
    for (const datePrecision of ["day", "inferred"] as const)
      expect(day({ datePrecision, periodFrom: TODAY, periodTo: TODAY })).toEqual([
        "periodTo period_precision",
        "periodFrom period_precision",
      ]);
  });

  it("of no precision has no end", () => {
    const end = { field: "to", value: TODAY };
    expect(periodProblems(null, { field: "from", value: null }, end)).toEqual([
      { field: "to", code: "period_precision" },
    ]);
  });
});

describe("the number of people on a day", () => {
  const number = (min: number | null, max: number | null, qualifier: DayInput["evacueesQualifier"]) => ({
    evacueesMin: min,
    evacueesMax: max,
    evacueesQualifier: qualifier,
  });

  it("is one that a claim of this day gives", () => {
    expect(day({ ...number(600, 600, "exact"), claims: [passed, people(600)] })).toEqual([]);
    expect(day({ ...number(600, 600, "exact"), claims: [passed] })).toEqual(["evacueesMin count_unsourced"]);
    expect(
      day({ ...number(600, 600, "exact"), claims: [passed, people(600, 600, { source: "report-b" })] }, ["report-b"]),
    ).toEqual(["evacueesMin count_unsourced"]);
    expect(day({ ...number(60, 60, "exact"), claims: [passed, people(60, 60, { countOf: "vehicles" })] })).toEqual([
      "evacueesMin count_unsourced",
    ]);
  });

  it("never grows by a wider figure: a regional 3,950 and a corridor's 600 never make 4,550", () => {
    expect(day({ ...number(4550, 4550, "exact"), claims: [passed, people(600)] })).toEqual([
      "evacueesMin count_beyond",
    ]);
    expect(day({ ...number(600, 4550, "about"), claims: [passed, people(600)] })).toEqual(["evacueesMin count_beyond"]);
    expect(day({ ...number(4550, null, "at_least"), claims: [passed, people(600)] })).toEqual([
      "evacueesMin count_beyond",
    ]);
  });

  it("spans what two parties say, where they say different things", () => {
    expect(day({ ...number(600, 1000, "about"), claims: [passed, people(600), people(1000)] })).toEqual([]);
  });

  it("is whole, ordered and comes with its qualifier", () => {
    const claims = [passed, people(600)];
    expect(day({ ...number(600, 600, null), claims })).toEqual(["evacueesQualifier required"]);
    expect(day({ ...number(null, null, "about"), claims })).toEqual(["evacueesMin count_empty"]);
    expect(day({ ...number(700, 600, "about"), claims })).toEqual(["evacueesMin count_order"]);
  });
});

describe("a claim", () => {
  it("of each kind, complete, has no problem", () => {
    for (const kind of CLAIM_KINDS) expect(claim(kind), kind).toEqual([]);
  });

  it("of blame, denial or rejection names whom it answers", () => {
    for (const kind of ["blame", "denial", "rejection"] as const)
      expect(claim(kind, { addressee: null })).toEqual([`addressee ${kind}_addressee`]);
  });

  it("of blame has two ends: nobody blames themselves", () => {
    expect(claim("blame", { addressee: "ukraine" })).toEqual(["addressee blame_self"]);
  });

  it("of an outcome says which, and no other kind does", () => {
    expect(claim("outcome", { outcome: null })).toEqual(["outcome required"]);
    for (const kind of CLAIM_KINDS.filter((other) => other !== "outcome"))
      expect(claim(kind, { outcome: "held" })).toEqual(["outcome outcome_kind"]);
  });

  it("of evacuees or casualties has a number of its kind, and no other has one", () => {
    const none = { countMin: null, countMax: null, countQualifier: null };
    expect(claim("evacuees", none)).toEqual(["countMin count_empty"]);
    expect(claim("evacuees", { countOf: null })).toEqual(["countOf required"]);
    expect(claim("evacuees", { countOf: "killed" })).toEqual(["countOf count_of_kind"]);
    expect(claim("casualties", { countOf: "people" })).toEqual(["countOf count_of_kind"]);
    expect(claim("casualties", { countQualifier: null })).toEqual(["countQualifier required"]);
    expect(claim("outcome", { countMin: 5, countMax: 5, countQualifier: "exact" })).toEqual(["countMin count_kind"]);
    expect(claim("outcome", { countOf: "people" })).toEqual(["countMin count_kind"]);
  });

  it("is told in at least one language", () => {
    expect(claim("outcome", { summaryEn: "" })).toEqual(["summaryEn summary_required"]);
    expect(claim("outcome", { summaryEn: "", summaryUk: "Пройшли." })).toEqual([]);
  });

  it("was not said tomorrow", () => {
    expect(claim("outcome", { saidOn: TODAY })).toEqual([]);
    expect(claim("outcome", { saidOn: addDays(TODAY, 1) })).toEqual(["saidOn date_future"]);
  });

  it("of a day names its place in the form", () => {
    const problems = day({ claims: [passed, claimInput("blame", { addressee: null })] });
    expect(problems).toEqual(["claims.1.addressee blame_addressee"]);
  });
});

describe("a claim of wider scope", () => {
  const wide = (more: Partial<WideClaimInput>) =>
    wideClaimProblems(
      {
        ...claimInput("evacuees"),
        scope: "day",
        corridor: null,
        place: null,
        date: TODAY,
        dateTo: null,
        datePrecision: "day",
        ...more,
      },
      TODAY,
    ).map(({ field, code }) => `${field} ${code}`);

  it("names what its scope is about, and nothing else", () => {
    expect(wide({})).toEqual([]);
    expect(wide({ scope: "region", place: "kyiv-region" })).toEqual([]);
    expect(wide({ scope: "region" })).toEqual(["place required"]);
    expect(wide({ scope: "country" })).toEqual(["place required"]);
    expect(wide({ scope: "corridor" })).toEqual(["corridor required"]);
    expect(wide({ corridor: "a-to-b" })).toEqual(["corridor scope_corridor"]);
    expect(wide({ scope: "corridor", corridor: "a-to-b", place: "kyiv-region" })).toEqual(["place scope_place"]);
  });

  it("has a date with its precision, both or neither", () => {
    const region = { scope: "region", place: "kyiv-region" } as const;
    expect(wide({ ...region, date: null, datePrecision: null })).toEqual([]);
    expect(wide({ ...region, datePrecision: null })).toEqual(["datePrecision required"]);
    expect(wide({ ...region, date: null })).toEqual(["date required"]);
    expect(wide({ ...region, date: null, datePrecision: "range" })).toEqual(["date required"]);
    expect(wide({ ...region, datePrecision: "range" })).toEqual(["dateTo required"]);
    expect(wide({ ...region, datePrecision: "range", dateTo: "2022-03-13" })).toEqual(["dateTo period_order"]);
    expect(wide({ ...region, dateTo: TODAY })).toEqual(["dateTo period_precision"]);
  });

  it("about a day has that day", () => {
    expect(wide({ date: null, datePrecision: null })).toEqual(["date required"]);
  });
});
