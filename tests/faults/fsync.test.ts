import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { byCommand, Ledger } from "@/tests/support/ledger";
import { hasPostgresPrograms, NO_PROGRAMS, type OwnPostgres, startOwnPostgres } from "@/tests/support/own-postgres";
import { layGround } from "@/tests/support/record";
import { startSaver } from "@/tests/support/saving";
import { withoutWhatItNeeds } from "@/tests/support/stores";

/** Where Debian puts libfiu, which lets calls to the system fail. */
const PRELOAD = ["/usr/lib/fiu/fiu_run_preload.so", "/usr/lib/fiu/fiu_posix_preload.so"];
const NO_FIU = "There is no libfiu (Debian: fiu-utils): no fsync fails.";
const hasFiu = PRELOAD.every((file) => existsSync(file));
/** Every so many calls that bring a file to the disk fail, in a process that is started with this. */
const failing = (probability: number) => ({
  LD_PRELOAD: PRELOAD.join(" "),
  FIU_ENABLE: ["fsync", "fdatasync"]
    .map((call) => `enable_random name=posix/io/sync/${call},probability=${probability}`)
    .join("\n"),
});

const ANSWERS = times(40, 5_000);
const CRASHES = times(2, 50);

let store: Store | undefined;
let postgres: OwnPostgres | undefined;
let folder = "";
afterEach(async () => {
  await store?.close();
  await postgres?.remove();
  if (folder) rmSync(folder, { recursive: true, force: true });
  store = postgres = undefined;
  folder = "";
});

/** Describes what needs libfiu, and more. */
const needing = (title: string, reason: string | false, body: () => void) =>
  reason ? withoutWhatItNeeds(title, reason, body) : describe(title, body);

needing("a program that saves while bringing it to the disk fails now and then (SQLite)", !hasFiu && NO_FIU, () => {
  it(
    "has every acknowledged save on record, and the others once when they are sent again",
    async () => {
      folder = mkdtempSync(path.join(tmpdir(), "tracker-fsync-"));
      const url = `file:${folder}/tracker.db`;
      await migrate(url);
      const own = openStore(url);
      store = own;
      await layGround(own);
      const ledger = new Ledger(byCommand(() => own));
      const saver = startSaver(url, failing(0.1));
      let left = ANSWERS;
      saver.begin(ledger, () => {
        if (--left === 0) saver.process.kill("SIGKILL");
      });
      const { how, complaint } = await saver.ended;
      expect(how, complaint).toBe("SIGKILL");
      const failed = ledger.refused.size;
      expect(failed).toBeGreaterThan(0);
      await ledger.settle(own);
      const result = `${failed} refused, each saved once when sent again; 0 lost, 0 half, 0 double`;
      figure("fsync fails 1 time of 10", DATABASES.sqlite, ANSWERS, result);
    },
    within(60_000),
  );
});

needing(
  "a PostgreSQL server for which bringing its log to the disk fails now and then",
  (!hasFiu && NO_FIU) || (!hasPostgresPrograms && NO_PROGRAMS),
  () => {
    it(
      "has every acknowledged save after each of its crashes, and the others once when they are sent again",
      async () => {
        // a failed fsync of its log makes the server crash, as it should: nobody knows what is on the disk
        const own = await startOwnPostgres({ env: failing(0.02), settings: ["fsync=on"] });
        postgres = own;
        const record = openStore(own.url);
        store = record;
        const answers = () => record.read.$queryRaw`SELECT 1`.then(() => true).catch(() => false);
        const back = async () => {
          // it may fail while it recovers, too, and then it ends
          while (!(await answers())) await own.start().catch(() => {});
        };
        const persisting = async (work: () => Promise<unknown>) => {
          for (;;) {
            await back();
            const failure = await work().then(
              () => null,
              (error: Error) => error,
            );
            if (!failure) return;
          }
        };
        await persisting(() => migrate(own.url));
        await persisting(async () => (await record.read.place.count()) > 0 || (await layGround(record)));
        const ledger = new Ledger(byCommand(() => record));
        const crashes = () => own.log().split("PANIC").length - 1;
        const before = crashes();
        let refused = 0;
        while (crashes() - before < CRASHES) {
          await ledger.work(4, () => false);
          refused += ledger.unanswered.length;
          for (const n of ledger.unanswered) await persisting(async () => (await ledger.save(n)) || Promise.reject());
        }
        await back();
        await ledger.check(record);
        expect(refused).toBeGreaterThan(0);
        const result = `${crashes() - before} crashes, ${ledger.saved.size} saves: 0 lost, 0 half, 0 double`;
        figure("fsync fails 1 time of 50", DATABASES.postgresql, CRASHES, result);
      },
      within(60_000),
    );
  },
);
