import Database from "better-sqlite3";
import pg from "pg";
import { dialectOf, sqliteFile } from "@/lib/data/dialect";
import { Resting } from "@/lib/data/resting";
import { FORGOTTEN, withSettings } from "@/lib/data/session-settings";
import { keptStatement } from "@/lib/data/statements";
import type { Cell } from "@/lib/domain/files";

export type Parameter = string | number | boolean | Date | null;

/** What can be asked of a connection that sees one moment. */
export interface Reads {
  /**
   * Reads a query of any length in batches of rows; the event loop turns between them.
   * @param sql one SELECT in the words of both databases: `"quoted"` names, parameters `$1`, `$2`. Its ORDER BY must
   *   be served by an index, or sorting holds up the process. Only plain columns of SQLite know that they are
   *   instants or booleans; expressions keep SQLite's text or 1.
   * @param size rows a batch
   * @throws Error when the reader was too slow
   */
  batches(sql: string, parameters?: Parameter[], size?: number): AsyncGenerator<Cell[][], void, undefined>;
  /** All rows of a query that has few. Not while batches are being read. */
  all(sql: string, parameters?: Parameter[]): Promise<Cell[][]>;
}

export interface Snapshot extends Reads {
  /** Lets go of the database, in the middle of batches, too; safe to call twice. */
  close(): Promise<void>;
}

const PATIENCE = 120_000;

/**
 * Opens a connection of its own on which everything that is read is from one moment of the database.
 * @param url of the database, as in `store().url`
 * @param patience how long the reader may take over one batch, in ms, before the snapshot is let go
 * @param another whether others follow in this process: a connection to a file is then kept for a few seconds
 */
export function openSnapshot(url: string, patience = PATIENCE, another = false): Promise<Snapshot> {
  return dialectOf(url) === "sqlite" ? sqliteSnapshot(url, patience, another) : postgresSnapshot(url, patience);
}

/** Rows a batch: about 90 kB of CSV, above what a gzip stream needs to compress at all. */
export const BATCH = 250;

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

async function postgresSnapshot(url: string, patience: number): Promise<Snapshot> {
  const client = new pg.Client({
    connectionString: withSettings(url, FORGOTTEN),
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: patience,
  });
  // The server ends the connection of a reader that is too slow; the next FETCH reports it.
  client.on("error", () => {});
  try {
    await client.connect();
    // compiling a query costs half a second before its first row, and gains nothing on plain columns
    await client.query(
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off",
    );
  } catch (error) {
    await client.end();
    throw error;
  }
  return { ...readsOfPostgres(client), close: () => client.end() };
}

/** Reads on a connection inside a transaction: what it has written is seen, too. */
export function readsOfPostgres(client: pg.Client): Reads {
  const values = (parameters: Parameter[]) =>
    parameters.map((value) => (value instanceof Date ? value.toISOString() : value));
  return {
    async *batches(sql, parameters = [], size = BATCH) {
      await client.query(`DECLARE batches NO SCROLL CURSOR FOR ${sql}`, values(parameters));
      const fetch = { text: `FETCH ${size} FROM batches`, rowMode: "array" as const, types };
      try {
        for (;;) {
          const { rows } = await client.query<Cell[]>(fetch);
          if (rows.length > 0) yield rows;
          if (rows.length < size) break;
        }
      } finally {
        // A reader who leaves early may ask something else; after an error there is nothing left to close.
        await client.query("CLOSE batches").catch(() => {});
      }
    },
    async all(sql, parameters = []) {
      const { rows } = await client.query<Cell[]>({ text: sql, values: values(parameters), rowMode: "array", types });
      return rows;
    },
  };
}

/** A statement that was compiled, and how its rows become cells. */
type Compiled = { statement: Database.Statement; cells: (row: Cell[]) => Cell[] };
/** The statements of a connection, by their text: compiling one takes longer than to find a few rows with it. */
type Statements = Map<string, Compiled>;
/** Filters make ever other ones. */
const MOST_STATEMENTS = 100;

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
    // SQLite takes 42 for true where it filters: what no boolean is stays what it is, for a verification to find
    for (const i of booleans) if (row[i] === 0 || row[i] === 1) row[i] = row[i] === 1;
    return row;
  };
}

/** A value as SQLite keeps it. */
export function forSqlite(value: Parameter): string | number | null {
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  return typeof value === "boolean" ? Number(value) : value;
}

/** Opening one costs ten times as much as to find fifty rows: its first statement has to read the schema. */
const connections = new Resting(
  (file) => ({
    database: new Database(file, { readonly: true, timeout: 1_000 }),
    statements: new Map() as Statements,
  }),
  ({ database }) => database.close(),
);

async function sqliteSnapshot(url: string, patience: number, another: boolean): Promise<Snapshot> {
  const taken = connections.take(sqliteFile(url));
  const { database, statements } = taken.connection;
  database.exec("BEGIN");
  const { leave, ...reads } = readsOfSqlite(database, patience, statements);
  let closed = false;
  return {
    ...reads,
    async close() {
      if (closed) return;
      closed = true;
      leave();
      if (!database.open) return;
      database.exec("ROLLBACK");
      if (another) connections.give(taken);
      else database.close();
    },
  };
}

/**
 * Reads on a connection: what it has written is seen, too.
 * @param patience how long the reader may take over one batch, in ms, before the connection is closed
 * @param statements those that the connection has compiled
 * @returns also `leave`, which ends a query in the middle of its batches
 */
export function readsOfSqlite(
  database: Database.Database,
  patience?: number,
  statements: Statements = new Map(),
): Reads & { leave(): void } {
  let cursor: IterableIterator<Cell[]> | undefined;
  // An open snapshot keeps the write-ahead log growing; an open cursor keeps it from being closed.
  const leave = () => {
    cursor?.return?.();
    cursor = undefined;
  };
  const letGo = () => {
    leave();
    database.close();
  };
  const compiled = (sql: string): Compiled =>
    keptStatement(statements, MOST_STATEMENTS, sql, () => {
      const statement = database.prepare(sql);
      return { statement: statement.raw(), cells: cellsOf(statement) };
    });
  const prepared = (sql: string, parameters: Parameter[]) => {
    const values = Object.fromEntries(parameters.map((value, i) => [i + 1, forSqlite(value)]));
    return { ...compiled(sql), values };
  };
  return {
    leave,
    async *batches(sql, parameters = [], size = BATCH) {
      const { statement, values, cells } = prepared(sql, parameters);
      const reading = statement.iterate(values) as IterableIterator<Cell[]>;
      cursor = reading;
      let rows: Cell[][] = [];
      for (const row of reading) {
        if (rows.push(cells(row)) < size) continue;
        const slow = patience === undefined ? undefined : setTimeout(letGo, patience);
        try {
          yield rows;
        } finally {
          clearTimeout(slow);
        }
        rows = [];
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (cursor !== reading) throw new Error("The snapshot was let go before its last row.");
      }
      if (rows.length > 0) yield rows;
    },
    async all(sql, parameters = []) {
      const { statement, values, cells } = prepared(sql, parameters);
      return (statement.all(values) as Cell[][]).map(cells);
    },
  };
}
