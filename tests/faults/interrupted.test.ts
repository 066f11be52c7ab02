import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { childEnvironment } from "@/lib/config";
import { openStore, type Store } from "@/lib/data/client";
import { drift, migrate, pendingMigrations } from "@/lib/data/migrate";
import { FILE_NAMES } from "@/lib/domain/files";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import { filesOf } from "@/tests/support/imports";
import { storePerson } from "@/tests/support/people";
import { createDatabase, dropDatabase } from "@/tests/support/postgres";
import { dice } from "@/tests/support/random-tampering";
import { by, layGround, numberedDay, yes } from "@/tests/support/record";
import { onEveryStore, onPostgres } from "@/tests/support/stores";

const MIGRATIONS = times(1, 100);
const IMPORTS = times(1, 100);
const DAYS = 60;

const roll = dice(17);
let folder = "";
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = "";
});

/** Runs a script of lib/cli on a database; with `after`, kills it that many ms after its start. @returns what it took, in ms */
async function runScript(url: string, script: string, args: string[] = [], after?: number): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", `lib/cli/${script}.ts`, ...args], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: childEnvironment({ DATABASE_URL: url }),
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const timer = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
  const [code] = await once(child, "close");
  clearTimeout(timer);
  if (code !== 0 && code !== null) throw new Error(`${script} failed:\n${said}`);
  return performance.now() - from;
}

/** A moment of the second half of what took `whole` ms: the first half is spent on starting. */
const moment = (whole: number) => whole * (0.4 + roll(600) / 1000);

/** Kills the migration of a new, empty database again and again. @returns how often it had begun and not ended */
async function interruptMigrations(make: () => Promise<string>, drop: (url: string) => Promise<void>): Promise<number> {
  const first = await make();
  const whole = await runScript(first, "db-migrate");
  const all = (await pendingMigrations(await make())).length;
  let amid = 0;
  for (let n = 0; n < MIGRATIONS; n++) {
    const url = await make();
    await runScript(url, "db-migrate", [], moment(whole));
    const pending = (await pendingMigrations(url)).length;
    if (pending > 0 && pending < all) amid++;
    // whoever does it again needs to know nothing of what happened
    await migrate(url);
    expect([await pendingMigrations(url), await drift(url)]).toEqual([[], ""]);
    const store = openStore(url);
    await layGround(store);
    await headOfRevisions(store);
    await store.close();
    await drop(url);
  }
  return amid;
}

const told = (amid: number) => `every one whole when run again; ${amid} of them amid two migrations`;

it(
  "a migration that was killed is whole when it is run again (SQLite)",
  async () => {
    folder = mkdtempSync(path.join(tmpdir(), "tracker-interrupted-"));
    let made = 0;
    const amid = await interruptMigrations(
      async () => `file:${folder}/${++made}.db`,
      async () => {},
    );
    figure("SIGKILL during migration", DATABASES.sqlite, MIGRATIONS, told(amid));
  },
  within(60_000),
);

onPostgres("a migration that was killed", (_, server) => {
  it(
    "is whole when it is run again",
    async () => {
      const made: string[] = [];
      const make = async () => {
        const url = await createDatabase(server);
        made.push(url);
        return url;
      };
      try {
        const amid = await interruptMigrations(make, (url) => dropDatabase(server, url));
        figure("SIGKILL during migration", DATABASES.postgresql, MIGRATIONS, told(amid));
      } finally {
        for (const url of made) await dropDatabase(server, url);
      }
    },
    within(60_000),
  );
});

onEveryStore("an import that was killed", (fresh) => {
  it(
    "is there as a whole or not at all, for readers, too, and is whole when it is run again",
    async () => {
      folder = mkdtempSync(path.join(tmpdir(), "tracker-interrupted-"));
      const origin = await fresh();
      await layGround(origin);
      for (let n = 0; n < DAYS; n++) await yes(saveDay(by(origin), { day: numberedDay(n), baseRevision: 0 }));
      const texts = await filesOf(origin);
      const files = FILE_NAMES.filter((name) => name !== "revisions").map((name) => {
        const file = path.join(folder, `${name}.csv`);
        writeFileSync(file, texts[name]);
        return file;
      });
      const args = [...files, "--as", "edda"];
      const prepared = async (): Promise<Store> => {
        const store = await fresh();
        await storePerson(store, "edda", "admin", new Date());
        return store;
      };
      const whole = await runScript((await prepared()).url, "import", args);
      const seen = new Map<number, number>();
      for (let n = 0; n < IMPORTS; n++) {
        const store = await prepared();
        let running = true;
        const reader = async () => {
          const counts = new Set<number>();
          while (running) {
            counts.add(await store.read.corridorDay.count());
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          return counts;
        };
        const reading = reader();
        reading.catch(() => {});
        await runScript(store.url, "import", args, moment(whole));
        const there = await store.read.corridorDay.count();
        seen.set(there, (seen.get(there) ?? 0) + 1);
        await headOfRevisions(store);
        await runScript(store.url, "import", args).finally(() => {
          running = false;
        });
        const counts = [...(await reading)];
        expect(counts.filter((count) => count !== 0 && count !== DAYS)).toEqual([]);
        await headOfRevisions(store);
        await headOfAudit(store);
        const days = await store.read.corridorDay.findMany({ include: { _count: { select: { claims: true } } } });
        expect(days.filter((day) => day._count.claims !== 2)).toEqual([]);
        expect([days.length, await store.read.changeSet.count()]).toEqual([DAYS, 1]);
        await store.close();
      }
      const result = `nothing of it ${seen.get(0) ?? 0} times, all of it ${seen.get(DAYS) ?? 0} times, never a part; whole when run again`;
      figure("SIGKILL during import", DATABASES[origin.dialect], IMPORTS, result);
    },
    within(60_000),
  );
});
