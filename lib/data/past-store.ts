import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import type { Db } from "@/lib/data/client";
import { openClient } from "@/lib/data/connections";
import { FREEZE } from "@/lib/data/freeze";
import { migrationList } from "@/lib/data/migrations";
import { forSqlite, openSnapshot, type Parameter, type Snapshot } from "@/lib/data/snapshot";
import { Replay, type TableRow } from "@/lib/domain/replay";
import type { EntryKind } from "@/lib/domain/vocabulary";

/** How far a store of the past reaches. */
export type Reach = {
  /** The last public revision in it; 0 for none. */
  seq: number;
  /** The last instant of which it knows checks. */
  at: Date;
  /** How many checks these are: one that was long in being saved bears an earlier instant. */
  checks: number;
};

/** A store of the record as it was: a file of its own, in which everything is read as in the store of now. */
export type PastStore = { url: string; read: Db; remove(): Promise<void> };

/** How long the process may be held up at a time, in ms. */
const SLICE = 8;
/** Rows that are written to the file at a time. */
const PIECE = 1_000;

/**
 * Indexes that only writers need, and forms: of what is public nothing is found by them. They take as long to be filled as
 * all the others, because hashes come in no order.
 */
const UNASKED = [
  "Revision_prevHash_key",
  "Revision_hash_key",
  "Revision_changeSetId_idx",
  "Claim_unverifiedBySlug_idx",
  "Claim_updatedAt_key_idx",
];

const REVISIONS = `SELECT "seq", "at", "entryKind", "entry", "kind", "reason", "role", "fields", "before", "after",
    "prevHash", "hash", "redactedAt", "digest" FROM "Revision" WHERE "seq" <= $1 ORDER BY "seq"`;
const CHECKS = 'SELECT "id", "corridorSlug", "date", "at" FROM "Check" WHERE "at" <= $1 ORDER BY "at"';
const SETTINGS = `SELECT "key", "value", "updatedAt" FROM "Setting" WHERE "key" <> '${FREEZE}' ORDER BY "key"`;

/**
 * Makes a store of the public record as it was, from the public revisions of the database at `url`. Only what is public
 * is in it: no people, no drafts, nobody's name at a check. The site's settings are those of now.
 */
export async function makePastStore(url: string, reach: Reach): Promise<PastStore> {
  const file = path.join(folder(), `${randomUUID()}.db`);
  const remove = () => {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(file + end, { force: true });
  };
  try {
    // SQLite gives what it puts beside a file the file's own mode
    writeFileSync(file, "", { mode: 0o600, flag: "wx" });
    const database = new Database(file);
    try {
      await fill(database, url, reach);
    } finally {
      database.close();
    }
  } catch (error) {
    remove();
    throw error;
  }
  const read = openClient(`file:${file}`, "read");
  return {
    url: `file:${file}`,
    read,
    async remove() {
      await read.$disconnect();
      remove();
    },
  };
}

async function fill(database: Database.Database, url: string, { seq, at }: Reach): Promise<void> {
  // what is interrupted is thrown away
  database.exec(
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -32768",
  );
  for (const { migrationFile } of migrationList("sqlite").migrationDirectories)
    if (migrationFile.content.tag === "ok") database.exec(migrationFile.content.value);
  // a migration that builds a table anew turns it on again
  database.pragma("foreign_keys = OFF");
  // they watch over writes, and these rows have passed them once
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[];
  for (const name of triggers) database.exec(`DROP TRIGGER "${name}"`);
  for (const name of UNASKED) database.exec(`DROP INDEX "${name}"`);
  const turn = slices(SLICE);
  database.exec("BEGIN");
  const insert = inserter(database);
  let rows = 0;
  const pause = () => {
    // all at once would hold up the process while it is written
    if (++rows % PIECE === 0) database.exec("COMMIT; BEGIN");
    return turn();
  };
  const snapshot = await openSnapshot(url);
  try {
    const replay = new Replay();
    for await (const row of rowsOf(snapshot, REVISIONS, [seq])) {
      const instant = new Date(String(row.at));
      replay.apply({
        seq: row.seq as number,
        at: instant,
        entryKind: row.entryKind as EntryKind,
        entry: row.entry as string,
        after: row.after as string | null,
      });
      row.at = instant;
      row.redactedAt = row.redactedAt === null ? null : new Date(String(row.redactedAt));
      row.changeSetId = "";
      insert("Revision", row);
      await pause();
    }
    for (const [table, row] of replay.rows()) {
      insert(table, row);
      await pause();
    }
    for await (const row of rowsOf(snapshot, CHECKS, [at])) {
      insert("Check", { ...row, at: new Date(String(row.at)), actorId: "" });
      await pause();
    }
    for await (const row of rowsOf(snapshot, SETTINGS)) insert("Setting", row);
  } finally {
    await snapshot.close();
  }
  database.exec("COMMIT");
  // as every connection wants it: changing it later needs the file for itself
  database.exec("PRAGMA journal_mode = WAL");
}

/** The rows of a query by the names of their columns. */
async function* rowsOf(snapshot: Snapshot, sql: string, parameters: Parameter[] = []): AsyncGenerator<TableRow> {
  const names = [...sql.slice(0, sql.indexOf("FROM")).matchAll(/"(\w+)"/g)].map(([, name]) => name as string);
  for await (const batch of snapshot.batches(sql, parameters))
    for (const cells of batch) yield Object.fromEntries(names.map((name, i) => [name, cells[i] ?? null]));
}

/** Adds rows to tables; one statement for each table, made from its first row. */
function inserter(database: Database.Database): (table: string, row: TableRow) => void {
  const statements = new Map<string, { columns: string[]; statement: Database.Statement }>();
  return (table, row) => {
    let known = statements.get(table);
    if (!known) {
      const columns = Object.keys(row);
      const names = columns.map((name) => `"${name}"`).join(", ");
      const places = columns.map(() => "?").join(", ");
      const statement = database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`);
      known = { columns, statement };
      statements.set(table, known);
    }
    known.statement.run(known.columns.map((name) => forSqlite(row[name] ?? null)));
  };
}

/** Lets the event loop turn where it has not for `ms`. */
function slices(ms: number): () => Promise<void> | undefined {
  let turned = performance.now();
  return () => {
    if (performance.now() - turned < ms) return undefined;
    return new Promise<void>((resolve) =>
      setImmediate(() => {
        turned = performance.now();
        resolve();
      }),
    );
  };
}

const NAME = "tracker-past-";
// One Next process holds several copies of this module: with a folder each, one would clear away the other's.
const FOLDER = Symbol.for("tracker.past-folder");
const globals = globalThis as { [FOLDER]?: string };

/** The folder of this process for stores of the past, closed to other accounts; gone when the process ends. */
function folder(): string {
  if (globals[FOLDER]) return globals[FOLDER];
  for (const name of readdirSync(tmpdir())) if (isLeftOver(name)) remove(path.join(tmpdir(), name));
  const own = mkdtempSync(path.join(tmpdir(), `${NAME}${process.pid}-`));
  process.once("exit", () => remove(own));
  globals[FOLDER] = own;
  return own;
}

/**
 * Whether a folder belonged to a process that has ended without clearing up. One with our own number is never ours, for we
 * have none yet: in a container every process that serves has the same.
 */
function isLeftOver(name: string): boolean {
  const pid = new RegExp(`^${NAME}(\\d+)-`).exec(name)?.[1];
  if (!pid) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // somebody else's
  }
}
