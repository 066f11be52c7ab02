import { phaseOf } from "@/lib/domain/dates";
import type { CorridorDay } from "@/lib/domain/record";
import { isOutcome, knownUntil, lastTended, shownStatus } from "@/lib/domain/status";
import type { ShownStatus } from "@/lib/domain/vocabulary";
import { clockTime, dateRange, instant, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { gradeText, statusSentence } from "@/lib/i18n/status-text";

/** What a corridor's badge and frame say: they are read alone, far from the page that explains them. */
export type CurrentReport = {
  /** What is on record for today, or that nothing is, and what was last; then what is planned. Each with its date. */
  sentences: string[];
  /** How well that is evidenced; null where nothing is on record. */
  grade: string | null;
  /**
   * When an editor last changed or checked it. In words of the entry, never "as of": beside a day long past that would
   * read as if it spoke of now. What is said of today has its "as of" in the sentence.
   */
  touched: string | null;
  /** Something is on record for today, with this status. */
  live: boolean;
  status: ShownStatus | null;
};

/** The last day on record that is over, as what it is: not a report about now. */
function lastSentence({ locale, t, now }: Reader, day: CorridorDay): string {
  const status = shownStatus(day, now);
  const date = day.period ? dateRange(locale, day.period.from, day.period.to) : longDate(locale, day.date);
  const sentence = t("feed.report.last", { status, date });
  const known = isOutcome(status) ? knownUntil(day, now) : null;
  return known ? t("statusUnfinished", { sentence, time: clockTime(locale, known, day.timeZone) }) : sentence;
}

/** What the record says of a corridor now. @param days the corridor's, oldest first */
export function currentReport(reader: Reader, days: readonly CorridorDay[]): CurrentReport {
  const { locale, t, now } = reader;
  const phase = (day: CorridorDay) => phaseOf(day.date, day.timeZone, now);
  const today = days.findLast((day) => phase(day) === "today");
  const last = days.findLast((day) => phase(day) === "past");
  const ahead = days.find((day) => phase(day) === "future");
  const said = today ? statusSentence(reader, today) : last ? lastSentence(reader, last) : t("feed.report.none");
  const shown = today ?? last ?? ahead;
  return {
    sentences: [said, ...(ahead ? [statusSentence(reader, ahead)] : [])],
    grade: shown ? gradeText(reader, shown) : null,
    touched: shown ? t("feed.report.touched", { time: instant(locale, lastTended(shown), shown.timeZone) }) : null,
    live: today !== undefined,
    status: today ? shownStatus(today, now) : null,
  };
}
