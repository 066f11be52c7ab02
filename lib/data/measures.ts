import { addDays, dateAt } from "../domain/dates";
import { latest } from "../domain/instants";
import type { Db } from "./client";
import { CURRENT } from "./entries";
import { lastChange } from "./revisions";

/** Where days begin first: nowhere is it a later date. */
const FIRST_ZONE = "Etc/GMT-14";

const seconds = (at: Date | null): number => (at ? at.getTime() / 1000 : 0);

/**
 * What tells whoever runs the site whether somebody looks after the record. Instants in seconds since the epoch, 0 for none.
 * @returns `announcedToday`: days of today, where they begin, that are announced and of which nobody has logged an outcome
 */
export async function readMeasures(db: Db, now: Date) {
  const last = await lastChange(db);
  const check = await db.check.findFirst({ orderBy: { at: "desc" }, select: { at: true } });
  const first = dateAt(now, FIRST_ZONE);
  const days = await db.corridorDay.findMany({
    where: { ...CURRENT, status: "announced", date: { in: [-2, -1, 0].map((by) => addDays(first, by)) } },
    select: { date: true, timeZone: true },
  });
  return {
    revisions: last?.seq ?? 0,
    lastRevision: seconds(last?.at ?? null),
    lastLooked: seconds(latest([last?.at ?? null, check?.at ?? null])),
    announcedToday: days.filter(({ date, timeZone }) => date === dateAt(now, timeZone)).length,
  };
}
