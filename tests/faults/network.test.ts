import { afterEach, expect, it } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { signIn } from "@/tests/support/desk";
import { atDesk, byCommand, Ledger } from "@/tests/support/ledger";
import { storePerson } from "@/tests/support/people";
import { keepReading } from "@/tests/support/reading";
import { layGround } from "@/tests/support/record";
import { type RoughLine, startRoughLine } from "@/tests/support/rough-line";
import { startServer, type TestServer } from "@/tests/support/server";
import { onPostgres } from "@/tests/support/stores";
import { Visitor } from "@/tests/support/visitor";

const CUTS = times(6, 500);
const SLOW = times(5, 200);
const HOLES = times(1, 20);

onPostgres("over a rough line to the database, the record", (fresh) => {
  let line: RoughLine | undefined;
  let store: Store | undefined;
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    await store?.close();
    await line?.close();
  });

  async function begun(): Promise<{ near: Store; far: Store; rough: RoughLine; ledger: Ledger }> {
    const near = await fresh();
    await layGround(near);
    const rough = await startRoughLine(near.url);
    const far = openStore(rough.url);
    line = rough;
    store = far;
    return { near, far, rough, ledger: new Ledger(byCommand(() => far)) };
  }

  it(
    "has a save once whose connection was reset in mid-commit, before or after the server heard of it",
    async () => {
      const { near, rough, ledger } = await begun();
      for (let n = 0; n < CUTS; n++) {
        rough.cut = n % 2 ? "after" : "before";
        expect(await ledger.save(n)).toBe(false);
        const there = (await ledger.check(near)).has(ledger.way.entryOf(n));
        expect([n, there]).toEqual([n, n % 2 === 1]);
        expect([n, await ledger.save(n)]).toEqual([n, true]);
      }
      expect(rough.cuts).toBe(CUTS);
      await ledger.settle(near);
      figure(
        "connection reset in mid-commit",
        DATABASES.postgresql,
        CUTS,
        "each resolved to exactly one by sending it again",
      );
    },
    within(60_000),
  );

  it(
    "takes the next save soon after one whose commit was swallowed, which the server goes on waiting for",
    async () => {
      const { near, rough, ledger } = await begun();
      rough.cut = "swallowed";
      expect(await ledger.save(0)).toBe(false);
      // it holds the lock of all who write until the server gives it up
      await expect.poll(() => ledger.save(1), { timeout: 40_000 }).toBe(true);
      await ledger.settle(near);
    },
    within(90_000),
  );

  it(
    "takes every save while each word takes 20 ms each way",
    async () => {
      const { near, rough, ledger } = await begun();
      rough.delay = 20;
      const from = performance.now();
      await ledger.work(4, () => ledger.asked.size >= SLOW);
      const each = Math.round((performance.now() - from) / ledger.saved.size);
      expect(ledger.unanswered).toEqual([]);
      await ledger.settle(near);
      figure("20 ms each way to PostgreSQL", DATABASES.postgresql, SLOW, `all saved, ${each} ms each`);
    },
    within(60_000),
  );

  it(
    "is read all the while that nothing arrives any more, and editors hear of it in time and go on afterwards",
    async () => {
      const near = await fresh();
      await layGround(near);
      await storePerson(near, "edda", "editor", new Date());
      const rough = await startRoughLine(near.url);
      line = rough;
      server = await startServer({ databaseUrl: rough.url });
      const visitor = new Visitor(server.url);
      await signIn(visitor);
      const ledger = new Ledger(atDesk(visitor));
      await ledger.save(0);
      const done = await keepReading(server.url);
      let longest = 0;
      for (let n = 0; n < HOLES; n++) {
        // somebody is in the middle of it
        setTimeout(() => {
          rough.hole = true;
        }, n % 40);
        const from = performance.now();
        await ledger.work(2, () => false);
        longest = Math.max(longest, performance.now() - from);
        rough.hole = false;
        await expect.poll(async () => (await visitor.get("/en/desk")).status, { timeout: 20_000 }).toBe(200);
        await ledger.settle(near);
      }
      const { answers, slowest } = await done();
      // what waits for an answer of the database waits ten seconds
      expect(longest).toBeLessThan(30_000);
      const told = `${answers} pages read, the slowest in ${slowest} ms; editors told after ${Math.round(longest / 1000)} s at most`;
      figure("nothing arrives at PostgreSQL any more", DATABASES.postgresql, HOLES, `${told}; each save once`);
    },
    within(120_000),
  );
});
