import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { dialectOf, schemaIn, sqliteFile } from "@/lib/data/dialect";
import { EVERYTHING, migrationList, migrationNames, PRISMA_FOLDER, readSchema } from "@/lib/data/migrations";
import { withSchemaEngine } from "@/lib/data/schema-engine";

/**
 * Applies every migration that the database at `url` lacks; makes a SQLite file and its folder when missing.
 * A migration that fails leaves nothing behind and blocks the next run until it is mended.
 * @returns the names of the migrations just applied, oldest first
 * @throws Error that names the failed migration, or says why the database can't be used
 */
export async function migrate(url: string, prisma = PRISMA_FOLDER): Promise<string[]> {
  const dialect = dialectOf(url);
  if (dialect === "sqlite") mkdirSync(path.dirname(sqliteFile(url)), { recursive: true });
  const migrationsList = migrationList(dialect, prisma);
  return withSchemaEngine(url, undefined, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: EVERYTHING });
    return appliedMigrationNames;
  });
}

/**
 * Names of the migrations that the database at `url` lacks, oldest first; one that failed counts as lacking.
 * Reads without the schema engine, so a server can ask at every start. Makes nothing.
 */
export async function pendingMigrations(url: string, prisma = PRISMA_FOLDER): Promise<string[]> {
  const applied = new Set(dialectOf(url) === "sqlite" ? appliedInSqlite(url) : await appliedInPostgres(url));
  return migrationNames(dialectOf(url), prisma).filter((name) => !applied.has(name));
}

const APPLIED = `SELECT migration_name AS name FROM "_prisma_migrations"
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

function appliedInSqlite(url: string): string[] {
  const file = sqliteFile(url);
  if (!existsSync(file)) return [];
  const database = new Database(file, { readonly: true });
  try {
    const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    return table ? database.prepare(APPLIED).pluck().all().map(String) : [];
  } finally {
    database.close();
  }
}

async function appliedInPostgres(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const table = await client.query<{ found: boolean }>(
      `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`,
    );
    if (!table.rows[0]?.found) return [];
    const { rows } = await client.query<{ name: string }>(APPLIED);
    return rows.map((row) => row.name);
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
