import { Temporal } from "temporal-polyfill";

/** A local calendar date, `YYYY-MM-DD`. Which zone's, the value beside it says. */
export type LocalDate = string;

/**
 * True for a date that exists in the calendar, written `YYYY-MM-DD`, from 1900 to 2999: what is outside is a slip of
 * the hand, and so far inside the calendar's ends that dates keep their order as text, whatever is added to them.
 */
export function isDate(text: string): boolean {
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** Zones that are known: finding out means making a format, which took a fiftieth of a save that reads the settings. */
const ZONES = new Set<string>();
const MOST_ZONES = 1_000;

/** True for an IANA zone name that this runtime knows. */
export function isTimeZone(name: string): boolean {
  if (ZONES.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    return false;
  }
  const named = /[A-Za-z]/.test(name);
  if (named && ZONES.size < MOST_ZONES) ZONES.add(name);
  return named;
}

/** What is kept of answers that never change; before they are more, all are forgotten. */
const MOST_KEPT = 10_000;

/** Works out once what a page of a thousand days asks for each: its days share a few zones, dates and instants. */
function once<K extends number | string, T>(work: (of: K, timeZone: string) => T): (of: K, timeZone: string) => T {
  const known = new Map<string, T>();
  return (of, timeZone) => {
    const key = `${of} ${timeZone}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = work(of, timeZone);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, answer);
    return answer;
  };
}

const dateOf = once((at: number, timeZone) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
);
const endOf = once(
  (date: LocalDate, timeZone) =>
    Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds,
);

/** The calendar date in `timeZone` at the instant `at`. */
export const dateAt = (at: Date, timeZone: string): LocalDate => dateOf(at.getTime(), timeZone);

/** The instant at which the local day `date` ends in `timeZone`: days may have 23 or 25 hours. */
export const endOfDay = (date: LocalDate, timeZone: string): Date => new Date(endOf(date, timeZone));

/** `date` moved by whole days, backwards where `days` is negative. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** Days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;

/** Every date from `from` to `to`, both included; empty where they are the wrong way round. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const count = daysBetween(from, to) + 1;
  return count > 0 ? Array.from({ length: count }, (_, i) => addDays(from, i)) : [];
}

/** Whether the local day has not begun, is going on, or is over at `now`. */
export function phaseOf(date: LocalDate, timeZone: string, now: Date): "future" | "today" | "past" {
  const today = dateAt(now, timeZone);
  return date > today ? "future" : date < today ? "past" : "today";
}

/** The calendar date in any zone at the instant `at`, looked up once per zone: for many days at a time. */
export function datesAt(at: Date): (timeZone: string) => LocalDate {
  const known = new Map<string, LocalDate>();
  return (timeZone) => {
    const date = known.get(timeZone) ?? dateAt(at, timeZone);
    known.set(timeZone, date);
    return date;
  };
}
