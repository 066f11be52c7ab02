import type { Db } from "@/lib/data/client";
import { makePastStore, type PastStore, type Reach } from "@/lib/data/past-store";

/** Stores of the past that are kept when nobody reads them. */
const KEPT = 4;
/** Stores that there may be at once, with those that are being read. */
const MOST = 12;
/** How many may wait to be made; one is made at a time. */
const MOST_WAITING = 4;

/** How long a reader waits for a store to be made, in ms: well below what a page may take. */
const PATIENCE = 5_000;

/** The record as it was cannot be read now: too many instants are asked for at once. */
export class TooManyPasts extends Error {
  constructor() {
    super("Too many past instants are asked for at once.");
    this.name = "TooManyPasts";
  }
}

/** The record as it was cannot be read yet: its making takes longer than a reader waits. Whoever asks again finds it. */
export class PastNotReady extends Error {
  constructor() {
    super("The record as it was is still being put together.");
    this.name = "PastNotReady";
  }
}

/** The record as it was, for as long as somebody reads it. */
export type Past = { url: string; db: Db };

type Place = { making: Promise<PastStore>; made: boolean; readers: number; forgotten: boolean };
type Shelf = { places: Map<string, Place>; waiting: number; last: Promise<unknown> };

// One Next process holds several copies of this module; they must share one shelf.
const SHELF = Symbol.for("tracker.past-shelf");
const globals = globalThis as { [SHELF]?: Shelf };
const shelf = (): Shelf => {
  globals[SHELF] ??= { places: new Map(), waiting: 0, last: Promise.resolve() };
  return globals[SHELF];
};

/**
 * Takes the record as it was from the shelf, or makes it: once, however many are waiting for it.
 * @param url of the database of now
 * @param patience how long to wait for what is not made yet, in ms, 0 for not at all; what is being made then is finished
 *   all the same
 * @returns the store, and `release` for when it has been read; safe to call twice
 * @throws TooManyPasts, PastNotReady
 */
export async function takePast(url: string, reach: Reach, patience = PATIENCE): Promise<Past & { release(): void }> {
  const key = `${url} ${reach.seq} ${reach.at.toISOString()} ${reach.checks}`;
  const late = patience > 0 ? AbortSignal.timeout(patience) : AbortSignal.abort();
  for (;;) {
    const place = placeOf(key, url, reach);
    place.readers++;
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      place.readers--;
      if (place.forgotten && place.readers === 0) dispose(place);
      trim(KEPT);
    };
    const waited = place.made ? undefined : await settled(place.making, late).catch(() => null);
    if (waited === "late") {
      release();
      throw new PastNotReady();
    }
    try {
      const { url: past, read } = await place.making;
      // what was begun before a redaction may show what it took away
      if (!place.forgotten) return { url: past, db: read, release };
      release();
    } catch (error) {
      place.forgotten = true;
      if (shelf().places.get(key) === place) shelf().places.delete(key);
      release();
      throw error;
    }
  }
}

/** Waits until a promise settles; "late" where the signal comes first. */
async function settled(promise: Promise<unknown>, signal: AbortSignal): Promise<"late" | undefined> {
  if (signal.aborted) return "late";
  let tell: (() => void) | undefined;
  const late = new Promise<"late">((resolve) => {
    tell = () => resolve("late");
    signal.addEventListener("abort", tell, { once: true });
  });
  try {
    return await Promise.race([promise.then(() => undefined), late]);
  } finally {
    if (tell) signal.removeEventListener("abort", tell);
  }
}

/** Reads from the record as it was, and gives it back. */
export async function inThePast<T>(
  url: string,
  reach: Reach,
  read: (past: Past) => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  const { release, ...past } = await takePast(url, reach, patience);
  try {
    return await read(past);
  } finally {
    release();
  }
}

/** Drops every store of the past, for a redaction: nobody is handed one again that was begun before. */
export function forgetPast(): void {
  const { places } = shelf();
  for (const [key, place] of places) {
    places.delete(key);
    place.forgotten = true;
    if (place.readers === 0) dispose(place);
  }
}

function placeOf(key: string, url: string, reach: Reach): Place {
  const { places } = shelf();
  const known = places.get(key);
  if (known) {
    places.delete(key); // to the end: the least recently used goes first
    places.set(key, known);
    return known;
  }
  trim(MOST - 1);
  if (places.size >= MOST || shelf().waiting >= MOST_WAITING) throw new TooManyPasts();
  const making = inTurn(() => makePastStore(url, reach));
  const place: Place = { making, made: false, readers: 0, forgotten: false };
  making.then(
    () => {
      place.made = true;
    },
    () => {},
  );
  places.set(key, place);
  return place;
}

/** One after another. */
function inTurn<T>(make: () => Promise<T>): Promise<T> {
  const all = shelf();
  all.waiting++;
  const made = all.last.then(make).finally(() => all.waiting--);
  all.last = made.catch(() => {});
  return made;
}

/** Drops those that nobody reads, the least recently used first, until there are no more than `most`. */
function trim(most: number): void {
  const { places } = shelf();
  for (const [key, place] of places) {
    if (places.size <= most) return;
    if (place.readers > 0) continue;
    places.delete(key);
    dispose(place);
  }
}

function dispose(place: Place): void {
  place.making.then((store) => store.remove()).catch(() => {});
}
