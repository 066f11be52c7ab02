import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { sqliteFile } from "@/lib/data/dialect";
import { migrate } from "@/lib/data/migrate";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { signIn } from "@/tests/support/desk";
import { atDesk, byCommand, Ledger } from "@/tests/support/ledger";
import { hasPostgresPrograms, NO_PROGRAMS, type OwnPostgres, startOwnPostgres } from "@/tests/support/own-postgres";
import { storePerson } from "@/tests/support/people";
import { keepReading } from "@/tests/support/reading";
import { layGround } from "@/tests/support/record";
import { startServer, type TestServer } from "@/tests/support/server";
import { hasSmallDisk, makeSmallDisk, NO_DISK, type SmallDisk } from "@/tests/support/small-disk";
import { withoutWhatItNeeds } from "@/tests/support/stores";
import { Visitor } from "@/tests/support/visitor";

const FILLINGS = times(1, 50);

/** Describes what needs a disk that can be filled, and more. */
const needing = (title: string, reason: string | false, body: () => void) =>
  reason ? withoutWhatItNeeds(title, reason, body) : describe(title, body);

let disk: SmallDisk | undefined;
let server: TestServer | undefined;
let store: Store | undefined;
let postgres: OwnPostgres | undefined;
afterEach(async () => {
  await server?.stop();
  await store?.close();
  await postgres?.remove().catch(() => {});
  disk?.remove();
  disk = server = store = postgres = undefined;
});

needing("the served site, on a disk of its own (SQLite)", !hasSmallDisk && NO_DISK, () => {
  async function begun() {
    const small = makeSmallDisk(24);
    disk = small;
    const databaseUrl = `file:${small.folder}/data/tracker.db`;
    await migrate(databaseUrl);
    const own = openStore(databaseUrl);
    store = own;
    await layGround(own);
    await storePerson(own, "edda", "editor", new Date());
    return { small, databaseUrl, own };
  }

  it(
    "refuses saves while the disk is full, is read all the while, and takes the same forms once there is room",
    async () => {
      const { small, databaseUrl, own } = await begun();
      server = await startServer({ databaseUrl });
      const visitor = new Visitor(server.url);
      await signIn(visitor);
      const ledger = new Ledger(atDesk(visitor));
      await ledger.save();
      const done = await keepReading(server.url);
      let refused = 0;
      for (let n = 0; n < FILLINGS; n++) {
        // what has room in the log would still fit
        const database = new Database(sqliteFile(databaseUrl), { timeout: 2_000 });
        database.pragma("wal_checkpoint(TRUNCATE)");
        database.close();
        small.fill();
        await ledger.work(2, () => false);
        const told = [...ledger.refused.values()].map((page) => page.includes("not saved twice"));
        expect(told).toEqual(told.map(() => true));
        refused += ledger.unanswered.length;
        expect(ledger.unanswered.length).toBeGreaterThan(0);
        await ledger.check(own);
        small.free();
        await ledger.settle(own);
      }
      const { answers } = await done();
      const result = `${refused} saves refused, each saved once when freed; ${answers} pages read meanwhile`;
      figure("disk full", DATABASES.sqlite, FILLINGS, result);
    },
    within(60_000),
  );

  it(
    "is refused in a sentence where its folder is read-only; served all the same, it shows nothing, and goes on when it isn't",
    async () => {
      const { small, databaseUrl, own } = await begun();
      await own.close();
      store = undefined;
      small.readOnly(true);
      const started = await startServer({ databaseUrl });
      server = started;
      // npm start looks first; here the server was started without it
      const refused = await started.run("start").catch((error: Error) => error.message);
      expect(refused).toMatch(/✗ The store can't be used: \S+ cannot be written to \(its disk is read-only\)\.\n$/);
      const status = async (path: string) => (await fetch(started.url + path)).status;
      expect([await status("/en"), await status("/readyz"), await status("/healthz")]).toEqual([503, 503, 200]);

      small.readOnly(false);
      await expect.poll(() => status("/en"), { timeout: 20_000 }).toBe(200);
      const visitor = new Visitor(started.url);
      await signIn(visitor);
      const ledger = new Ledger(atDesk(visitor));
      expect([await ledger.save(), ledger.refused.get(0)]).toEqual([true, undefined]);
      expect(await status("/readyz")).toBe(200);
      figure(
        "read-only data folder",
        DATABASES.sqlite,
        1,
        "refused in a sentence; nothing shown until it could be written to",
      );
    },
    within(60_000),
  );
});

needing(
  "a PostgreSQL server on a disk of its own",
  (!hasSmallDisk && NO_DISK) || (!hasPostgresPrograms && NO_PROGRAMS),
  () => {
    it(
      "has every acknowledged save when its disk was full, and the rest once when there is room",
      async () => {
        const small = makeSmallDisk(160);
        disk = small;
        const own = await startOwnPostgres({ folder: `${small.folder}/cluster` });
        postgres = own;
        await migrate(own.url);
        const record = openStore(own.url);
        store = record;
        await layGround(record);
        const ledger = new Ledger(byCommand(() => record));
        await ledger.work(4, () => ledger.saved.size >= 10);
        let refused = 0;
        for (let n = 0; n < FILLINGS; n++) {
          small.fill();
          await ledger.work(4, () => false);
          expect(ledger.unanswered.length).toBeGreaterThan(0);
          refused += ledger.unanswered.length;
          small.free();
          // without room for its log it ends
          await own.start().catch(() => {});
          const answers = async () => record.read.setting.count().catch((error: Error) => error.message);
          await expect.poll(answers, { interval: 20, timeout: 20_000 }).toEqual(expect.any(Number));
          await ledger.settle(record);
        }
        const result = `${ledger.saved.size} saves, ${refused} of them refused at first: 0 lost, 0 half, 0 double`;
        figure("disk full", DATABASES.postgresql, FILLINGS, result);
      },
      within(60_000),
    );
  },
);
