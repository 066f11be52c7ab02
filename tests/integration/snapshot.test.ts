import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { expect, it, vi } from "vitest";
import type { Store } from "@/lib/data/client";
import { sqliteFile } from "@/lib/data/dialect";
import { openSnapshot, type Parameter } from "@/lib/data/snapshot";
import type { Cell } from "@/lib/domain/files";
import { dayRow, placeRow, storeCorridor } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";

const SLUGS = 'SELECT "slug" FROM "Place" ORDER BY "slug"';

async function storePlaces(store: Store, from: number, to: number): Promise<void> {
  const data = Array.from({ length: to - from }, (_, n) => placeRow(`place-${String(from + n).padStart(5, "0")}`));
  await store.transaction((tx) => tx.place.createMany({ data }));
}

async function all(rows: AsyncIterable<Cell[][]>): Promise<Cell[][]> {
  const found: Cell[][] = [];
  for await (const batch of rows) found.push(...batch);
  return found;
}

/** True while somebody keeps a snapshot of the database open. */
async function isRead(store: Store): Promise<boolean> {
  if (store.dialect === "sqlite") {
    const database = new Database(sqliteFile(store.url), { timeout: 0 });
    try {
      const [{ busy }] = database.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
      return busy === 1;
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: store.url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}

/** Batches of one query, on a snapshot that ends with them. */
async function* batches(url: string, sql: string, parameters: Parameter[] = [], size = 250, patience?: number) {
  const snapshot = await openSnapshot(url, patience);
  try {
    yield* snapshot.batches(sql, parameters, size);
  } finally {
    await snapshot.close();
  }
}

onEveryStore("a snapshot", (fresh) => {
  it("gives every row once, in order, in batches of the size asked for", async () => {
    const store = await fresh();
    await storePlaces(store, 0, 100);
    const sizes: number[] = [];
    const slugs: Cell[] = [];
    for await (const batch of batches(store.url, SLUGS, [], 30)) {
      sizes.push(batch.length);
      slugs.push(...batch.map((row) => row[0]!));
    }
    expect(sizes).toEqual([30, 30, 30, 10]);
    expect(slugs).toEqual([...slugs].sort());
    expect(new Set(slugs).size).toBe(100);
  });

  it("gives nothing where there is nothing, and no empty batch after a full one", async () => {
    const store = await fresh();
    expect(await all(batches(store.url, SLUGS))).toEqual([]);
    await storePlaces(store, 0, 4);
    const sizes: number[] = [];
    for await (const batch of batches(store.url, SLUGS, [], 2)) sizes.push(batch.length);
    expect(sizes).toEqual([2, 2]);
  });

  it("shows one moment, however much is written while it is read", async () => {
    const store = await fresh();
    await storePlaces(store, 0, 60);
    let seen = 0;
    for await (const batch of batches(store.url, SLUGS, [], 10)) {
      seen += batch.length;
      await storePlaces(store, 100 + seen, 105 + seen);
      await store.transaction((tx) => tx.place.deleteMany({ where: { slug: "place-00059" } }));
    }
    expect(seen).toBe(60);
    expect(await store.read.place.count()).toBe(59 + 6 * 5);
  });

  it("gives the same values on both databases: instants in UTC, booleans, numbers, text and nothing", async () => {
    const store = await fresh();
    await store.transaction(async (tx) => {
      await storeCorridor(tx);
      const counts = { evacueesMin: 600, evacueesQualifier: "at_least" as const, noteUk: '«Ґанок»; "так"' };
      const updatedAt = new Date("2022-03-27T00:30:00.120Z");
      await tx.corridorDay.create({ data: { ...dayRow("town-city", "2022-03-26"), ...counts, updatedAt } });
    });
    const sql = `SELECT "id", "status", "evacueesMin", "evacueesMax", "blameContested", "evidenced", "noteUk",
      "updatedAt", "retractedAt", "publishedAt" FROM "CorridorDay" WHERE "updatedAt" <= $2 AND "date" = $1`;
    const at = new Date("2022-03-27T00:30:00.120Z");
    expect(await all(batches(store.url, sql, ["2022-03-26", at]))).toEqual([
      [
        "town-city/2022-03-26",
        "held",
        600,
        null,
        false,
        true,
        '«Ґанок»; "так"',
        "2022-03-27T00:30:00.120Z",
        null,
        "2022-03-12T10:00:00.000Z",
      ],
    ]);
    expect(await all(batches(store.url, sql, ["2022-03-26", new Date(at.getTime() - 1)]))).toEqual([]);
  });

  it("lets go of the database when the reader leaves early", async () => {
    const store = await fresh();
    await storePlaces(store, 0, 100);
    const reading = batches(store.url, SLUGS, [], 10);
    await reading.next();
    await storePlaces(store, 100, 110);
    expect(await isRead(store)).toBe(true);
    await reading.return();
    await vi.waitFor(async () => expect(await isRead(store)).toBe(false));
  });

  it("lets go of the database when the reader stays away, and tells it so", async () => {
    const store = await fresh();
    await storePlaces(store, 0, 100);
    const reading = batches(store.url, SLUGS, [], 10, 50);
    await reading.next();
    await storePlaces(store, 100, 110);
    await vi.waitFor(async () => expect(await isRead(store)).toBe(false), { timeout: 5_000 });
    await expect(reading.next()).rejects.toThrow();
  });

  it("reports a query that cannot be run, and lets go", async () => {
    const store = await fresh();
    await expect(all(batches(store.url, 'SELECT "nothing" FROM "Nowhere"'))).rejects.toThrow();
    expect(await isRead(store)).toBe(false);
  });

  it("shows the same moment to one query after another", async () => {
    const store = await fresh();
    await storePlaces(store, 0, 20);
    const snapshot = await openSnapshot(store.url);
    try {
      const before = await snapshot.all(SLUGS);
      await storePlaces(store, 20, 40);
      const during: Cell[][] = [];
      for await (const batch of snapshot.batches(SLUGS, [], 7)) during.push(...batch);
      expect(during).toEqual(before);
      expect(await snapshot.all(SLUGS)).toEqual(before);
      expect(before).toHaveLength(20);
    } finally {
      await snapshot.close();
    }
    expect(await isRead(store)).toBe(false);
  });

  it("lets go of the database when it is closed in the middle of batches", async () => {
    const store = await fresh();
    await storePlaces(store, 0, 100);
    const snapshot = await openSnapshot(store.url);
    const reading = snapshot.batches(SLUGS, [], 10);
    await reading.next();
    await storePlaces(store, 100, 110);
    await snapshot.close();
    await snapshot.close();
    await vi.waitFor(async () => expect(await isRead(store)).toBe(false));
    await expect(reading.next()).rejects.toThrow();
  });

  it("shows the moment in which it was opened, also over the connection of another one before it", async () => {
    const store = await fresh();
    await storePlaces(store, 0, 100);
    const first = await openSnapshot(store.url, undefined, true);
    const reading = first.batches(SLUGS, [], 10);
    await reading.next();
    await first.close();
    await storePlaces(store, 100, 110);
    const second = await openSnapshot(store.url, undefined, true);
    await first.close();
    expect(await second.all(SLUGS)).toHaveLength(110);
    await storePlaces(store, 110, 120);
    expect(await second.all(SLUGS)).toHaveLength(110);
    await expect(reading.next()).rejects.toThrow();
    expect(await second.all(SLUGS)).toHaveLength(110);
    await second.close();
    await vi.waitFor(async () => expect(await isRead(store)).toBe(false));
  });
});

it("a snapshot of a file shows the one that is there now, where another took the place of the first", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-snapshot-"));
  const file = path.join(folder, "made-up.db");
  const make = (name: string, value: number) => {
    const database = new Database(path.join(folder, name));
    database.exec(`CREATE TABLE "Made" ("up" INTEGER); INSERT INTO "Made" VALUES (${value})`);
    database.close();
  };
  const read = async () => {
    const snapshot = await openSnapshot(`file:${file}`, undefined, true);
    try {
      return await snapshot.all('SELECT "up" FROM "Made"');
    } finally {
      await snapshot.close();
    }
  };
  try {
    make("made-up.db", 1);
    expect(await read()).toEqual([[1]]);
    make("other.db", 2);
    renameSync(path.join(folder, "other.db"), file);
    expect(await read()).toEqual([[2]]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
