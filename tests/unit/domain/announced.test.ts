import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANNOUNCED_OUTCOMES, type Days, percentOf, reckonedAs, shareOf } from "@/lib/domain/announced";
import { addDays, datesAt } from "@/lib/domain/dates";
import { shownStatus } from "@/lib/domain/status";
import { DAY_STATUSES } from "@/lib/domain/vocabulary";

const NOON = new Date("2001-02-03T12:00:00Z");
const TODAY = "2001-02-03";
const day = (more: Partial<Parameters<typeof reckonedAs>[0]> = {}) => ({
  status: "announced" as const,
  evidenced: false,
  announced: true,
  date: "2001-02-02",
  timeZone: "Etc/UTC",
  ...more,
});
const as = (more: Partial<Parameters<typeof reckonedAs>[0]>) => reckonedAs(day(more), NOON, TODAY);

describe("an announced day", () => {
  it("that is over without an outcome is never reported on, and stays in the whole", () => {
    expect(as({})).toBe("outcome_not_reported");
    expect(as({ announced: false })).toBe("outcome_not_reported");
  });

  it("is in no share before it is over, whatever has been reported of it so far", () => {
    expect(as({ date: TODAY })).toBe("ahead");
    expect(as({ date: TODAY, status: "held", evidenced: true })).toBe("ahead");
    expect(as({ date: "2001-02-04", status: "cancelled" })).toBe("ahead");
  });

  it("is one that has an outcome and a claim that announces it", () => {
    expect(as({ status: "held", evidenced: true })).toBe("held");
    expect(as({ status: "held", evidenced: true, announced: false })).toBe("unannounced");
  });

  it("was cancelled, which nobody can do to what nobody announced", () => {
    expect(as({ status: "cancelled", announced: false })).toBe("cancelled");
  });

  it("is none that one side only offered", () => {
    expect(as({ status: "proposed" })).toBe("offered");
  });

  it("whose outcome no source carries any more is never reported on", () => {
    expect(as({ status: "failed", evidenced: false })).toBe("outcome_not_reported");
  });
});

const groups = fc.array(
  fc
    .record({
      status: fc.constantFrom(...DAY_STATUSES),
      evidenced: fc.boolean(),
      announced: fc.boolean(),
      timeZone: fc.constantFrom("Etc/UTC", "Pacific/Kiritimati", "Etc/GMT+12"),
      at: fc.integer({ min: -40, max: 5 }),
      length: fc.integer({ min: 0, max: 20 }),
      count: fc.integer({ min: 1, max: 99 }),
    })
    .map(({ at, length, ...rest }): Days => {
      const to = addDays(TODAY, at);
      return { ...rest, from: addDays(to, at < -1 ? -length : 0), to };
    }),
);

describe("what became of announced days", () => {
  it("leaves out no day: every one is in the whole or named beside it", () => {
    fc.assert(
      fc.property(groups, (some) => {
        const share = shareOf(some, NOON, datesAt(NOON));
        const whole = ANNOUNCED_OUTCOMES.reduce((sum, outcome) => sum + share.outcomes[outcome], 0);
        expect(whole).toBe(share.announced);
        const { ahead, offered, unannounced } = share.left;
        expect(whole + ahead + offered + unannounced).toBe(some.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });

  it("calls a day by the status that its page shows", () => {
    fc.assert(
      fc.property(groups, (some) => {
        for (const { to: date, ...group } of some) {
          const reckoned = reckonedAs({ ...group, date }, NOON, datesAt(NOON)(group.timeZone));
          if (reckoned === "ahead" || reckoned === "offered" || reckoned === "unannounced") continue;
          expect(reckoned).toBe(shownStatus({ ...group, date }, NOON));
        }
      }),
    );
  });

  it("names the days that it is about, and none where there is none", () => {
    const group = (from: string, to: string, more: Partial<Days> = {}): Days => ({
      status: "announced",
      evidenced: false,
      announced: true,
      timeZone: "Etc/UTC",
      from,
      to,
      count: 2,
      ...more,
    });
    const spans = [group("2001-01-05", "2001-01-09"), group("2001-01-01", "2001-01-06"), group(TODAY, TODAY)];
    expect(shareOf(spans, NOON, datesAt(NOON)).period).toEqual({ from: "2001-01-01", to: "2001-01-09" });
    expect(shareOf([group(TODAY, TODAY)], NOON, datesAt(NOON)).period).toBeNull();
  });

  it("gives a percentage from ten days on: of three days, a third would say too much", () => {
    expect([percentOf(1, 3), percentOf(9, 9), percentOf(3, 10), percentOf(1, 200)]).toEqual([null, null, 30, 1]);
  });
});
