import type { LocalDate } from "@/lib/domain/dates";

/** What one cell of a bar stands for: a day, or a long time in which there is no entry. `at` is the place of its first day. */
export type Stretch = { at: number; from: LocalDate; to: LocalDate; days: number };

/** So many days without an entry, one after another, are shown as one. */
export const LONG_GAP = 10;

/**
 * The cells of a bar over these dates.
 * @param filled whether there is an entry on the i-th date; of bars that stand below one another, in any of them, so that
 *   their days stay in line
 */
export function stretchesOf(dates: LocalDate[], filled: (i: number) => boolean): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < dates.length; ) {
    let end = at;
    while (end < dates.length && !filled(end)) end++;
    const days = end - at < LONG_GAP ? 1 : end - at;
    found.push({ at, from: dates[at] as LocalDate, to: dates[at + days - 1] as LocalDate, days });
    at += days;
  }
  return found;
}
