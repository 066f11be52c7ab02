import type { Dialect } from "@/lib/data/dialect";
import type { Reads } from "@/lib/data/snapshot";

/** What a column holds, in the words of neither database. */
export type ColumnKind = "text" | "integer" | "number" | "boolean" | "instant";

export interface Column {
  name: string;
  kind: ColumnKind;
}

export interface Table {
  name: string;
  columns: Column[];
  /** Names of the columns of its primary key. */
  key: string[];
}

/** A store, or the file of one, can't be used for what was asked. The message is for the person who asked. */
export class Unfit extends Error {
  override name = "Unfit";
}

/** The types that Prisma gives to columns. Another one has to be decided on before it can be carried over. */
const KINDS: Record<string, ColumnKind> = {
  TEXT: "text",
  INTEGER: "integer",
  BIGINT: "integer",
  REAL: "number",
  BOOLEAN: "boolean",
  DATETIME: "instant",
  text: "text",
  enumeration: "text",
  integer: "integer",
  bigint: "integer",
  "double precision": "number",
  boolean: "boolean",
  "timestamp(3) without time zone": "instant",
};

// Both: table, column, type, place in the primary key or 0; in the order of the tables' columns.
const COLUMNS: Record<Dialect, string> = {
  sqlite: `SELECT m.name, p.name, p.type, p.pk FROM sqlite_master m JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY m.name, p.cid`,
  postgresql: `SELECT c.relname, a.attname,
      CASE WHEN t.typtype = 'e' THEN 'enumeration' ELSE format_type(a.atttypid, a.atttypmod) END,
      coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname, a.attnum`,
};

// Both: a table, and one that it refers to.
const REFERENCES: Record<Dialect, string> = {
  sqlite: `SELECT m.name, f."table" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
  postgresql: `SELECT c.relname, f.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_class f ON f.oid = k.confrelid WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace`,
};

/** The migrations' own record: every database keeps its own. */
const NOT_OURS = "_prisma_migrations";

/**
 * Every table that the database has, asked of the database itself, so that a new one is never forgotten: what is referred
 * to stands before what refers to it. The same list on both databases.
 * @throws Unfit where a column has a type that no kind is known for
 */
export async function tablesOf(reads: Reads, dialect: Dialect): Promise<Table[]> {
  const tables = new Map<string, Table>();
  for (const [table, name, type, place] of (await reads.all(COLUMNS[dialect])) as [string, string, string, number][]) {
    if (table === NOT_OURS) continue;
    const kind = KINDS[type];
    if (!kind) throw new Unfit(`No kind is known for ${table}.${name}, which is of the type ${type}.`);
    const known = tables.get(table) ?? { name: table, columns: [], key: [] };
    known.columns.push({ name, kind });
    if (place > 0) known.key[place - 1] = name;
    tables.set(table, known);
  }
  const references = (await reads.all(REFERENCES[dialect])) as [string, string][];
  return ordered([...tables.values()], references);
}

function ordered(tables: Table[], references: [from: string, to: string][]): Table[] {
  const rest = tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const placed: Table[] = [];
  const waits = (table: Table) =>
    references.some(([from, to]) => from === table.name && to !== from && rest.some(({ name }) => name === to));
  while (rest.length > 0) {
    // where tables refer to each other in a circle, any order will do
    const next = Math.max(
      0,
      rest.findIndex((table) => !waits(table)),
    );
    placed.push(...rest.splice(next, 1));
  }
  return placed;
}
