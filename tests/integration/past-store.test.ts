import { existsSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { csvResponse } from "@/app/(open-data)/data/csv-response";
import { markChecked } from "@/lib/commands/checks";
import type { Db, Store } from "@/lib/data/client";
import { reachOf } from "@/lib/data/past";
import { forgetPast, inThePast, PastNotReady, TooManyPasts, takePast } from "@/lib/data/past-shelf";
import { makePastStore } from "@/lib/data/past-store";
import { FILE_NAMES } from "@/lib/domain/files";
import { anyStep, carryOutAny } from "@/tests/support/any-history";
import { by, dayForm, layGround, NOW, publishDay, yes } from "@/tests/support/record";
import { laySeed } from "@/tests/support/seeded";
import { onEveryStore } from "@/tests/support/stores";

const TODAY = new Date("2026-11-01T12:00:00Z");
/** What files are asked for: everything, and what only some rows fit. */
const QUERIES = ["", "status=held&status=announced", "blamed=north&variant=excel", "corridor=alpha-to-beta&q=alpha"];
/** No reader of these tests goes away early, however busy the machine is. */
const LONG = 60_000;
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

/** Every public column of every table, in an order that does not depend on the database. */
async function tablesOf(db: Db) {
  const bySlug = { orderBy: { slug: "asc" } } as const;
  return {
    places: await db.place.findMany(bySlug),
    parties: await db.party.findMany(bySlug),
    sources: await db.source.findMany(bySlug),
    corridors: await db.corridor.findMany(bySlug),
    days: await db.corridorDay.findMany({ orderBy: { id: "asc" } }),
    claims: await db.claim.findMany({ orderBy: { key: "asc" } }),
    checks: await db.check.findMany({ orderBy: { id: "asc" }, omit: { actorId: true } }),
    settings: await db.setting.findMany({ orderBy: { key: "asc" } }),
    revisions: await db.revision.findMany({ orderBy: { seq: "asc" }, omit: { changeSetId: true } }),
  };
}

/** All eight files as they are downloaded at an instant, with a query. */
async function filesOf(store: Store, now: Date, query = ""): Promise<string[]> {
  const files: string[] = [];
  for (const name of FILE_NAMES) {
    const request = new Request(`http://localhost/data/${name}.csv?${query}`);
    files.push(await (await csvResponse(request, `${name}.csv`, store, now)).text());
  }
  return files;
}

afterEach(forgetPast);

onEveryStore("the record as it was", (fresh) => {
  it("lies in a folder and a file that other accounts cannot read", async () => {
    const store = await fresh();
    await layGround(store);
    const { url, remove } = await makePastStore(store.url, await reachOf(store.read, TODAY));
    const file = url.replace(/^file:/, "");
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(path.dirname(file)).filter((name) => name.startsWith(path.basename(file))))
      expect(statSync(path.join(path.dirname(file), name)).mode & 0o777, name).toBe(0o600);
    await remove();
  });

  const past = async <T>(store: Store, at: Date, read: (past: { url: string; db: Db }) => Promise<T>) =>
    inThePast(store.url, await reachOf(store.read, at), read);

  it("clears away what a process of the same number left when it was killed: in a container all have the same", async () => {
    const store = await fresh();
    const left = mkdtempSync(path.join(tmpdir(), `tracker-past-${process.pid}-`));
    Reflect.deleteProperty(globalThis, Symbol.for("tracker.past-folder"));
    await past(store, TODAY, async () => expect(existsSync(left)).toBe(false));
  });

  it("is, as of now, the tables of now in every column: the seed's", async () => {
    const store = await fresh();
    await laySeed(store, TODAY);
    const tables = await past(store, TODAY, ({ db }) => tablesOf(db));
    expect(tables.days.length).toBeGreaterThan(5);
    expect(tables).toEqual(await tablesOf(store.read));
  }, 60_000);

  it("is at every instant what could be downloaded then, byte for byte, whatever editors did before and since", async () => {
    const store = await fresh();
    await layGround(store);
    const ground = await store.read.revision.count();
    let clock = 1;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...QUERIES),
        async (steps, query) => {
          const downloaded: [Date, string[]][] = [];
          for (const next of steps) {
            await carryOutAny(store, next, minutes(clock));
            downloaded.push([minutes(clock), await filesOf(store, minutes(clock), query)]);
            clock += 7;
          }
          for (const [at, files] of downloaded)
            expect(await filesOf(store, minutes(clock), `as_of=${at.toISOString()}&${query}`)).toEqual(files);
          expect(await past(store, minutes(clock), ({ db }) => tablesOf(db))).toEqual(await tablesOf(store.read));
        },
      ),
      { numRuns: 5, endOnFailure: true },
    );
    // how much these histories change is up to chance; that they change something is not
    expect(await store.read.revision.count()).toBeGreaterThan(ground);
  }, 120_000);

  it("is empty before it begins, has not come yet in the future, and says so in the name of its files", async () => {
    const store = await fresh();
    await layGround(store);
    const get = (asOf: string, now = 1) =>
      csvResponse(new Request(`http://localhost/data/places.csv?as_of=${asOf}`), "places.csv", store, minutes(now));
    const before = await get("2001-01-01T00:00:00Z");
    expect((await before.text()).split("\r\n")).toHaveLength(2);
    const recent = await get("2001-02-06T09:00:30Z");
    expect(recent.headers.get("cache-control")).toBe("public, max-age=10");
    await recent.body?.cancel();
    const then = await get("2001-02-06T09:00:30Z", 2);
    expect(then.headers.get("content-disposition")).toContain('"places-as-of-2001-02-06T09-00-30Z.csv"');
    expect(then.headers.get("cache-control")).toBe("public, max-age=300");
    expect((await then.text()).split("\r\n")).toHaveLength(4);
    const ahead = await get("2001-02-06T09:01:01Z");
    expect([ahead.status, (await ahead.text()).split("\n")[0]]).toEqual([
      400,
      "as_of=2001-02-06T09:01:01Z has not come yet.",
    ]);
    const none = await get("2001-02-30T00:00:00Z");
    expect([none.status, (await none.text()).split("\n")[0]]).toEqual([
      400,
      "as_of=2001-02-30T00:00:00Z is not an instant; write it as 2022-03-12T10:00:00Z.",
    ]);
  });

  it("gains what was being saved when it was first asked for", async () => {
    const store = await fresh();
    await layGround(store);
    const check = async (at: Date) =>
      yes(markChecked(by(store, { now: at }), { corridors: ["alpha-to-beta"], date: "2001-02-06" }));
    const checks = () => past(store, minutes(2), ({ db }) => db.check.count());
    await check(minutes(2));
    expect(await checks()).toBe(1);
    await check(minutes(1));
    expect(await checks()).toBe(2);
  });

  it("holds nothing that is not public", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    await past(store, NOW, async ({ db }) => {
      expect(await db.revision.count()).toBe(await store.read.revision.count());
      expect(await db.changeSet.count()).toBe(0);
      expect(await db.auditLog.count()).toBe(0);
      expect(new Set((await db.check.findMany()).map(({ actorId }) => actorId)).size).toBeLessThan(2);
    });
  });
});

describe("the shelf of the past", () => {
  onEveryStore("", (fresh) => {
    const filled = async (days: number) => {
      const store = await fresh();
      await layGround(store);
      for (let i = 0; i < days; i++) await publishDay(store, dayForm({ date: `2001-01-${10 + i}` }));
      return store;
    };
    const reach = (seq: number) => ({ seq, at: NOW, checks: 0 });

    it("makes a store once for all who wait for it, and keeps a few", async () => {
      const store = await filled(8);
      const [one, two] = await Promise.all([takePast(store.url, reach(12)), takePast(store.url, reach(12))]);
      expect(one.url).toBe(two.url);
      for (const seq of [13, 14, 15, 16, 17]) await inThePast(store.url, reach(seq), async () => {}, LONG);
      const folder = path.dirname(one.url.replace("file:", ""));
      // two read the first one still
      expect(await one.db.corridorDay.count()).toBe(1);
      one.release();
      two.release();
      two.release();
      await inThePast(store.url, reach(16), async () => {});
      const files = () => readdirSync(folder).filter((name) => name.endsWith(".db"));
      await expect.poll(() => files().length).toBeLessThanOrEqual(4);
    });

    it("refuses when too many wait", async () => {
      const store = await filled(8);
      const wanted = [10, 11, 12, 13, 14, 15, 16].map((seq) =>
        inThePast(store.url, reach(seq), async () => "read", LONG),
      );
      const answers = await Promise.allSettled(wanted);
      const refused = answers.filter((answer) => answer.status === "rejected");
      expect(refused.map(({ reason }) => reason)).toEqual(Array(3).fill(expect.any(TooManyPasts)));
      expect(await inThePast(store.url, reach(16), async () => "read")).toBe("read");
    });

    it("lets nobody wait long, and has the store for whoever asks again", async () => {
      const store = await filled(2);
      await expect(takePast(store.url, reach(13), 0)).rejects.toThrow(PastNotReady);
      const again = await takePast(store.url, reach(13), LONG);
      expect(await again.db.corridorDay.count()).toBe(2);
      again.release();
      // what is there needs no patience
      (await takePast(store.url, reach(13), 0)).release();
    });

    it("tells a reader of a file when to come again", async () => {
      const store = await filled(1);
      const at = NOW.toISOString();
      const ask = (patience: number) =>
        csvResponse(
          new Request(`http://localhost/data/places.csv?as_of=${at}`),
          "places.csv",
          store,
          minutes(1),
          patience,
        );
      const early = await ask(0);
      expect([early.status, early.headers.get("retry-after"), early.headers.get("cache-control")]).toEqual([
        503,
        "10",
        "no-store",
      ]);
      expect((await ask(LONG)).status).toBe(200);
    });

    it("hands nobody a store that was begun before everything was forgotten", async () => {
      const store = await filled(2);
      const before = await takePast(store.url, reach(10));
      const waiting = takePast(store.url, reach(11));
      forgetPast();
      const after = await takePast(store.url, reach(10));
      expect(after.url).not.toBe(before.url);
      expect(existsSync(before.url.replace("file:", ""))).toBe(true);
      const made = await waiting;
      expect(existsSync(made.url.replace("file:", ""))).toBe(true);
      made.release();
      before.release();
      await expect.poll(() => existsSync(before.url.replace("file:", ""))).toBe(false);
      after.release();
    });

    it("leaves no file when a store cannot be made", async () => {
      const store = await filled(1);
      const { url, remove } = await makePastStore(store.url, reach(1));
      const folder = path.dirname(url.replace("file:", ""));
      await remove();
      const others = readdirSync(folder);
      await expect(makePastStore("file:/nowhere/at/all.db", reach(1))).rejects.toThrow();
      expect(readdirSync(folder).filter((name) => !others.includes(name))).toEqual([]);
      expect(others.filter((name) => url.includes(name))).toEqual([]);
    });
  });
});
