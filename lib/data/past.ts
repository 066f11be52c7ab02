import { lastClockChange, latest } from "../domain/instants";
import type { Payload } from "../domain/payloads";
import type { Db } from "./client";
import type { Reach } from "./past-store";
import { readSettings } from "./settings";

/** Where an instant lies on the record's own time. */
export type PastPoint =
  /** It has not come yet: what will be on record then, nobody knows. */
  | { kind: "future" }
  /** Nothing was on record yet; `begins` is the instant of the first revision, null for an empty record. */
  | { kind: "before"; begins: Date | null }
  /** What the site said then is what it said from `canonical` on. */
  | { kind: "past"; canonical: Date; reach: Reach };

/** The last public revision at or before an instant; null for none. */
const lastRevision = (db: Db, asked: Date) =>
  db.revision.findFirst({
    where: { at: { lte: asked } },
    orderBy: [{ at: "desc" }, { seq: "desc" }],
    select: { seq: true, at: true },
  });

const lastCheck = (db: Db, asked: Date) =>
  db.check.findFirst({ where: { at: { lte: asked } }, orderBy: { at: "desc" }, select: { at: true } });

/** How far the record reaches back from an instant: what a store of it needs to hold. */
export async function reachOf(db: Db, asked: Date): Promise<Reach> {
  const revision = await lastRevision(db, asked);
  const check = revision && (await lastCheck(db, asked));
  const at = latest([revision?.at ?? null, check?.at ?? null]) ?? new Date(0);
  return { seq: revision?.seq ?? 0, at, checks: await db.check.count({ where: { at: { lte: at } } }) };
}

/**
 * Finds the instant that stands for the one asked for: that of the last revision, check or clock change at or before
 * it. Between two of them the site said the same all the time.
 */
export async function pastPoint(db: Db, asked: Date, now: Date): Promise<PastPoint> {
  if (asked > now) return { kind: "future" };
  const reach = await reachOf(db, asked);
  if (reach.seq === 0) {
    const first = await db.revision.findFirst({ orderBy: { seq: "asc" }, select: { at: true } });
    return { kind: "before", begins: first?.at ?? null };
  }
  return { kind: "past", canonical: (await saidSince(db, asked, reach.at)) ?? reach.at, reach };
}

/**
 * The instant from which on the site said what it says at another one.
 * @param recorded of the last revision or check until then; null for an empty record, of which nothing is said
 */
export async function saidSince(db: Db, at: Date, recorded: Date | null): Promise<Date | null> {
  if (!recorded) return null;
  // retracted days count: they may have been on record then
  const last = await db.corridorDay.findFirst({ orderBy: { date: "desc" }, select: { date: true } });
  return latest([recorded, lastClockChange(at, await zonesOf(db), last?.date ?? null)]);
}

/** Every zone whose midnight can change a status: the site's, those of places, and those that places had before. */
async function zonesOf(db: Db): Promise<string[]> {
  const { timeZone } = await readSettings(db);
  const places = await db.place.findMany({ where: { timeZone: { not: null } }, distinct: ["timeZone"] });
  const corrected = await db.revision.findMany({
    where: { entryKind: "place", kind: "correction", fields: { contains: "time_zone" } },
    select: { before: true },
  });
  const before = corrected.flatMap(({ before }) => {
    const zone = before && (JSON.parse(before) as Payload).time_zone;
    return typeof zone === "string" ? [zone] : [];
  });
  return [timeZone, ...places.flatMap((place) => place.timeZone ?? []), ...before];
}
