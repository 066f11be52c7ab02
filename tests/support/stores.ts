import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { testEnvironment } from "@/lib/config";
import { openStore, type Store } from "@/lib/data/client";
import type { Dialect } from "@/lib/data/dialect";
import type { Patience } from "@/lib/data/transaction";
import { dropDatabase, emptyDatabase, findPostgres } from "@/tests/support/postgres";
import { copyToFile, copyToServer } from "@/tests/support/templates";

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
  /** A fresh copy's URL. */
  make(): Promise<string>;
  drop(url: string, traces: Traces): Promise<void>;
}

function sqliteMaker(): Maker {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-test-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  let made = 0;
  return {
    dialect: "sqlite",
    async make() {
      const url = `file:${path.join(folder, `${++made}.db`)}`;
      await copyToFile("empty", url);
      return url;
    },
    async drop(url) {
      for (const suffix of ["", "-wal", "-shm"]) rmSync(url.replace(/^file:/, "") + suffix, { force: true });
    },
  };
}

function postgresMaker(server: string): Maker {
  // those that are left at the end of the run go with its templates
  const free: string[] = [];
  return {
    dialect: "postgresql",
    make: async () => free.pop() ?? copyToServer("empty", server),
    async drop(url, { tablesChanged }) {
      // Creating a database costs a busy server a second; emptying one, milliseconds.
      const emptied = !tablesChanged && (await emptyDatabase(url));
      if (emptied) free.push(url);
      else await dropDatabase(server, url);
    },
  };
}

const server = await findPostgres();
const sqlite = sqliteMaker();
const postgres = server ? postgresMaker(server) : undefined;
const NO_POSTGRES =
  "No PostgreSQL server answers at TEST_POSTGRES_URL or 127.0.0.1:5432: nothing below runs on PostgreSQL.";

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
