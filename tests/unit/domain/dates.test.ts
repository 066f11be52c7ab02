import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dateAt, datesBetween, daysBetween, endOfDay, isDate, isTimeZone, phaseOf } from "@/lib/domain/dates";

const HOUR = 3_600_000;
const KYIV = "Europe/Kyiv";
const ZONES = [
  KYIV,
  "Pacific/Auckland",
  "America/St_Johns",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "Asia/Beirut",
  "UTC",
];
const anyZone = fc.constantFrom(...ZONES);
const anyInstant = fc.date({ min: new Date("2012-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
const anyDate = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const hours = (date: string, zone: string) =>
  (endOfDay(date, zone).getTime() - endOfDay(addDays(date, -1), zone).getTime()) / HOUR;

describe("a date", () => {
  it("is one of the calendar, written YYYY-MM-DD", () => {
    expect(["2022-03-14", "2024-02-29", "1900-01-01", "2999-12-31"].filter((text) => !isDate(text))).toEqual([]);
    const wrong = [
      "2022-02-29",
      "2022-13-01",
      "2022-3-14",
      "14.03.2022",
      "2022-03-14T00:00",
      "",
      " 2022-03-14",
      "+002022-03-14",
    ];
    expect(wrong.filter(isDate)).toEqual([]);
  });

  it("outside 1900 to 2999 is a slip of the hand", () => {
    expect(["0202-03-14", "0000-01-01", "1899-12-31", "3000-01-01", "9999-12-31"].filter(isDate)).toEqual([]);
  });

  it("survives every text without an exception", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isDate(text) === "boolean"));
    fc.assert(fc.property(anyDate, (date) => isDate(date)));
  });

  it("keeps its order as text, whatever is added to it", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(addDays(moved, -days)).toBe(date);
        expect(daysBetween(date, moved)).toBe(days);
        expect(Math.sign(days)).toBe(moved > date ? 1 : moved < date ? -1 : 0);
      }),
    );
  });

  it("comes with every one up to another, both included", () => {
    expect(datesBetween("2022-02-27", "2022-03-01")).toEqual(["2022-02-27", "2022-02-28", "2022-03-01"]);
    expect(datesBetween("2022-03-01", "2022-03-01")).toEqual(["2022-03-01"]);
    expect(datesBetween("2022-03-02", "2022-03-01")).toEqual([]);
  });
});

describe("a time zone", () => {
  it("is a name of the IANA list, no offset", () => {
    for (const zone of ZONES) expect(isTimeZone(zone), zone).toBe(true);
    for (const zone of ["", "+02:00", "Europe/Kyjiw", "Kyiv time", "Europe/Kyiv; DROP"])
      expect(isTimeZone(zone), zone).toBe(false);
  });

  it("that is accepted can be reckoned with", () => {
    for (const zone of [...Intl.supportedValuesOf("timeZone"), "europe/kyiv", "EST5EDT"]) {
      expect(isTimeZone(zone), zone).toBe(true);
      expect(isDate(dateAt(endOfDay("2022-03-14", zone), zone)), zone).toBe(true);
    }
  });
});

describe("a local day", () => {
  it("of a day is said anew to everybody who asks, however many days were asked for in between", () => {
    const end = endOfDay("2022-03-27", KYIV);
    end.setTime(0);
    expect(endOfDay("2022-03-27", KYIV).toISOString()).toBe("2022-03-27T21:00:00.000Z");
    expect(endOfDay("2022-03-27", "UTC").toISOString()).toBe("2022-03-28T00:00:00.000Z");
    for (let day = 0; day <= 10_000; day++) {
      const instant = new Date(Date.UTC(2000, 0, 1 + day, 12));
      expect(endOfDay(dateAt(instant, "UTC"), "UTC").getTime()).toBe(instant.getTime() + 12 * HOUR);
    }
    expect(endOfDay("2022-03-27", KYIV).toISOString()).toBe("2022-03-27T21:00:00.000Z");
  });

  it("has 23 hours on 27 March 2022 in Kyiv, 25 on 30 October, else 24", () => {
    expect(["2022-03-26", "2022-03-27", "2022-03-28", "2022-10-30"].map((date) => hours(date, KYIV))).toEqual([
      24, 23, 24, 25,
    ]);
    expect(endOfDay("2022-03-27", KYIV).toISOString()).toBe("2022-03-27T21:00:00.000Z");
  });

  it("ends in Auckland thirteen hours before it ends in Greenwich, in their summer", () => {
    expect(endOfDay("2022-03-14", "Pacific/Auckland").toISOString()).toBe("2022-03-14T11:00:00.000Z");
    expect(dateAt(new Date("2022-03-14T11:00:00Z"), "Pacific/Auckland")).toBe("2022-03-15");
  });

  it("ends where the next begins, even where clocks change at midnight", () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const date = dateAt(instant, zone);
        const end = endOfDay(date, zone);
        expect(instant.getTime()).toBeLessThan(end.getTime());
        expect(instant.getTime()).toBeGreaterThanOrEqual(endOfDay(addDays(date, -1), zone).getTime());
        expect(dateAt(end, zone)).toBe(addDays(date, 1));
        expect(dateAt(new Date(end.getTime() - 1), zone)).toBe(date);
      }),
    );
  });

  it("that a country left out when it crossed the date line is over as soon as it would begin", () => {
    expect(endOfDay("2011-12-30", "Pacific/Apia")).toEqual(endOfDay("2011-12-29", "Pacific/Apia"));
  });
});

describe("the phase of a day", () => {
  it("changes at local midnight, to the millisecond", () => {
    const phases = (date: string) =>
      ["2022-03-13T21:59:59.999Z", "2022-03-13T22:00:00Z", "2022-03-14T21:59:59.999Z", "2022-03-14T22:00:00Z"].map(
        (now) => phaseOf(date, KYIV, new Date(now)),
      );
    expect(phases("2022-03-14")).toEqual(["future", "today", "today", "past"]);
  });

  it("is past exactly from the end of the day on", () => {
    fc.assert(
      fc.property(anyInstant, anyZone, fc.integer({ min: -2, max: 2 }), (now, zone, days) => {
        const date = addDays(dateAt(now, zone), days);
        expect(phaseOf(date, zone, now) === "past").toBe(now >= endOfDay(date, zone));
        expect(phaseOf(date, zone, now) === "future").toBe(now < endOfDay(addDays(date, -1), zone));
      }),
    );
  });
});
