import type { Tx } from "@/lib/data/client";
import type { Dialect } from "@/lib/data/dialect";
import { forSqlite, type Parameter } from "@/lib/data/snapshot";
import { Prisma } from "@/prisma/generated/sqlite/client";

export type Row = Record<string, Parameter>;

/**
 * Adds many rows to a table inside a transaction, ten times as fast as the client's own way: they go as one JSON text, each
 * value to its column's type. Guards and foreign keys look at every row as ever.
 * @param table as schema.prisma names it
 * @param rows all with the same columns
 */
export async function insertAll(tx: Tx, dialect: Dialect, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const names = columns.map((column) => `"${column}"`).join(", ");
  const into = Prisma.raw(`INSERT INTO "${table}" (${names})`);
  if (dialect === "postgresql") {
    const json = JSON.stringify(rows);
    await tx.$executeRaw(
      Prisma.sql`${into} SELECT ${Prisma.raw(names)} FROM jsonb_populate_recordset(${Prisma.raw(`NULL::"${table}"`)}, ${json}::jsonb)`,
    );
    return;
  }
  const json = JSON.stringify(rows.map((row) => columns.map((column) => forSqlite(row[column] ?? null))));
  const values = columns.map((_, i) => `json_extract(value, '$[${i}]')`).join(", ");
  await tx.$executeRaw(Prisma.sql`${into} SELECT ${Prisma.raw(values)} FROM json_each(${json})`);
}
