import { mkdirSync } from "node:fs";
import path from "node:path";
import { config } from "@/lib/config";
import { openClient } from "@/lib/data/connections";
import { type Dialect, dialectOf, sqliteFile } from "@/lib/data/dialect";
import { type Patience, type Tx, transactionsOf } from "@/lib/data/transaction";
import type { Prisma, PrismaClient } from "@/prisma/generated/sqlite/client";

export { isAway, isBusy, refusedBy } from "@/lib/data/refusals";
export type { Tx } from "@/lib/data/transaction";

type Model = Uncapitalize<Prisma.ModelName>;
type Read =
  | "findMany"
  | "findUnique"
  | "findUniqueOrThrow"
  | "findFirst"
  | "findFirstOrThrow"
  | "count"
  | "aggregate"
  | "groupBy";

/** Reads of what is committed. The database refuses writes on this connection, raw ones too. */
export type Db = { readonly [M in Model]: Pick<PrismaClient[M], Read> } & Pick<PrismaClient, "$queryRaw">;

export interface Store {
  url: string;
  dialect: Dialect;
  read: Db;
  /**
   * Runs the body in a transaction that no other writer of the tracker crosses, in this process or another.
   * Resolves once it is on disk. Rejects, with nothing stored, when the body throws, when any statement in it
   * failed (caught or not) and when it takes too long; the body runs again when the database was busy.
   * @param timeout how long this one may take, in ms, where it is known to be long; other writers wait as long
   */
  transaction<T>(body: (tx: Tx) => Promise<T>, timeout?: number): Promise<T>;
  /** Waits for transactions under way, then lets go of the database. */
  close(): Promise<void>;
}

/**
 * Opens the database at `file:…` or `postgresql://…`; connects at the first statement. The folder of a file
 * is made when missing, its tables are not (`npm run db:migrate`).
 * @throws (at the first statement) when a PostgreSQL database has a collation that does not fit
 */
export function openStore(url: string, options: Patience = {}): Store {
  const dialect = dialectOf(url);
  if (dialect === "sqlite") mkdirSync(path.dirname(sqliteFile(url)), { recursive: true, mode: 0o700 });
  const reader = openClient(url, "read");
  const writer = openClient(url, "write");
  const { transaction, settled } = transactionsOf(writer, dialect, options);
  return {
    url,
    dialect,
    read: reader,
    transaction,
    async close() {
      await settled();
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
    },
  };
}

// One Next process holds several copies of this module; they must share one writer.
const STORE = Symbol.for("tracker.store");
const shared = globalThis as { [STORE]?: Store };

/** The store of this process, at DATABASE_URL. */
export function store(): Store {
  shared[STORE] ??= openStore(config().databaseUrl);
  return shared[STORE];
}
