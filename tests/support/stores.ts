import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { testEnvironment } from "@/lib/config";
import { openStore, type Store } from "@/lib/data/client";
import type { Dialect } from "@/lib/data/dialect";
import { migrate } from "@/lib/data/migrate";
import type { Patience } from "@/lib/data/transaction";
import { createDatabase, dropDatabase, emptyDatabase, findPostgres, nameOf } from "@/tests/support/postgres";

/** Gives a migrated, empty store of its own, closed and dropped after the test. */
export type Fresh = (options?: Patience) => Promise<Store>;

/** What tests leave behind besides rows. */
interface Traces {
  /** They change tables, so that no other test may have the database after them. */
  tablesChanged?: boolean;
}

/** Databases of one kind: copies of one migrated, empty template. */
interface Maker {
  dialect: Dialect;
  prepare(): Promise<void>;
  /** A fresh copy's URL. */
  make(): Promise<string>;
  drop(url: string, traces: Traces): Promise<void>;
  clear(): Promise<void>;
}

function sqliteMaker(): Maker {
  let folder = "";
  let made = 0;
  return {
    dialect: "sqlite",
    async prepare() {
      folder = mkdtempSync(path.join(tmpdir(), "tracker-test-"));
      await migrate(`file:${folder}/template.db`);
    },
    async make() {
      const file = path.join(folder, `${++made}.db`);
      copyFileSync(path.join(folder, "template.db"), file);
      return `file:${file}`;
    },
    async drop(url) {
      for (const suffix of ["", "-wal", "-shm"]) rmSync(url.replace(/^file:/, "") + suffix, { force: true });
    },
    async clear() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresMaker(server: string): Maker {
  let template = "";
  const free: string[] = [];
  return {
    dialect: "postgresql",
    async prepare() {
      template = await createDatabase(server);
      await migrate(template);
    },
    make: async () => free.pop() ?? createDatabase(server, `TEMPLATE ${nameOf(template)}`),
    async drop(url, { tablesChanged }) {
      // Creating a database costs a busy server a second; emptying one, milliseconds.
      const emptied = !tablesChanged && (await emptyDatabase(url));
      if (emptied) free.push(url);
      else await dropDatabase(server, url);
    },
    async clear() {
      for (const url of [...free, template]) if (url) await dropDatabase(server, url);
    },
  };
}

const server = await findPostgres();
const sqlite = sqliteMaker();
const postgres = server ? postgresMaker(server) : undefined;
const NO_POSTGRES =
  "No PostgreSQL server answers at TEST_POSTGRES_URL or 127.0.0.1:5432: nothing below runs on PostgreSQL.";

const prepared = new Map<Maker, Promise<void>>();

/** Makes the template once in a test file. */
function prepareOnce(maker: Maker): Promise<void> {
  const preparing = prepared.get(maker) ?? maker.prepare();
  prepared.set(maker, preparing);
  return preparing;
}

afterAll(async () => {
  for (const maker of prepared.keys()) await maker.clear();
});

/**
 * Describes behaviour once per database. Without a PostgreSQL server that half is announced as missing; under
 * CI=true it fails.
 */
export function onEveryStore(name: string, body: (fresh: Fresh) => void, traces: Traces = {}): void {
  describeOn(`${name} (SQLite)`, sqlite, body, traces);
  onPostgres(name, body, traces);
}

/**
 * Describes what only several processes on one PostgreSQL database can do, announced as missing likewise.
 * @param body is also told the server, on which it may create databases
 */
export function onPostgres(name: string, body: (fresh: Fresh, server: string) => void, traces: Traces = {}): void {
  const title = `${name} (PostgreSQL)`;
  if (postgres && server) describeOn(title, postgres, (fresh) => body(fresh, server), traces);
  else withoutWhatItNeeds(title, NO_POSTGRES, () => body(() => Promise.reject(new Error(NO_POSTGRES)), ""));
}

/** Announces tests that this machine cannot run: skipped and named, under CI=true a failure. */
export function withoutWhatItNeeds(title: string, reason: string, body: () => void): void {
  if (testEnvironment().ci) {
    it(title, () => {
      expect.unreachable(reason);
    });
  } else {
    console.warn(`\n*** ${reason}\n    Missing: ${title}\n`);
    describe.skip(`${title}: not on this machine`, body);
  }
}

function describeOn(title: string, maker: Maker, body: (fresh: Fresh) => void, traces: Traces): void {
  describe(title, () => {
    const open: Store[] = [];
    beforeAll(() => prepareOnce(maker));
    afterEach(async () => {
      for (const store of open.splice(0)) {
        await store.close();
        await maker.drop(store.url, traces);
      }
    });
    body(async (options) => {
      const store = openStore(await maker.make(), options);
      open.push(store);
      return store;
    });
  });
}
