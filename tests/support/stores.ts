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
  if (postgres) describeOn(`${name} (PostgreSQL)`, postgres, body, traces);
  else if (testEnvironment().ci) {
    it(`${name} (PostgreSQL)`, () => {
      expect.unreachable(NO_POSTGRES);
    });
  } else {
    console.warn(`\n*** ${NO_POSTGRES}\n    Missing: ${name}\n`);
    describe.skip(`${name} (PostgreSQL): no server`, () => body(() => Promise.reject(new Error(NO_POSTGRES))));
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
