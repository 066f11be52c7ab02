import { describe, expect, it } from "vitest";
import type { DayStatus, Locale } from "@/lib/domain/vocabulary";
import { translator } from "@/lib/i18n/messages";
import { cellName, statusSentence } from "@/lib/i18n/status-text";

const day = {
  date: "2022-03-14",
  period: null,
  timeZone: "Europe/Kyiv",
  status: "held" as DayStatus,
  evidenced: true,
  updatedAt: new Date("2022-03-14T06:00:00Z"),
  checkedAt: null,
};
const says = (
  now: string,
  more: Partial<Omit<typeof day, "checkedAt"> & { checkedAt: Date }> = {},
  locale: Locale = "en",
) =>
  statusSentence({ locale, t: translator(locale), now: new Date(now) } as Parameters<typeof statusSentence>[0], {
    ...day,
    ...more,
  });

describe("the sentence of a status", () => {
  it("says so far, and as of when, while the day goes on", () => {
    expect(says("2022-03-14T12:00:00Z")).toBe("Reported to have held so far on 14 March 2022, as of 08:00 (UTC+2)");
    expect(says("2022-03-14T12:00:00Z", {}, "uk")).toBe(
      "За повідомленнями, 14 березня 2022 року діяв (день ще триває), станом на 08:00 (UTC+2)",
    );
  });

  it("says of no outcome in the present tense that a corridor works", () => {
    for (const status of ["held", "partly_held"] as const) {
      expect(says("2022-03-14T12:00:00Z", { status })).toContain("Reported to have");
      expect(says("2022-03-14T12:00:00Z", { status }, "uk")).toMatch(/ діяв[ ,]/);
      expect(says("2022-03-14T12:00:00Z", { status }, "uk")).not.toMatch(/діє/);
    }
  });

  it("does not turn what was logged in the morning into the whole day's outcome at midnight", () => {
    expect(says("2022-03-15T12:00:00Z")).toBe(
      "Was reported to have held on 14 March 2022, as far as known at 08:00 (UTC+2), before the day was over",
    );
    expect(says("2022-03-15T12:00:00Z", {}, "uk")).toMatch(/станом на 08:00 \(UTC\+2\), коли день ще не скінчився$/);
  });

  it("is plain and in the past once somebody has looked after the day ended", () => {
    const checkedAt = new Date("2022-03-15T06:00:00Z");
    expect(says("2022-03-15T12:00:00Z", { checkedAt })).toBe("Was reported to have held on 14 March 2022");
  });

  it("of an outcome that nothing carries any more claims no time at all", () => {
    expect(says("2022-03-15T12:00:00Z", { evidenced: false })).toBe("Outcome not reported for 14 March 2022");
  });
});

describe("the name of a day in a bar", () => {
  const named = (now: string) =>
    cellName({ locale: "en", t: translator("en"), now: new Date(now) } as Parameters<typeof cellName>[0], {
      ...day,
      grade: "single_source",
      claims: [],
      blameContested: false,
      evacuees: null,
    });

  it("says until when the status is known, where that is not the whole day", () => {
    for (const now of ["2022-03-14T12:00:00Z", "2022-03-15T12:00:00Z"])
      expect(named(now)).toContain("Held, as far as known at 14 March 2022, 08:00 (UTC+2), ");
  });
});
