import Database from "better-sqlite3";
import pg from "pg";

/** A row as its database has it. */
export type Row = Record<string, string | number | null>;

/** A database's own tools, past guards and keys. Instants are text, truth is 0 or 1. */
export interface Tools {
  all(sql: string): Promise<Row[]>;
  run(sql: string, ...values: (string | number | null | undefined)[]): Promise<unknown>;
  close(): Promise<void>;
  /** Whether the tables themselves refused what failed so. */
  refused(error: unknown): boolean;
}

/** The tools of a SQLite file. */
export function sqliteTools(file: string): Tools {
  const database = new Database(file);
  database.pragma("foreign_keys = OFF");
  database.pragma("synchronous = OFF");
  return {
    all: async (sql) => database.prepare(sql).all() as Row[],
    run: async (sql, ...values) => database.prepare(sql).run(...values),
    close: async () => void database.close(),
    refused: (error) => error instanceof Database.SqliteError && error.code.startsWith("SQLITE_CONSTRAINT"),
  };
}

const NUMBERS = [20, 21, 23, 700, 701, 1700];
const BOOLEAN = 16;
const TIMESTAMP = 1114;
const types = {
  getTypeParser: (oid: number) => (text: string) => {
    if (NUMBERS.includes(oid)) return Number(text);
    if (oid === BOOLEAN) return text === "t" ? 1 : 0;
    return oid === TIMESTAMP ? new Date(`${text}Z`).toISOString() : text;
  },
} as unknown as pg.CustomTypesConfig;

/** The tools of a PostgreSQL database, as its superuser. */
export async function postgresTools(url: string): Promise<Tools> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    all: async (sql) => (await client.query({ text: sql, types })).rows as Row[],
    run(sql, ...values) {
      let n = 0;
      return client.query(
        sql.replaceAll("?", () => `$${++n}`),
        values,
      );
    },
    close: () => client.end(),
    // of its rules, or of what a column can hold
    refused: (error) => error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ""),
  };
}
