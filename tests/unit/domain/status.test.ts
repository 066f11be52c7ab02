import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dateAt, endOfDay } from "@/lib/domain/dates";
import { derive } from "@/lib/domain/grade";
import { allowedStatuses, evidenceFor, isOutcome, knownUntil, shownStatus, soFar } from "@/lib/domain/status";
import { DAY_STATUSES, type DayStatus, OUTCOMES } from "@/lib/domain/vocabulary";
import { anyClaim, outcome, said } from "@/tests/support/claims";

const DATE = "2022-03-14";
const KYIV = "Europe/Kyiv";
// in March Kyiv is two hours ahead of UTC
const NOON = new Date("2022-03-14T10:00:00Z");
const LAST_MOMENT = new Date("2022-03-14T21:59:59.999Z");
const MIDNIGHT = new Date("2022-03-14T22:00:00Z");
const shown = (status: DayStatus, now: Date, evidenced = true) =>
  shownStatus({ status, evidenced, date: DATE, timeZone: KYIV }, now);

describe("the status shown", () => {
  it("is the recorded one", () => {
    for (const status of DAY_STATUSES) expect(shown(status, NOON)).toBe(status);
  });

  it("of an announced day whose local date is over with no outcome is outcome_not_reported, from the clock, at once", () => {
    expect(shown("announced", LAST_MOMENT)).toBe("announced");
    expect(shown("announced", MIDNIGHT)).toBe("outcome_not_reported");
  });

  it("an outcome logged later replaces it", () => {
    for (const status of OUTCOMES) expect(shown(status, new Date("2022-04-01T00:00:00Z"))).toBe(status);
  });

  it("of a day proposed or cancelled stays as recorded when the day is over", () => {
    expect(shown("proposed", MIDNIGHT)).toBe("proposed");
    expect(shown("cancelled", MIDNIGHT)).toBe("cancelled");
  });

  it("ends with the day of the corridor's own zone, not of UTC or of the reader", () => {
    const auckland = { status: "announced", evidenced: false, date: DATE, timeZone: "Pacific/Auckland" } as const;
    expect(shownStatus(auckland, new Date("2022-03-14T10:59:59Z"))).toBe("announced");
    expect(shownStatus(auckland, new Date("2022-03-14T11:00:00Z"))).toBe("outcome_not_reported");
  });

  it("falls back to not reported when the last source of an outcome is retracted", () => {
    for (const status of OUTCOMES) {
      const claims = [outcome("ukraine", status, { retracted: true }), said("announcement", "russia")];
      const { evidenced } = derive(claims, status);
      expect(shown(status, NOON, evidenced)).toBe("outcome_not_reported");
    }
  });
});

describe("an outcome", () => {
  it("is carried by an outcome or an obstacle claim, and by nothing else", () => {
    expect(evidenceFor("failed", [said("obstacle", "ukraine")])).toBe("carried");
    expect(evidenceFor("partly_held", [outcome("ukraine", "held")])).toBe("carried");
    for (const kind of ["announcement", "agreement", "blame", "denial", "rejection", "evacuees", "casualties"] as const)
      for (const status of OUTCOMES) expect(evidenceFor(status, [said(kind, "ukraine")])).toBe("unsourced");
  });
});

describe("held", () => {
  it("needs one named party that reports passage; one party's word is enough", () => {
    expect(evidenceFor("held", [outcome("ukraine", "held")])).toBe("carried");
    expect(evidenceFor("held", [])).toBe("unsourced");
  });

  it("needs that no source reports passage stopped or attacked that day", () => {
    const passed = outcome("ukraine", "held");
    expect(evidenceFor("held", [passed, said("obstacle", "russia")])).toBe("contradicted");
    expect(evidenceFor("held", [passed, outcome("russia", "failed")])).toBe("contradicted");
    expect(evidenceFor("held", [passed, outcome("russia", "partly_held")])).toBe("contradicted");
    expect(evidenceFor("held", [passed, said("casualties", "icrc")])).toBe("contradicted");
  });

  it("is not carried by a report of an obstacle, or of another outcome", () => {
    for (const claim of [said("obstacle", "ukraine"), outcome("ukraine", "partly_held"), outcome("ukraine", "failed")])
      expect(evidenceFor("held", [claim])).toBe("contradicted");
  });

  it("is never shown without a report of passage that stands, nor beside one of harm, whatever is retracted or restored", () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { maxLength: 8 }), fc.date({ noInvalidDate: true }), (claims, now) => {
        const { evidenced } = derive(claims, "held");
        if (shownStatus({ status: "held", evidenced, date: DATE, timeZone: KYIV }, now) !== "held") return;
        const standing = claims.filter((claim) => !claim.source.retracted);
        expect(standing.some((claim) => claim.outcome === "held")).toBe(true);
        expect(standing.some((claim) => claim.kind === "obstacle" || claim.kind === "casualties")).toBe(false);
        expect(standing.some((claim) => claim.outcome === "failed" || claim.outcome === "partly_held")).toBe(false);
      }),
    );
  });

  it("is shown for no other recorded status", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DAY_STATUSES.filter((status) => status !== "held")),
        fc.boolean(),
        fc.date({ noInvalidDate: true }),
        (status, evidenced, now) =>
          shownStatus({ status, evidenced, date: DATE, timeZone: KYIV }, now) !== "held" &&
          !isOutcome(shownStatus({ status: "announced", evidenced, date: DATE, timeZone: KYIV }, now)),
      ),
    );
  });
});

describe("before the local day has ended a status", () => {
  const updatedAt = new Date("2022-03-14T08:00:00Z");
  const asOf = (now: Date, checkedAt: Date | null = null) =>
    soFar({ date: DATE, timeZone: KYIV, updatedAt, checkedAt }, now);

  it("is shown so far, as of the last update", () => {
    expect(asOf(NOON)).toEqual(updatedAt);
    expect(asOf(LAST_MOMENT)).toEqual(updatedAt);
  });

  it("is shown as of the last check where that is later, and not where it is earlier", () => {
    const later = new Date("2022-03-14T09:00:00Z");
    expect(asOf(NOON, later)).toEqual(later);
    expect(asOf(NOON, new Date("2022-03-14T07:00:00Z"))).toEqual(updatedAt);
  });

  it("is so far until the end of the day, to the millisecond", () => {
    expect(asOf(MIDNIGHT)).toBeNull();
  });

  it("is so far on a day to come, too", () => {
    expect(asOf(new Date("2022-03-13T10:00:00Z"))).toEqual(updatedAt);
  });

  it("is so far exactly as long as an announced day is not yet called not reported", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2022-03-01"), max: new Date("2022-04-30"), noInvalidDate: true }),
        fc.integer({ min: -2, max: 2 }),
        fc.constantFrom(KYIV, "Pacific/Auckland", "America/St_Johns", "UTC"),
        (now, days, timeZone) => {
          const day = { date: addDays(dateAt(now, timeZone), days), timeZone, updatedAt, checkedAt: null };
          const announced = shownStatus({ ...day, status: "announced", evidenced: false }, now);
          expect(soFar(day, now) === null).toBe(announced === "outcome_not_reported");
          expect(announced === "outcome_not_reported").toBe(now >= endOfDay(day.date, timeZone));
        },
      ),
    );
  });
});

describe("an outcome that nobody has looked at since its day ended", () => {
  const morning = new Date("2022-03-14T06:00:00Z");
  const later = new Date("2022-03-15T06:00:00Z");
  const known = (status: DayStatus, now: Date, checkedAt: Date | null = null, updatedAt = morning) =>
    knownUntil({ status, date: DATE, timeZone: KYIV, updatedAt, checkedAt }, now);

  it("is known only until then: midnight alone makes no held out of held so far", () => {
    for (const status of OUTCOMES) expect(known(status, later)).toEqual(morning);
    expect(known("held", later, NOON)).toEqual(NOON);
  });

  it("stands for the day once somebody updated or checked it afterwards", () => {
    expect(known("held", later, MIDNIGHT)).toBeNull();
    expect(known("held", later, null, MIDNIGHT)).toBeNull();
    expect(known("held", later, LAST_MOMENT)).toEqual(LAST_MOMENT);
  });

  it("is still so far while the day goes on, and is nothing that any other status has", () => {
    expect(known("held", NOON)).toBeNull();
    for (const status of ["proposed", "announced", "cancelled"] as const) expect(known(status, later)).toBeNull();
  });
});

describe("a future date", () => {
  it("allows only proposed, announced, cancelled", () => {
    expect(allowedStatuses("future")).toEqual(["proposed", "announced", "cancelled"]);
  });

  it("that has come, or is over, allows every status", () => {
    for (const phase of ["today", "past"] as const)
      expect([...allowedStatuses(phase)].sort()).toEqual([...DAY_STATUSES].sort());
  });
});
