import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { dialectOf, schemaIn, sqliteFile } from "@/lib/data/dialect";
import { whileNobodyElseMigrates } from "@/lib/data/migration-lock";
import { EVERYTHING, migrationList, migrationNames, PRISMA_FOLDER, readSchema } from "@/lib/data/migrations";
import { withSchemaEngine } from "@/lib/data/schema-engine";

/**
 * Applies every migration that the database at `url` lacks; makes a SQLite file and its folder when missing.
 * Each is applied whole or not at all, so that one that failed can be mended and applied again. Of several processes that
 * migrate one PostgreSQL database at once, one does it and the others find nothing to do.
 * @param until the newest migration that is wanted; all there are where it is left out
 * @returns the names of the migrations just applied, oldest first
 * @throws Error that names the failed migration, or says why the database can't be used
 */
export function migrate(url: string, prisma = PRISMA_FOLDER, until?: string): Promise<string[]> {
  return whileNobodyElseMigrates(url, () => applyMigrations(url, prisma, until));
}

/** The engine's word for a migration that an earlier run has left unfinished. */
const FAILED_BEFORE = "P3009";

async function applyMigrations(url: string, prisma: string, until?: string): Promise<string[]> {
  const dialect = dialectOf(url);
  if (dialect === "sqlite") mkdirSync(path.dirname(sqliteFile(url)), { recursive: true, mode: 0o700 });
  const migrationsList = migrationList(dialect, prisma);
  if (until !== undefined)
    migrationsList.migrationDirectories = migrationsList.migrationDirectories.filter(({ path }) => path <= until);
  try {
    return await withSchemaEngine(url, undefined, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: EVERYTHING });
      return appliedMigrationNames;
    });
  } catch (error) {
    const migrationName = await failedMigration(url);
    if (!migrationName) throw error;
    // Else the engine refuses every further run.
    await withSchemaEngine(url, undefined, (engine) => engine.markMigrationRolledBack({ migrationName }));
    // it was begun by a process that was killed in it, and nothing of it is there
    if ((error as { code?: string }).code === FAILED_BEFORE) return applyMigrations(url, prisma, until);
    throw new Error(`Migration ${migrationName} could not be applied: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Names of the migrations that the database at `url` lacks, oldest first. Reads without the schema engine, so
 * that a server can ask at every start. Makes nothing.
 */
export async function pendingMigrations(url: string, prisma = PRISMA_FOLDER): Promise<string[]> {
  const applied = (await recordedMigrations(url)).filter(({ finished }) => finished).map(({ name }) => name);
  return migrationNames(dialectOf(url), prisma).filter((name) => !applied.includes(name));
}

/** Name of the migration that was begun, did not finish and was not marked as rolled back. */
async function failedMigration(url: string): Promise<string | undefined> {
  return (await recordedMigrations(url)).find(({ finished }) => !finished)?.name;
}

interface RecordedMigration {
  name: string;
  /** SQLite: 0 or 1. */
  finished: boolean | number;
}

const RECORDED = `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM "_prisma_migrations"
  WHERE rolled_back_at IS NULL`;

/** What the engine wrote down of the migrations of the database at `url`. */
function recordedMigrations(url: string): Promise<RecordedMigration[]> {
  return dialectOf(url) === "sqlite" ? recordedInSqlite(url) : recordedInPostgres(url);
}

async function recordedInSqlite(url: string): Promise<RecordedMigration[]> {
  const file = sqliteFile(url);
  if (!existsSync(file)) return [];
  const database = new Database(file, { readonly: true });
  try {
    const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    return table ? (database.prepare(RECORDED).all() as RecordedMigration[]) : [];
  } finally {
    database.close();
  }
}

async function recordedInPostgres(url: string): Promise<RecordedMigration[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`);
    return rows[0].found ? (await client.query<RecordedMigration>(RECORDED)).rows : [];
  } finally {
    await client.end();
  }
}

/**
 * The SQL that would turn the live tables of the database at `url` into those of schema.prisma; empty when
 * they agree. Triggers are not compared: no tool of ours sees them.
 */
export async function drift(url: string, prisma = PRISMA_FOLDER): Promise<string> {
  const content = schemaIn(dialectOf(url), readSchema("now", prisma));
  const files = [{ path: "schema.prisma", content }];
  return withSchemaEngine(url, content, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: EVERYTHING,
    });
    return exitCode === 0 ? "" : (stdout ?? "");
  });
}
