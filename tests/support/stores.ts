import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { testEnvironment } from "@/lib/config";
import { openStore, type Store } from "@/lib/data/client";
import type { Dialect } from "@/lib/data/dialect";
import { migrate } from "@/lib/data/migrate";
import type { Patience } from "@/lib/data/transaction";
import { createDatabase, dropDatabase, findPostgres, nameOf } from "@/tests/support/postgres";

/** Gives a migrated, empty store of its own, closed and dropped after the test. */
export type Fresh = (options?: Patience) => Promise<Store>;

/** Databases of one kind: copies of one migrated, empty template. */
interface Maker {
  dialect: Dialect;
  prepare(): Promise<void>;
  /** A fresh copy's URL. */
  make(): Promise<string>;
  drop(url: string): Promise<void>;
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
  return {
    dialect: "postgresql",
    async prepare() {
      template = await createDatabase(server);
      await migrate(template);
    },
    make: () => createDatabase(server, `TEMPLATE ${nameOf(template)}`),
    drop: (url) => dropDatabase(server, url),
    clear: () => dropDatabase(server, template),
  };
}

const server = await findPostgres();
const NO_POSTGRES =
  "No PostgreSQL server answers at TEST_POSTGRES_URL or 127.0.0.1:5432: nothing below runs on PostgreSQL.";

/**
 * Describes behaviour once per database. Without a PostgreSQL server that half is announced as missing; under
 * CI=true it fails.
 */
export function onEveryStore(name: string, body: (fresh: Fresh) => void): void {
  describeOn(`${name} (SQLite)`, sqliteMaker(), body);
  if (server) describeOn(`${name} (PostgreSQL)`, postgresMaker(server), body);
  else if (testEnvironment().ci) {
    it(`${name} (PostgreSQL)`, () => {
      expect.unreachable(NO_POSTGRES);
    });
  } else {
    console.warn(`\n*** ${NO_POSTGRES}\n    Missing: ${name}\n`);
    describe.skip(`${name} (PostgreSQL): no server`, () => body(() => Promise.reject(new Error(NO_POSTGRES))));
  }
}

function describeOn(title: string, maker: Maker, body: (fresh: Fresh) => void): void {
  describe(title, () => {
    const open: Store[] = [];
    beforeAll(() => maker.prepare());
    afterEach(async () => {
      for (const store of open.splice(0)) {
        await store.close();
        await maker.drop(store.url);
      }
    });
    afterAll(() => maker.clear());
    body(async (options) => {
      const store = openStore(await maker.make(), options);
      open.push(store);
      return store;
    });
  });
}
