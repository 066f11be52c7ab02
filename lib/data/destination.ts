import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { requireByteOrder } from "@/lib/data/collation";
import { type Dialect, dialectOf, sqliteFile } from "@/lib/data/dialect";
import { migrate, pendingMigrations } from "@/lib/data/migrate";
import { migrationNames } from "@/lib/data/migrations";
import { type Reads, readsOfPostgres, readsOfSqlite } from "@/lib/data/snapshot";
import { tablesOf, Unfit } from "@/lib/data/tables";

/** Where a store is to be written as a whole. */
export interface Destination {
  url: string;
  /** Name of the newest migration that its tables are to have had. */
  migration: string;
  /** Whether a store that is there may be set aside. */
  replace: boolean;
  now: Date;
}

/** Puts the files of a folder where they are called so, even if the power fails. Windows can't, and needs not. */
export function fsyncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * Prepares empty tables and has `work` fill them; only then they stand at `url`. A store that was there is kept beside.
 * @param work is given the URL to write to
 * @returns where the store is kept that was there; null where there was nothing
 * @throws Unfit where there is something in the way, with nothing changed
 */
export function fillDestination(to: Destination, work: (url: string) => Promise<void>): Promise<string | null> {
  const known = migrationNames(dialectOf(to.url));
  if (!known.includes(to.migration) && to.migration > (known.at(-1) ?? ""))
    throw new Unfit(`The store was written by a newer version (${to.migration}): upgrade this one first.`);
  return dialectOf(to.url) === "sqlite" ? fillSqlite(to, work) : fillPostgres(to, work);
}

/** An instant as names of files have it. */
export const stamp = (now: Date) => now.toISOString().replaceAll(/[-:]|\.\d+/g, "");

const IN_USE = "The store is in use: stop the server first.";
const inTheWay = (what: string) =>
  new Unfit(`${what} is not empty. With -- --replace what is there is set aside, and kept.`);

/** Whether any table of ours has a row, or there are tables that are not ours. */
async function anything(reads: Reads, dialect: Dialect, migrated: boolean): Promise<boolean> {
  const tables = await tablesOf(reads, dialect);
  if (!migrated) return tables.length > 0;
  for (const { name } of tables) if ((await reads.all(`SELECT 1 FROM "${name}" LIMIT 1`)).length > 0) return true;
  return false;
}

const isMigrated = async (url: string) => (await pendingMigrations(url)).length < migrationNames(dialectOf(url)).length;

async function fillSqlite(to: Destination, work: (url: string) => Promise<void>): Promise<string | null> {
  const file = sqliteFile(to.url);
  const kept = await lookAtSqlite(to, file);
  const making = `${file}.incoming`;
  const clear = () => {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(making + end, { force: true });
  };
  clear();
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await migrate(`file:${making}`, undefined, to.migration);
    await work(`file:${making}`);
    if (existsSync(file)) {
      closeLog(file);
      if (kept) renameSync(file, kept);
    }
    renameSync(making, file);
    fsyncFolder(path.dirname(file));
  } finally {
    clear();
  }
  return kept;
}

/** Where the file that is there goes; null where there is nothing to keep. */
async function lookAtSqlite({ url, replace, now }: Destination, file: string): Promise<string | null> {
  if (!existsSync(file)) {
    // whoever only looked at a store may leave an empty one behind
    if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0)
      throw new Unfit(`${file}-wal belongs to a store that is gone: put it away first.`);
    for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
    return null;
  }
  const migrated = await isMigrated(url);
  const database = new Database(file, { readonly: true });
  try {
    if (!(await anything(readsOfSqlite(database), "sqlite", migrated))) return null;
  } finally {
    database.close();
  }
  if (!replace) throw inTheWay(file);
  closeLog(file);
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-replaced-${stamp(now)}${ext}`);
}

/** Brings everything into the one file; which is refused as long as anybody else has it open. */
function closeLog(file: string): void {
  const database = new Database(file, { timeout: 0 });
  try {
    database.pragma("journal_mode = DELETE");
  } catch (error) {
    throw new Unfit(IN_USE, { cause: error });
  } finally {
    database.close();
  }
}

async function fillPostgres(to: Destination, work: (url: string) => Promise<void>): Promise<string | null> {
  const client = new pg.Client({ connectionString: to.url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await requireByteOrder(client);
  } catch (error) {
    await client.end();
    throw new Unfit((error as Error).message, { cause: error });
  }
  try {
    const kept = await lookAtPostgres(to, client);
    if (kept) await client.query(`ALTER SCHEMA public RENAME TO ${kept}; CREATE SCHEMA public`);
    try {
      await migrate(to.url, undefined, to.migration);
      await work(to.url);
    } catch (error) {
      if (kept) await client.query(`DROP SCHEMA public CASCADE; ALTER SCHEMA ${kept} RENAME TO public`);
      throw error;
    }
    return kept && `the schema ${kept} of the same database`;
  } finally {
    await client.end();
  }
}

/** The name that the schema gets in which the tables are that are there; null where there is nothing to keep. */
async function lookAtPostgres(
  { url, migration, replace, now }: Destination,
  client: pg.Client,
): Promise<string | null> {
  const reads = readsOfPostgres(client);
  const migrated = await isMigrated(url);
  const ahead = migrationNames("postgresql").length - (await pendingMigrations(url)).length;
  const wanted = migrationNames("postgresql").filter((name) => name <= migration).length;
  if (!(await anything(reads, "postgresql", migrated)) && ahead <= wanted) return null;
  if (!replace) throw inTheWay("The database");
  const [[others] = []] = await reads.all(
    `SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  if (Number(others) > 0) throw new Unfit(IN_USE);
  return `replaced_${stamp(now).toLowerCase()}`;
}
