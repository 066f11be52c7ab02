import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
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

/** libfiu's library crashes in PostgreSQL, which gets one of ours. */
const COMPILER = ["/usr/bin/cc", "/usr/local/bin/cc"].find((file) => existsSync(file));
const NO_COMPILER = "There is no C compiler (Debian: gcc): no fsync of PostgreSQL's fails.";

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
        // chance may need a few more
        if (--left <= 0 && ledger.refused.size > 0) saver.process.kill("SIGKILL");
      });
      const { how, complaint } = await saver.ended;
      expect(how, complaint).toBe("SIGKILL");
      const failed = ledger.refused.size;
      await ledger.settle(own);
      const result = `${failed} refused, each saved once when sent again; 0 lost, 0 half, 0 double`;
      figure("fsync fails 1 time of 10", DATABASES.sqlite, ANSWERS, result);
    },
    within(60_000),
  );
});

needing(
  "a PostgreSQL server for which bringing its log to the disk fails now and then",
  (!COMPILER && NO_COMPILER) || (!hasPostgresPrograms && NO_PROGRAMS),
  () => {
    it(
      "has every acknowledged save after each of its crashes, and the others once when they are sent again",
      async () => {
        const own = await startOwnPostgres({ settings: ["fsync=on"] });
        postgres = own;
        await migrate(own.url);
        const record = openStore(own.url);
        store = record;
        await layGround(record);
        await own.stop();
        folder = mkdtempSync(path.join(tmpdir(), "tracker-fsync-"));
        chmodSync(folder, 0o755);
        const library = path.join(folder, "failing-sync.so");
        execFileSync(COMPILER ?? "", ["-shared", "-fPIC", "-o", library, "tests/support/failing-sync.c", "-ldl"]);
        const shim = { LD_PRELOAD: library, FAIL_SYNC: "20" };
        const answers = () =>
          record.read.setting.count().then(
            () => true,
            () => false,
          );
        // nobody knows then what is on the disk, so the server crashes; it may do so while it recovers, too, and ends
        const back = async () => {
          while (!(await answers())) await own.start(shim).catch(() => {});
        };
        await back();
        const ledger = new Ledger(byCommand(() => record));
        const crashes = () => own.log().split("PANIC").length - 1;
        const before = crashes();
        let refused = 0;
        while (crashes() - before < CRASHES) {
          await ledger.work(4, () => false);
          refused += ledger.unanswered.length;
          for (const n of ledger.unanswered)
            do await back();
            while (!(await ledger.save(n)));
        }
        await back();
        await ledger.check(record);
        expect(refused).toBeGreaterThan(0);
        const result = `${crashes() - before} crashes, ${ledger.saved.size} saves: 0 lost, 0 half, 0 double`;
        figure("fsync fails 1 time of 20", DATABASES.postgresql, CRASHES, result);
      },
      within(60_000),
    );
  },
);
