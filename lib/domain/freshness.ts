import { addDays, dateAt, daysBetween, type LocalDate } from "./dates";

/** How long after its last day a record still counts as being about now. */
export const LIVE_DAYS = 30;
/** How far ahead announced days are shown. */
export const AHEAD_DAYS = 7;

export type Window = {
  from: LocalDate;
  end: LocalDate;
  /** True where the record reaches into the last 30 days: bars end today. Else they end at the last day on record. */
  live: boolean;
  /** The last day on record; null for an empty one. */
  lastDay: LocalDate | null;
  /** The calendar date of the reader's "now" in the record's zone. */
  today: LocalDate;
};

/**
 * The days that bars and the board cover: up to today if anything on record lies in the last 30 days,
 * else up to the last day on record, which the heading then names.
 * @param length days, both ends included
 */
export function windowOf(lastDay: LocalDate | null, length: number, timeZone: string, now: Date): Window {
  const today = dateAt(now, timeZone);
  const live = lastDay !== null && daysBetween(lastDay, today) <= LIVE_DAYS;
  const ahead = addDays(today, AHEAD_DAYS);
  const end = lastDay === null ? today : !live ? lastDay : lastDay <= today ? today : lastDay < ahead ? lastDay : ahead;
  return { from: addDays(end, 1 - length), end, live, lastDay, today };
}
