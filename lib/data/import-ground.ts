import type { Arrival, Choices, Ground, Standing, Upload } from "../domain/arrivals";
import { type Landing, landUpload } from "../domain/landing";
import { dayKey } from "../domain/record";
import type { Db } from "./client";
import { readSettings } from "./settings";

type Reads = Pick<Db, "place" | "party" | "source" | "corridor" | "corridorDay" | "claim" | "revision" | "setting">;

/** Rows that are asked for at once. */
const CHUNK = 1000;

function* chunks<T>(all: readonly T[]): Generator<T[], void, undefined> {
  for (let i = 0; i < all.length; i += CHUNK) yield all.slice(i, i + CHUNK);
}

type Row = { entry: string; revision: number; retractedAt: Date | null; mergedInto?: string | null };

/** The rows with what their newest revisions say of them. */
async function standings(db: Reads, rows: readonly Row[]): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const some of chunks(rows)) {
    const revisions = await db.revision.findMany({
      where: { seq: { in: some.map(({ revision }) => revision) } },
      select: { seq: true, after: true },
    });
    const texts = new Map(revisions.map(({ seq, after }) => [seq, after]));
    for (const { entry, revision, retractedAt, mergedInto } of some)
      found.set(entry, {
        revision,
        after: retractedAt ? null : (texts.get(revision) ?? null),
        mergedInto: mergedInto ?? null,
      });
  }
  return found;
}

const SIMPLE = { slug: true, revision: true, retractedAt: true, mergedIntoSlug: true } as const;
type Simple = { slug: string; revision: number; retractedAt: Date | null; mergedIntoSlug: string | null };
const simple = (rows: readonly Simple[]): Row[] =>
  rows.map(({ slug, mergedIntoSlug, ...rest }) => ({ entry: slug, mergedInto: mergedIntoSlug, ...rest }));

const VERSION = { revision: true, retractedAt: true } as const;

/**
 * The part of the record that an upload speaks of: places, parties, sources and corridors whole, days and claims as far as
 * its rows name them. Inside a transaction nothing of it can change until the upload has landed.
 */
async function readGround(db: Reads, arrivals: readonly Arrival[]): Promise<Ground> {
  const days = new Set<string>();
  const dates = new Set<string>();
  const keys = new Set<string>();
  for (const arrival of arrivals) {
    if (arrival.kind === "day_claim") days.add(dayKey(arrival.corridor, arrival.date));
    if (arrival.kind === "day" && arrival.input.corridor)
      days.add(dayKey(String(arrival.input.corridor), String(arrival.input.date)));
    // which corridor it is turns out later
    else if (arrival.kind === "day") dates.add(String(arrival.input.date));
    if ((arrival.kind === "claim" || arrival.kind === "day_claim") && typeof arrival.input.key === "string")
      keys.add(arrival.input.key);
  }

  const dayRows: Row[] = [];
  const id = { ...VERSION, id: true } as const;
  const add = (rows: { id: string; revision: number; retractedAt: Date | null }[]) =>
    dayRows.push(...rows.map((row) => ({ entry: row.id, revision: row.revision, retractedAt: row.retractedAt })));
  for (const some of chunks([...days])) add(await db.corridorDay.findMany({ where: { id: { in: some } }, select: id }));
  for (const some of chunks([...dates]))
    add(await db.corridorDay.findMany({ where: { date: { in: some } }, select: id }));

  const claimRows: Row[] = [];
  const ofDay = new Map<string, string>();
  for (const some of chunks([...keys])) {
    const select = { ...VERSION, key: true, dayId: true } as const;
    for (const { key, dayId, ...row } of await db.claim.findMany({ where: { key: { in: some } }, select })) {
      if (dayId) ofDay.set(key, dayId);
      else claimRows.push({ entry: key, ...row });
    }
  }
  return {
    place: await standings(db, simple(await db.place.findMany({ select: SIMPLE }))),
    party: await standings(db, simple(await db.party.findMany({ select: SIMPLE }))),
    source: await standings(db, simple(await db.source.findMany({ select: SIMPLE }))),
    corridor: await standings(db, simple(await db.corridor.findMany({ select: SIMPLE }))),
    corridor_day: await standings(db, dayRows),
    claim: await standings(db, claimRows),
    ofDay,
    timeZone: (await readSettings(db as unknown as Db)).timeZone,
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** How every row of an upload would land on the record as it is. */
export async function landingOn(db: Reads, upload: Upload, choices: Choices, now: Date): Promise<Landing> {
  return landUpload(upload, await readGround(db, upload.arrivals), choices, now, turn);
}
