import type { Matching } from "@/lib/data/matching";
import type { Parameter, Snapshot } from "@/lib/data/snapshot";
import type { Cell, Row } from "@/lib/domain/files";
import type { Prisma } from "@/prisma/generated/sqlite/client";

/** How one file is read. The gate for what is public stands in `rows`. */
export interface Export {
  /** The names of the values in each row. */
  columns: readonly string[];
  /** What the rows depend on beside the public chain and the filters; the same text for the same rows. */
  dependsOn?(snapshot: Snapshot, now: Date): Promise<string>;
  /** The rows that are public and asked for, batch by batch, in an order that an index gives. */
  rows(snapshot: Snapshot, matching: Matching, now: Date): AsyncIterable<Row[]>;
}

/** What a file selects: the name of each column and the SQL that gives it, in the file's order. */
export type Selected = Record<string, string>;

/** The list after SELECT. */
export const selectList = (selected: Selected): string =>
  Object.entries(selected)
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(", ");

/** The position of each column in a row. */
export const positionsOf = <S extends Selected>(selected: S) =>
  Object.fromEntries(Object.keys(selected).map((name, i) => [name, i])) as { [name in keyof S]: number };

/**
 * A file whose rows are what one SELECT gives; `from` is all that comes after the columns.
 * @param wanted the keys, in the first column, that fit the filters; null: all
 */
export const selection = (
  selected: Selected,
  from: string,
  wanted: (snapshot: Snapshot, matching: Matching) => Promise<ReadonlySet<string> | null>,
): Export => ({
  columns: Object.keys(selected),
  async *rows(snapshot, matching) {
    const keys = await wanted(snapshot, matching);
    for await (const batch of snapshot.batches(`SELECT ${selectList(selected)} ${from}`))
      yield keys ? batch.filter(([key]) => keys.has(String(key))) : batch;
  },
});

/** The rows of a statement, batch by batch. */
export const batchesOf = (snapshot: Snapshot, question: Prisma.Sql, size?: number) =>
  snapshot.batches(question.text, question.values as Parameter[], size);

/** An instant that an expression gave: SQLite knows only plain columns to be one. */
export const instant = (cell: Cell): Cell => (typeof cell === "string" ? cell.replace("+00:00", "Z") : cell);

/** The values of a query's first column. */
export async function keysOf(snapshot: Snapshot, sql: string, parameters: Parameter[] = []): Promise<Set<Cell>> {
  return new Set((await snapshot.all(sql, parameters)).map(([key]) => key ?? null));
}
