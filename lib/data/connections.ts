import type { Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import type Database from "better-sqlite3";
import type pg from "pg";
import { requireByteOrder } from "@/lib/data/collation";
import { dialectOf, sqliteFile } from "@/lib/data/dialect";
import { POOLED, withSettings } from "@/lib/data/session-settings";
import { keepingStatements } from "@/lib/data/statements";
import { PrismaClient as PostgresClient } from "@/prisma/generated/postgresql/client";
import { PrismaClient } from "@/prisma/generated/sqlite/client";

// The engine would compile what is used most of Prisma's query compiler a second time, optimised, in the first second: a quarter
// of the processor time of a start and 75 MiB. Each question is compiled only once, so that it would not come back later either.
setFlagsFromString("--wasm-tiering-budget=100000000");

const SLICE_MS = 8;
let turnedAt = 0;
let nextTurn: Promise<void> | undefined;

/** Resolves after the event loop has turned once. */
function turn(): Promise<void> {
  nextTurn ??= new Promise((resolve) =>
    setImmediate(() => {
      nextTurn = undefined;
      turnedAt = performance.now();
      resolve();
    }),
  );
  return nextTurn;
}

/**
 * better-sqlite3 answers at once, so that a row of awaited statements never lets anything else run:
 * before each, wait until the event loop has turned within the last 8 ms.
 */
function polite<T extends SqlQueryable>(queryable: T): T {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = async (statement) => {
    while (performance.now() - turnedAt > SLICE_MS) await turn();
    return query(statement);
  };
  queryable.executeRaw = async (statement) => {
    while (performance.now() - turnedAt > SLICE_MS) await turn();
    return execute(statement);
  };
  return queryable;
}

// Pragmas belong to a connection; set here they come back with every reconnection.
class SqliteConnections extends PrismaBetterSqlite3 {
  readonly #pragmas: string;

  constructor(url: string, pragmas: string) {
    // A wait inside SQLite stops the whole process: wait a moment here, the rest between retries.
    super({ url: `file:${sqliteFile(url)}`, timeout: 10 });
    this.#pragmas = pragmas;
  }

  override async connect() {
    const connected = await super.connect();
    const { client } = connected as unknown as { client: Database.Database };
    client.prepare = keepingStatements(client);
    const adapter = polite(connected);
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => polite(await start(level));
    await adapter.executeScript(
      `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; ${this.#pragmas}`,
    );
    return adapter;
  }
}

/** How long the server may say nothing while it is asked something, in ms. No statement of ours takes half of it. */
const SILENCE = 10_000;

/**
 * Ends connections on which an answer is overdue. Where a network drops everything without a word, the driver would wait for
 * good, and soon every connection there may be would wait so.
 */
function endWhenSilent(pool: pg.Pool): void {
  pool.on("connect", (client) => {
    const { connection } = client as unknown as { connection: { stream: Socket } };
    connection.stream.setTimeout(SILENCE, () => {
      const { readyForQuery } = client as unknown as { readyForQuery: boolean };
      const overdue = new Error(`Connection terminated: the database said nothing for ${SILENCE / 1000} s.`);
      if (!readyForQuery) connection.stream.destroy(overdue);
    });
  });
}

class PostgresConnections extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    endWhenSilent(adapter.underlyingDriver() as pg.Pool);
    try {
      await requireByteOrder(adapter.underlyingDriver());
    } catch (error) {
      await adapter.dispose();
      throw error;
    }
    return adapter;
  }
}

/** Errors as one sentence: to tell where in the code each question was asked, Prisma would look at the stack for every one, failed or not. */
const PLAIN = { errorFormat: "minimal" } as const;

/**
 * A client of the database at `url`, connected at its first statement. The two generated clients differ in
 * little that the types can tell, so the application speaks to both as the SQLite one.
 * @param use `read`: the database itself refuses every write
 */
export function openClient(url: string, use: "read" | "write"): PrismaClient {
  if (dialectOf(url) === "sqlite") {
    // Without recursive triggers INSERT OR REPLACE deletes rows past the guards.
    const pragma = use === "read" ? "PRAGMA query_only=ON;" : "PRAGMA recursive_triggers=ON;";
    return new PrismaClient({ adapter: new SqliteConnections(url, pragma), ...PLAIN });
  }
  const setting = use === "read" ? "default_transaction_read_only=on" : "lock_timeout=500";
  const adapter = new PostgresConnections({
    connectionString: withSettings(url, [setting, ...POOLED]),
    max: use === "read" ? 10 : 1,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  return new PostgresClient({ adapter, ...PLAIN }) as PrismaClient;
}
