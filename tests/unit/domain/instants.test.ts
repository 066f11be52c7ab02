import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, lastClockChange, parseInstant } from "@/lib/domain/instants";

const at = (text: string) => new Date(text);
const change = (asked: string, zones: string[], lastDay: string | null) =>
  lastClockChange(at(asked), zones, lastDay)?.toISOString();

describe("an instant in an address", () => {
  it("may have milliseconds, and is UTC", () => {
    expect(parseInstant("2022-03-12T10:00:00Z")).toEqual(at("2022-03-12T10:00:00.000Z"));
    expect(parseInstant("2022-03-12T10:00:00.120Z")).toEqual(at("2022-03-12T10:00:00.120Z"));
    fc.assert(
      fc.property(fc.date({ min: at("1900-01-01T00:00:00Z"), max: at("2999-12-31T00:00:00Z") }), (date) => {
        if (!Number.isNaN(date.getTime())) expect(parseInstant(date.toISOString())).toEqual(date);
      }),
    );
  });

  it.each([
    "",
    "2022-03-12",
    "2022-03-12T10:00Z",
    "2022-03-12T10:00:00",
    "2022-03-12T10:00:00+02:00",
    "2022-02-30T10:00:00Z",
    "2022-03-12T24:00:00Z",
    "2022-03-12T10:61:00Z",
    "1022-03-12T10:00:00Z",
  ])("is none: %s", (text) => expect(parseInstant(text)).toBeNull());
});

describe("the last change of the clock", () => {
  it("is the last midnight in any of the zones", () => {
    const zones = ["Europe/Kyiv", "Asia/Kathmandu", "Etc/UTC"];
    expect(change("2022-03-12T10:00:00Z", zones, "2022-03-12")).toBe("2022-03-12T00:00:00.000Z");
    expect(change("2022-03-12T18:20:00Z", zones, "2022-03-12")).toBe("2022-03-12T18:15:00.000Z");
    expect(change("2022-03-12T23:59:59Z", zones, "2022-03-12")).toBe("2022-03-12T22:00:00.000Z");
  });

  it("is the midnight itself from its first millisecond on", () => {
    expect(change("2022-03-12T22:00:00.000Z", ["Europe/Kyiv"], "2022-03-12")).toBe("2022-03-12T22:00:00.000Z");
    expect(change("2022-03-12T21:59:59.999Z", ["Europe/Kyiv"], "2022-03-12")).toBe("2022-03-11T22:00:00.000Z");
  });

  it("keeps to the zone's own hours over a change of clocks", () => {
    expect(change("2022-03-27T21:00:00Z", ["Europe/Kyiv"], "2022-03-27")).toBe("2022-03-27T21:00:00.000Z");
    expect(change("2022-03-27T20:59:00Z", ["Europe/Kyiv"], "2022-03-27")).toBe("2022-03-26T22:00:00.000Z");
  });

  it("ends with the midnight that makes the record one that has ended", () => {
    expect(change("2022-04-14T10:00:00Z", ["Etc/UTC"], "2022-03-14")).toBe("2022-04-14T00:00:00.000Z");
    expect(change("2022-04-15T10:00:00Z", ["Etc/UTC"], "2022-03-14")).toBe("2022-04-14T00:00:00.000Z");
    expect(change("2030-01-01T00:00:00Z", ["Etc/UTC"], "2022-03-14")).toBe("2022-04-14T00:00:00.000Z");
  });

  it("is none while no day is on record", () => {
    expect(lastClockChange(at("2022-03-12T10:00:00Z"), ["Etc/UTC"], null)).toBeNull();
  });

  it("is never later than asked, and its own last change", () => {
    const zones = fc.subarray(["Europe/Kyiv", "Etc/UTC", "America/St_Johns", "Pacific/Kiritimati"], { minLength: 1 });
    const asked = fc.date({ min: at("2022-01-01T00:00:00Z"), max: at("2023-01-01T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(asked, zones, (instant, some) => {
        const last = lastClockChange(instant, some, "2022-06-01") as Date;
        expect(last <= instant).toBe(true);
        expect(lastClockChange(last, some, "2022-06-01")).toEqual(last);
      }),
    );
  });
});

describe("a date, a time of day and a zone", () => {
  it("name an instant; without a time, the end of the day", () => {
    expect(instantOf("2022-03-12", "10:00", "Europe/Kyiv")).toEqual(at("2022-03-12T08:00:00Z"));
    expect(instantOf("2022-03-12", "", "Europe/Kyiv")).toEqual(at("2022-03-12T21:59:59.999Z"));
    // left out by the change of clocks
    expect(instantOf("2022-03-27", "03:30", "Europe/Kyiv")).toEqual(at("2022-03-27T01:30:00Z"));
  });

  it.each([
    ["12.03.2022", "10:00", "Europe/Kyiv"],
    ["2022-03-12", "25:00", "Europe/Kyiv"],
    ["2022-03-12", "10", "Europe/Kyiv"],
    ["2022-03-12", "10:00", "Europe/Nowhere"],
    ["2022-03-12", "10:00", "../etc"],
  ])("name none: %s %s %s", (date, time, zone) => expect(instantOf(date, time, zone)).toBeNull());
});
