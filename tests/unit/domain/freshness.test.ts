import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dateAt, daysBetween } from "@/lib/domain/dates";
import { AHEAD_DAYS, LIVE_DAYS, windowOf } from "@/lib/domain/freshness";

const KYIV = "Europe/Kyiv";
const NOW = new Date("2022-04-13T10:00:00Z");
const window = (lastDay: string | null, length = 30, now = NOW) =>
  windowOf(lastDay === null ? [] : [lastDay], length, dateAt(now, KYIV));
const windowOfAll = (...days: string[]) => windowOf(days, 30, "2022-04-13");

describe("bars and the board", () => {
  it("end today if anything on record lies in the last 30 days", () => {
    expect(window("2022-04-13")).toMatchObject({ end: "2022-04-13", live: true });
    expect(window("2022-03-14")).toMatchObject({ end: "2022-04-13", live: true });
  });

  it("else end at the last day on record, which the heading names", () => {
    expect(window("2022-03-13")).toMatchObject({ end: "2022-03-13", live: false, lastDay: "2022-03-13" });
  });

  it("turn from live to past at midnight in the record's zone", () => {
    expect(window("2022-03-14", 30, new Date("2022-04-13T20:59:59Z")).live).toBe(true);
    expect(window("2022-03-14", 30, new Date("2022-04-13T21:00:00Z")).live).toBe(false);
  });

  it("of an empty record end today and are not live", () => {
    expect(window(null)).toEqual({
      from: "2022-03-15",
      end: "2022-04-13",
      live: false,
      lastDay: null,
      ahead: null,
      today: "2022-04-13",
    });
  });

  it("show announced days ahead, a week at most", () => {
    expect(window("2022-04-15").end).toBe("2022-04-15");
    expect(window("2022-04-20").end).toBe("2022-04-20");
    expect(window("2022-04-21").end).toBe("2022-04-13");
  });

  it("are moved by nothing that is announced further ahead, and name it beside the day that they reach", () => {
    const alone = windowOfAll("2022-03-16", "2022-04-12");
    expect(windowOfAll("2022-03-16", "2022-06-13", "2022-04-12")).toEqual({ ...alone, ahead: "2022-06-13" });
    expect(windowOfAll("2022-04-12", "2022-04-14", "2022-06-13").end).toBe("2022-04-14");
    const ended = windowOfAll("2022-02-01");
    expect(windowOfAll("2022-02-01", "2022-06-13")).toEqual({ ...ended, ahead: "2022-06-13" });
  });

  it("are headed by the newest day that has begun, and by the first that is announced only where none has", () => {
    expect(windowOfAll("2022-04-12", "2022-04-14")).toMatchObject({ lastDay: "2022-04-12", ahead: "2022-04-14" });
    expect(windowOfAll("2022-02-01", "2022-04-14")).toMatchObject({ lastDay: "2022-02-01", live: true });
    expect(windowOfAll("2022-04-14", "2022-04-15").lastDay).toBe("2022-04-14");
    expect(windowOfAll("2022-06-13")).toMatchObject({ lastDay: "2022-06-13", end: "2022-04-13", live: true });
  });

  it("cover as many days as asked for, the last included", () => {
    expect(window("2022-04-13", 1).from).toBe("2022-04-13");
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 1, max: 400 }), (days, length) => {
        const last = addDays("2022-04-13", days);
        const { from, end, live, today } = window(last, length);
        expect(daysBetween(from, end)).toBe(length - 1);
        expect(live).toBe(days >= -LIVE_DAYS);
        expect(end <= addDays(today, AHEAD_DAYS)).toBe(true);
        // a record that ended long ago is never drawn up to today
        if (!live) expect(end).toBe(last);
      }),
    );
  });
});
