import type { LocalDate } from "../domain/dates";
import { dayKey } from "../domain/record";
import type { Bilingual } from "../domain/text";
import type { DayStatus } from "../domain/vocabulary";
import type { Db } from "./client";
import { CURRENT } from "./entries";

/** The dates that two corridors both have on record. */
export async function sharedDates(db: Db, from: string, into: string): Promise<LocalDate[]> {
  const dates = async (corridorSlug: string) => {
    const where = { ...CURRENT, corridorSlug };
    const rows = await db.corridorDay.findMany({ where, select: { date: true }, orderBy: { date: "asc" } });
    return rows.map(({ date }) => date);
  };
  const others = new Set(await dates(into));
  return (await dates(from)).filter((date) => others.has(date));
}

type Says = { status: DayStatus; note: Bilingual };

/** What two corridors say of each day that both have. */
export async function sharedDays(
  db: Db,
  from: string,
  into: string,
): Promise<{ date: LocalDate; from: Says; into: Says }[]> {
  const dates = await sharedDates(db, from, into);
  const rows = await db.corridorDay.findMany({ where: { corridorSlug: { in: [from, into] }, date: { in: dates } } });
  const found = new Map(rows.map((row) => [row.id, row]));
  const says = (corridor: string, date: LocalDate): Says[] => {
    const row = found.get(dayKey(corridor, date));
    return row ? [{ status: row.status, note: { en: row.noteEn, uk: row.noteUk } }] : [];
  };
  return dates.flatMap((date) => {
    const [[one], [other]] = [says(from, date), says(into, date)];
    return one && other ? [{ date, from: one, into: other }] : [];
  });
}
