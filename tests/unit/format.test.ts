import { describe, expect, it } from "vitest";
import {
  ago,
  clockTime,
  countText,
  dateRange,
  dateWithPrecision,
  instant,
  longDate,
  number,
  weekdayDate,
  weekdayOf,
  weekdays,
} from "@/lib/i18n/format";
import { translator } from "@/lib/i18n/messages";

const en = translator("en");
const uk = translator("uk");
// the no-break spaces of Intl are right on the page and unreadable in a test
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");

describe("sentences", () => {
  it("of one language are made once, so that what was read of them is kept", () => {
    expect(translator("en")).toBe(en);
    expect(translator("uk")).toBe(uk);
    expect(uk).not.toBe(en);
  });
});

describe("dates", () => {
  it("are local dates, whatever zone the server runs in", () => {
    expect(longDate("en", "2022-03-14")).toBe("14 March 2022");
    expect(weekdayDate("en", "2022-03-14")).toBe("Monday 14 March 2022");
    expect(plain(weekdayDate("uk", "2022-03-14"))).toBe("понеділок, 14 березня 2022 року");
  });

  it("of a period name what the ends share once", () => {
    expect(plain(dateRange("en", "2022-02-28", "2022-03-16"))).toBe("28 February – 16 March 2022");
    expect(plain(dateRange("uk", "2022-03-05", "2022-03-06"))).toBe("5–6 березня 2022 року");
    expect(dateRange("en", "2022-03-05", "2022-03-05")).toBe("5 March 2022");
  });

  it("begin the week on Monday", () => {
    expect(weekdays("en")[0]).toBe("Mon");
    expect(weekdays("uk")[6]).toBe("нд");
    expect(weekdayOf("2022-03-14")).toBe(1);
    expect(weekdayOf("2022-03-13")).toBe(7);
  });

  it("say whether they were reported or worked out, and that one is not stated", () => {
    expect(dateWithPrecision(en, "en", { date: "2022-03-12", precision: "inferred" })).toBe("12 March 2022 (inferred)");
    expect(plain(dateWithPrecision(en, "en", { date: "2022-03-05", dateTo: "2022-03-06", precision: "range" }))).toBe(
      "5 – 6 March 2022",
    );
    expect(dateWithPrecision(en, "en", { date: null, precision: null })).toBe("day not stated");
  });
});

describe("instants", () => {
  it("carry the zone's offset of that day, summer and winter", () => {
    expect(clockTime("en", new Date("2022-03-14T12:20:00Z"), "Europe/Kyiv")).toBe("14:20 (UTC+2)");
    expect(clockTime("uk", new Date("2022-07-14T12:20:00Z"), "Europe/Kyiv")).toBe("15:20 (UTC+3)");
    expect(clockTime("en", new Date("2022-03-14T12:20:00Z"), "UTC")).toBe("12:20 (UTC)");
    expect(clockTime("en", new Date("2022-03-14T12:20:00Z"), "Asia/Kathmandu")).toBe("18:05 (UTC+5:45)");
  });

  it("are dated in that zone, also where midnight lies between", () => {
    expect(plain(instant("uk", new Date("2022-03-14T12:20:00Z"), "Europe/Kyiv"))).toBe(
      "14 березня 2022 року, 14:20 (UTC+2)",
    );
    expect(instant("en", new Date("2022-03-14T22:30:00Z"), "Europe/Kyiv")).toBe("15 March 2022, 00:30 (UTC+2)");
  });
});

describe("counts", () => {
  const people = (min: number | null, max: number | null, qualifier: "exact" | "about" | "at_least" | "up_to") =>
    plain(countText(en, "en", { min, max, qualifier }));

  it("keep their qualifier", () => {
    expect(people(13000, 13000, "about")).toBe("about 13,000 people");
    expect(people(600, null, "at_least")).toBe("at least 600 people");
    expect(people(null, 50, "up_to")).toBe("up to 50 people");
    expect(people(1, 1, "exact")).toBe("1 person");
  });

  it("stay ranges where they are ranges", () => {
    expect(people(100, 200, "exact")).toBe("100 to 200 people");
    expect(people(3000, 4000, "about")).toBe("about 3,000 to 4,000 people");
  });

  it("follow Ukrainian plurals and name what is counted", () => {
    const counted = (value: number, of: "people" | "vehicles") =>
      plain(countText(uk, "uk", { min: value, max: value, qualifier: "exact" }, of));
    expect(counted(3950, "people")).toBe("3 950 людей");
    expect(counted(2, "people")).toBe("2 людини");
    expect(counted(21, "people")).toBe("21 людина");
    expect(counted(160, "vehicles")).toBe("160 транспортних засобів");
    expect(plain(number("uk", 13000))).toBe("13 000");
  });
});

describe("age", () => {
  it("is told in the largest unit that is honest", () => {
    expect(ago("en", 1)).toBe("yesterday");
    expect(ago("en", 59)).toBe("59 days ago");
    expect(ago("en", 60)).toBe("1 month ago");
    expect(ago("en", 1714)).toBe("4 years ago");
    expect(ago("uk", 1714)).toBe("4 роки тому");
  });
});
