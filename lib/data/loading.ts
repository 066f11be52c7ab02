import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import pg from "pg";
import { type Contents, contentsOf, counted } from "@/lib/data/contents";
import { dialectOf, sqliteFile } from "@/lib/data/dialect";
import { type Reads, readsOfPostgres, readsOfSqlite } from "@/lib/data/snapshot";
import { type Table, Unfit } from "@/lib/data/tables";
import type { Cell } from "@/lib/domain/files";

export interface Loading {
  /** Asked before anything is kept: what it throws leaves a PostgreSQL database as it was. */
  verify: (loaded: Contents, reads: Reads) => Promise<void>;
  onProgress?: (done: number, all: number) => void;
}

/**
 * Writes everything that a store holds into an empty one that has had the same migrations. The guards stay up, and look
 * at every row; foreign keys are looked at in the end, because rows of a table refer to each other.
 * @param url of a SQLite file that nobody else has open and that is thrown away when this fails, or of a PostgreSQL
 *   database, where it is one transaction
 * @throws Unfit
 */
export function load(url: string, contents: Contents, loading: Loading): Promise<void> {
  return dialectOf(url) === "sqlite" ? loadSqlite(url, contents, loading) : loadPostgres(url, contents, loading);
}

/** The loaded tables have to be those of the contents, column by column. */
function requireSameTables(contents: Contents, loaded: Contents): void {
  const shape = ({ description }: Contents) =>
    description.tables.map(({ name, columns }) => [
      name,
      columns.map((column) => `${column.name} ${column.kind}`).sort(),
    ]);
  if (JSON.stringify(shape(contents)) !== JSON.stringify(shape(loaded)))
    throw new Unfit("The tables of the two stores are not the same.");
}

async function loadSqlite(url: string, contents: Contents, { verify, onProgress }: Loading): Promise<void> {
  const file = sqliteFile(url);
  const database = new Database(file, { fileMustExist: true });
  try {
    // What is interrupted is thrown away, so nothing has to be safe on its way.
    database.exec(
      "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -64000; BEGIN",
    );
    const reads = readsOfSqlite(database);
    requireSameTables(contents, await contentsOf(reads, "sqlite", new Date()));
    let insert: ReturnType<typeof sqliteInsert> | undefined;
    let table = "";
    for await (const batch of counted(contents, onProgress)) {
      if (batch.table.name !== table) {
        insert = sqliteInsert(database, batch.table);
        table = batch.table.name;
      }
      for (const row of batch.rows) insert?.(row);
    }
    const broken = database.pragma("foreign_key_check") as { table: string }[];
    if (broken[0]) throw new Unfit(`A row of ${broken[0].table} refers to one that is not there.`);
    await verify(await contentsOf(reads, "sqlite", new Date(), contents), reads);
    database.exec("COMMIT; PRAGMA optimize; PRAGMA journal_mode = WAL");
  } finally {
    database.close();
  }
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}

function sqliteInsert(database: Database.Database, { name, columns }: Table): (row: Cell[]) => void {
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  const statement = database.prepare(`INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
  const instants = columns.flatMap(({ kind }, i) => (kind === "instant" ? [i] : []));
  const booleans = columns.flatMap(({ kind }, i) => (kind === "boolean" ? [i] : []));
  return (row) => {
    const values: (string | number | boolean | null)[] = [...row];
    for (const i of instants) if (values[i] !== null) values[i] = String(values[i]).replace("Z", "+00:00");
    for (const i of booleans) if (values[i] !== null) values[i] = Number(values[i]);
    statement.run(values);
  };
}

async function loadPostgres(url: string, contents: Contents, { verify, onProgress }: Loading): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(
      "BEGIN; SET LOCAL jit = off; SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(7240)",
    );
    const reads = readsOfPostgres(client);
    requireSameTables(contents, await contentsOf(reads, "postgresql", new Date()));
    const keys = await foreignKeys(reads);
    for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    let insert = "";
    let table = "";
    for await (const batch of counted(contents, onProgress)) {
      if (batch.table.name !== table) {
        insert = await postgresInsert(reads, batch.table);
        table = batch.table.name;
      }
      await client.query(insert, [JSON.stringify(batch.rows)]);
    }
    for (const key of keys) await client.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${key.name} ${key.definition}`);
    await client.query("ANALYZE");
    await verify(await contentsOf(reads, "postgresql", new Date(), contents), reads);
    await client.query("COMMIT");
  } finally {
    // without COMMIT the server takes everything back
    await client.end();
  }
}

/** Every foreign key: they are taken away and put back in the same transaction, which looks at all rows at once. */
async function foreignKeys(reads: Reads) {
  const rows = await reads.all(`SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conname`);
  return (rows as string[][]).map(([table, name, definition]) => ({ table, name, definition }));
}

/** One statement for a batch of any length: the rows come as one JSON text, each value is cast to its column's type. */
async function postgresInsert(reads: Reads, { name, columns }: Table): Promise<string> {
  const types = new Map(
    (await reads.all(
      `SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
        WHERE attrelid = to_regclass('public.' || quote_ident($1)) AND attnum > 0 AND NOT attisdropped`,
      [name],
    )) as [string, string][],
  );
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  const values = columns.map((column, i) => `(r ->> ${i})::${types.get(column.name)}`).join(", ");
  return `INSERT INTO "${name}" (${names}) SELECT ${values} FROM jsonb_array_elements($1::jsonb) r`;
}
