import { dateAt, type LocalDate, phaseOf } from "../domain/dates";
import { gradedOn } from "../domain/grade";
import type { BriefDay } from "../domain/record";
import { isOutcome, knownUntil, shownStatus, soFar } from "../domain/status";
import type { DayStatus } from "../domain/vocabulary";
import { clockTime, countText, dateRange, instant, longDate } from "./format";
import type { Reader } from "./reader";

type Day = {
  date: LocalDate;
  period: { from: LocalDate; to: LocalDate } | null;
  timeZone: string;
  status: DayStatus;
  evidenced: boolean;
  updatedAt: Date;
  checkedAt: Date | null;
};

/**
 * The status of a day as one sentence that cannot be quoted without its date: past days in the past tense,
 * a day that is not over "so far, as of", a day ahead as what is planned.
 */
export function statusSentence({ locale, t, now }: Reader, day: Day): string {
  const status = shownStatus(day, now);
  const date = day.period ? dateRange(locale, day.period.from, day.period.to) : longDate(locale, day.date);
  const phase = phaseOf(day.date, day.timeZone, now);
  if (phase === "future") return t("statusAhead", { status, date });
  const asOf = soFar(day, now);
  if (!asOf) {
    const sentence = t(`statusWas.${status}`, { date });
    const known = isOutcome(status) ? knownUntil(day, now) : null;
    return known ? t("statusUnfinished", { sentence, time: clockTime(locale, known, day.timeZone) }) : sentence;
  }
  const sameDay = dateAt(asOf, day.timeZone) === day.date;
  const time = (sameDay ? clockTime : instant)(locale, asOf, day.timeZone);
  return t(`statusNow.${status}`, { date, time });
}

/** Up to when the status of a day is known, while the day goes on or where nobody has looked at its outcome since. */
function knownAt(day: Day, now: Date): Date | null {
  if (phaseOf(day.date, day.timeZone, now) === "future") return null;
  return soFar(day, now) ?? (isOutcome(shownStatus(day, now)) ? knownUntil(day, now) : null);
}

/** The date of a status where its word stands elsewhere: with the time up to which it is known, if that is not all of it. */
export function statusDate({ locale, t, now }: Reader, day: Day): string {
  const date = day.period ? dateRange(locale, day.period.from, day.period.to) : longDate(locale, day.date);
  const known = knownAt(day, now);
  if (!known) return date;
  const time = (dateAt(known, day.timeZone) === day.date ? clockTime : instant)(locale, known, day.timeZone);
  return `${date}, ${t("asFarAsKnown", { time })}`;
}

/** The grade in words that cannot be read as one of the outcome where nobody reports an outcome. */
export function gradeText({ t }: Reader, day: Pick<BriefDay, "grade" | "status" | "claims">): string {
  const grade = t(`grade.${day.grade}`);
  return gradedOn(day.claims, day.status) === "plan" ? t("page.grade.ofPlan", { grade }) : grade;
}

/** What a day's cell is called: date, status word, grade, count, and whether blame goes both ways. */
export function cellName(
  reader: Reader,
  day: Day & Pick<BriefDay, "grade" | "claims" | "blameContested" | "evacuees">,
): string {
  const { locale, t, now } = reader;
  const status = shownStatus(day, now);
  const parts = [t(`status.${status}`), gradeText(reader, day)];
  const asOf = knownAt(day, now);
  if (asOf) parts.splice(1, 0, t("asFarAsKnown", { time: instant(locale, asOf, day.timeZone) }));
  if (day.evacuees) parts.push(countText(t, locale, day.evacuees));
  if (day.blameContested) parts.push(t("page.blame.bothWays"));
  return t("page.bar.cell", { date: longDate(locale, day.date), what: parts.join(", ") });
}
