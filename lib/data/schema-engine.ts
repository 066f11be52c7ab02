// Prisma's schema engine as WebAssembly, on connections whose faults are mended here: each comment says which.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import type Database from "better-sqlite3";
import type pg from "pg";
import { requireByteOrder } from "@/lib/data/collation";
import { dialectOf, sqliteFile } from "@/lib/data/dialect";

export type SchemaEngine = glue.SchemaEngine;

/** Where the engine works: a database's URL, or `:memory:` for comparing texts only. */
export type EngineTarget = string;

let loaded: Promise<void> | undefined;

/** What the engine calls. The longest that it would wait for its lock, 10 s, keeps no process that is done alive. */
function imports(): WebAssembly.ModuleImports {
  const given: WebAssembly.ModuleImports = { ...(glue as unknown as WebAssembly.ModuleImports) };
  for (const name of Object.keys(given).filter((name) => name.startsWith("__wbg_setTimeout_"))) {
    const set = given[name] as (...args: unknown[]) => NodeJS.Timeout;
    given[name] = (...args: unknown[]) => set(...args).unref();
  }
  return given;
}

async function load(): Promise<void> {
  // Without it a panic says no more than "unreachable".
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } });
  const resolve = createRequire(path.resolve("package.json")).resolve;
  const file = resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/js$/, "wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": imports(),
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/** The parts of the adapters that are mended; `client` and `onError` exist but are not in their types. */
type SqliteAdapter = SqlDriverAdapter & { client: Database.Database; onError(error: unknown): never };
type PostgresAdapter = SqlDriverAdapter & {
  client: pg.Pool;
  onError(error: unknown): never;
  performIO(query: unknown): Promise<{ fields?: { dataTypeID: number }[] }>;
};

/**
 * The engine notes that a migration has been applied after it has been: a process that is killed between the two would leave
 * one that can neither be applied again nor gone on from. So it is noted in the same transaction. Only one is under way, and
 * none while the table of these notes is made.
 */
const APPLIED = `UPDATE "_prisma_migrations" SET "finished_at" = "started_at"
  WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`;

function mendSqlite(adapter: SqliteAdapter): SqliteAdapter {
  const query = adapter.queryRaw.bind(adapter);
  const report = adapter.onError.bind(adapter);
  // The engine takes the whole file for itself, and does not know the adapter's word for a busy one.
  adapter.onError = (error) => {
    if (!String((error as { code?: string }).code).startsWith("SQLITE_BUSY")) return report(error);
    const message = "Another process uses the database file: stop the server, then migrate.";
    throw new DriverAdapterError({ kind: "sqlite", extendedCode: 1, message });
  };
  // The engine puts a name in double quotes where better-sqlite3 allows identifiers only.
  const nameOfIndex = /(FROM sqlite_master WHERE type = 'index' AND name = )"([^"]*)"/;
  adapter.queryRaw = (statement) => query({ ...statement, sql: statement.sql.replace(nameOfIndex, "$1'$2'") });
  // A script that fails in the middle would stay half applied. Keys are off, or DROP TABLE would cascade.
  adapter.executeScript = async (sql) => {
    const database = adapter.client;
    database.pragma("foreign_keys=OFF");
    try {
      database.exec("BEGIN IMMEDIATE");
      database.exec(sql);
      const broken = database.pragma("foreign_key_check") as unknown[];
      if (broken.length > 0) {
        const code = "SQLITE_CONSTRAINT_FOREIGNKEY";
        throw Object.assign(new Error(`${broken.length} rows refer to rows that do not exist`), { code });
      }
      database.exec(APPLIED);
      database.exec("COMMIT");
    } catch (error) {
      if (database.inTransaction) database.exec("ROLLBACK");
      adapter.onError(error);
    } finally {
      database.pragma("foreign_keys=ON");
    }
  };
  return adapter;
}

const CHAR_OID = 18;
const TEXT_OID = 25;

function mendPostgres(adapter: PostgresAdapter): PostgresAdapter {
  const perform = adapter.performIO.bind(adapter);
  const query = adapter.queryRaw.bind(adapter);
  // The adapter does not know the type "char", in which the catalogue says what kind a constraint is.
  let chars: number[] = [];
  adapter.performIO = async (statement) => {
    const result = await perform(statement);
    chars = [];
    for (const [i, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      chars.push(i);
    }
    return result;
  };
  adapter.queryRaw = async (statement) => {
    const result = await query(statement);
    for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  // The adapter cuts a script at every `;`, also inside functions. Sent whole it is one transaction, too.
  adapter.executeScript = async (sql) => {
    try {
      await adapter.client.query(`${sql}\n;${APPLIED}`);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

async function connect(target: EngineTarget): Promise<SqlDriverAdapter> {
  if (target === ":memory:") return new PrismaBetterSqlite3({ url: target }).connect();
  if (dialectOf(target) === "sqlite") {
    const adapter = await new PrismaBetterSqlite3({ url: `file:${sqliteFile(target)}`, timeout: 2_000 }).connect();
    const mended = mendSqlite(adapter as SqliteAdapter);
    // WAL is a lasting property of the file, set before anybody reads from it.
    mended.client.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
    return mended;
  }
  const adapter = await new PrismaPg({ connectionString: target }).connect();
  try {
    await requireByteOrder(adapter.underlyingDriver());
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
  return mendPostgres(adapter as unknown as PostgresAdapter);
}

/**
 * Runs `work` with the schema engine on the database at `target`, and lets go of the database afterwards.
 * @param schema schema.prisma in the database's dialect, for work that reads the live database
 */
export async function withSchemaEngine<T>(
  target: EngineTarget,
  schema: string | undefined,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  await loaded;
  const adapter = await connect(target);
  // The engine never ends its connection; it gets this one and leaves the ending to us.
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => adapter,
    connectToShadowDb: () => Promise.reject(new Error("No step of ours replays migrations on a second database.")),
  };
  try {
    const datamodels: [string, string][] | undefined = schema ? [["schema.prisma", schema]] : undefined;
    const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
    return await work(engine);
  } finally {
    await adapter.dispose();
  }
}
