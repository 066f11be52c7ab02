import { addDays, daysBetween, type LocalDate } from "./dates";

/** How long after its last day a record still counts as being about now. */
export const LIVE_DAYS = 30;
/** How far ahead announced days are shown. What lies further ahead moves no window. */
export const AHEAD_DAYS = 7;

export type Window = {
  from: LocalDate;
  end: LocalDate;
  /** True where the record reaches into the last 30 days: bars end today. Else they end at the last day on record. */
  live: boolean;
  /** The newest day on record that has begun; where there is none, the first that is announced; null for an empty record. */
  lastDay: LocalDate | null;
  /** The last day announced ahead of today, however far; null for none. */
  ahead: LocalDate | null;
  /** The calendar date of the reader's "now" in the record's zone. */
  today: LocalDate;
};

/**
 * The days that bars and the board cover: up to today if anything on record lies in the last 30 days, and on to what is
 * announced for the next few; else up to the last day on record, which the heading then names.
 * @param days on record, in any order
 * @param length days, both ends included
 */
export function windowOf(days: readonly LocalDate[], length: number, today: LocalDate): Window {
  const sorted = days.toSorted();
  const lastDay = sorted.findLast((day) => day <= today) ?? sorted[0] ?? null;
  const near = sorted.findLast((day) => day <= addDays(today, AHEAD_DAYS)) ?? today;
  const live = lastDay !== null && daysBetween(near, today) <= LIVE_DAYS;
  const end = live && near < today ? today : near;
  const ahead = sorted.findLast((day) => day > today) ?? null;
  return { from: addDays(end, 1 - length), end, live, lastDay, ahead, today };
}
