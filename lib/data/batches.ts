import Database from "better-sqlite3";
import pg from "pg";
import { dialectOf, sqliteFile } from "@/lib/data/dialect";

/** What a column holds, the same on both databases: instants are ISO text in UTC with three decimals and Z. */
export type Cell = string | number | boolean | null;

export type Parameter = string | number | boolean | Date | null;

export interface BatchOptions {
  /** Rows a batch: 250 are about 90 kB of CSV, above what a gzip stream needs to compress at all. */
  size?: number;
  /** How long the reader may take over one batch, in ms, before its snapshot is let go. */
  patience?: number;
}

/**
 * Reads a query of any length in batches of rows, all from one snapshot of the database, on a connection of its
 * own that ends with the last row or when the reader leaves. The event loop turns between batches.
 * @param url of the database, as in `store().url`
 * @param sql one SELECT in the words of both databases: `"quoted"` names, parameters `$1`, `$2`. Its ORDER BY must
 *   be served by an index, or sorting holds up the process. Only plain columns of SQLite know that they are
 *   instants or booleans; expressions keep SQLite's text or 1.
 * @throws Error when the reader was too slow
 */
export function batches(
  url: string,
  sql: string,
  parameters: Parameter[] = [],
  { size = 250, patience = 120_000 }: BatchOptions = {},
): AsyncGenerator<Cell[][], void, undefined> {
  const read = dialectOf(url) === "sqlite" ? sqliteBatches : postgresBatches;
  return read(url, sql, parameters, { size, patience });
}

const NUMBERS = new Set([20, 21, 23, 700, 701, 1700]);
const BOOLEAN = 16;
const TIMESTAMP = 1114;

// pg's own parser would take a timestamp for local time.
function parserOf(oid: number): (text: string) => Cell {
  if (NUMBERS.has(oid)) return Number;
  if (oid === BOOLEAN) return (text) => text === "t";
  if (oid === TIMESTAMP) {
    return (text) => `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20).padEnd(3, "0")}Z`;
  }
  return (text) => text;
}

const types = { getTypeParser: parserOf } as unknown as pg.CustomTypesConfig;

async function* postgresBatches(
  url: string,
  sql: string,
  parameters: Parameter[],
  { size, patience }: Required<BatchOptions>,
): AsyncGenerator<Cell[][], void, undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: patience,
  });
  // The server ends the connection of a reader that is too slow; the next FETCH reports it.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL cursor_tuple_fraction = 1");
    const values = parameters.map((value) => (value instanceof Date ? value.toISOString() : value));
    await client.query(`DECLARE batches NO SCROLL CURSOR FOR ${sql}`, values);
    const fetch = { text: `FETCH ${size} FROM batches`, rowMode: "array" as const, types };
    for (;;) {
      const { rows } = await client.query<Cell[]>(fetch);
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
    }
  } finally {
    await client.end();
  }
}

/** How the columns of a statement become cells: by their declared types. */
function cellsOf(statement: Database.Statement): (row: Cell[]) => Cell[] {
  const instants: number[] = [];
  const booleans: number[] = [];
  for (const [i, { type }] of statement.columns().entries()) {
    if (type === "DATETIME") instants.push(i);
    if (type === "BOOLEAN") booleans.push(i);
  }
  return (row) => {
    for (const i of instants) if (row[i] !== null) row[i] = String(row[i]).replace("+00:00", "Z");
    for (const i of booleans) if (row[i] !== null) row[i] = row[i] === 1;
    return row;
  };
}

function forSqlite(value: Parameter): string | number | null {
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  return typeof value === "boolean" ? Number(value) : value;
}

async function* sqliteBatches(
  url: string,
  sql: string,
  parameters: Parameter[],
  { size, patience }: Required<BatchOptions>,
): AsyncGenerator<Cell[][], void, undefined> {
  const database = new Database(sqliteFile(url), { readonly: true, timeout: 1_000 });
  try {
    const statement = database.prepare(sql);
    const cells = cellsOf(statement);
    const values = Object.fromEntries(parameters.map((value, i) => [i + 1, forSqlite(value)]));
    const cursor = statement.raw().iterate(values) as IterableIterator<Cell[]>;
    // An open snapshot keeps the write-ahead log growing.
    const letGo = () => {
      cursor.return?.();
      database.close();
    };
    let rows: Cell[][] = [];
    for (const row of cursor) {
      if (rows.push(cells(row)) < size) continue;
      const slow = setTimeout(letGo, patience);
      try {
        yield rows;
      } finally {
        clearTimeout(slow);
      }
      if (!database.open) throw new Error(`The reader took longer than ${patience} ms over one batch.`);
      rows = [];
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    if (rows.length > 0) yield rows;
  } finally {
    database.close();
  }
}
