import { Temporal } from "temporal-polyfill";
import { addDays, dateAt, endOfDay, isDate, isTimeZone, type LocalDate } from "./dates";
import { LIVE_DAYS } from "./freshness";

/**
 * Reads an instant of an address, `2022-03-12T10:00:00Z`, with or without milliseconds.
 * @returns null for any other spelling, and for an instant that does not exist
 */
export function parseInstant(text: string): Date | null {
  const [, date = "", seconds = ""] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d{1,3})?Z$/.exec(text) ?? [];
  const at = new Date(text);
  // what does not exist would be another instant that does
  return isDate(date) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${date}T${seconds}`) ? at : null;
}

/** How long a save may take, in ms, from the instant that it bears to being on record: it waits 10 s and writes for 5. */
const SETTLING = 60_000;

/** Whether all that will ever be on record for an instant is: until then, what is being saved may still come to it. */
export const isSettled = (instant: Date, now: Date): boolean => now.getTime() - instant.getTime() > SETTLING;

/**
 * The last local midnight at or before `asked` that can change what the site says: it ends days, so that what was
 * announced for them becomes "not reported", and makes a record that nobody goes on with one that has ended.
 * @param zones of the site and of all places
 * @param lastDay the last day on record; null for none, and then no midnight changes anything
 */
export function lastClockChange(asked: Date, zones: readonly string[], lastDay: LocalDate | null): Date | null {
  if (lastDay === null) return null;
  const end = addDays(lastDay, LIVE_DAYS + 1);
  const midnights = [...new Set(zones)].map((zone) => {
    const today = dateAt(asked, zone);
    return endOfDay(addDays(today < end ? today : end, -1), zone);
  });
  return latest(midnights);
}

/** The latest of some instants; null for none. */
export const latest = (instants: readonly (Date | null)[]): Date | null =>
  instants.reduce((last, at) => (at && (!last || at > last) ? at : last), null);

/**
 * The instant that somebody means by a date, a time of day (`10:00`; the end of the day, where there is none) and a zone.
 * A time that a change of clocks left out is the one after it. Null where one of them is none.
 */
export function instantOf(date: string, time: string, timeZone: string): Date | null {
  if (!isDate(date) || !isTimeZone(timeZone) || !/^(?:|(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)$/.test(time))
    return null;
  if (time === "") return new Date(endOfDay(date, timeZone).getTime() - 1);
  const zoned = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
  return new Date(zoned.epochMilliseconds);
}
