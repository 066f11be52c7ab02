import { addDays, dateAt, endOfDay, isDate, type LocalDate } from "./dates";
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
