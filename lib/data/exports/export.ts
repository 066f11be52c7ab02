import type { Matching } from "@/lib/data/matching";
import { BATCH, type Parameter, type Snapshot } from "@/lib/data/snapshot";
import type { Cell, Row } from "@/lib/domain/files";
import type { ChangeKind, EntryKind } from "@/lib/domain/vocabulary";
import type { Prisma } from "@/prisma/generated/sqlite/client";

/**
 * Which rows of a file are read: those after a key, the one of a key, those changed since; of revisions, those of an entry.
 * `most`: no more than so many are taken, null: all.
 */
export type Seek = {
  most: number | null;
  after: string | null;
  only: string | null;
  since: Date | null;
  entry: { kind: EntryKind; key: string } | null;
  changes: readonly ChangeKind[];
};
export const ALL_ROWS: Seek = { most: null, after: null, only: null, since: null, entry: null, changes: [] };

/** How one file is read. The gate for what is public stands in `rows`. */
export interface Export {
  /** The names of the values in each row. */
  columns: readonly string[];
  /** What the rows depend on beside the public chain and the filters; the same text for the same rows. */
  dependsOn?(snapshot: Snapshot, now: Date): Promise<string>;
  /**
   * The rows that are public and asked for, batch by batch, in an order that an index gives.
   * @param seek narrows what is read of large files; whoever asks for less sorts the rest out: soughtIn()
   */
  rows(snapshot: Snapshot, matching: Matching, now: Date, seek?: Seek): AsyncIterable<Row[]>;
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

/** The rows of a statement, batch by batch. @param most rows that are taken; one batch is enough where they are few */
export const batchesOf = (snapshot: Snapshot, question: Prisma.Sql, most: number | null = null) =>
  snapshot.batches(question.text, question.values as Parameter[], most === null ? BATCH : Math.min(most, BATCH));

/** An instant that an expression gave: SQLite knows only plain columns to be one. */
export const instant = (cell: Cell): Cell => (typeof cell === "string" ? cell.replace("+00:00", "Z") : cell);

/** The values of a query's first column. */
export async function keysOf(snapshot: Snapshot, sql: string, parameters: Parameter[] = []): Promise<Set<Cell>> {
  return new Set((await snapshot.all(sql, parameters)).map(([key]) => key ?? null));
}

/** Of rows in the order of their keys, in the first column, those that are sought. @param updated position of `updated_at` */
export const soughtIn = (rows: Row[], { after, only, since }: Seek, updated: number): Row[] =>
  rows.filter((row) => {
    const key = row[0] as string;
    if (only !== null && key !== only) return false;
    if (after !== null && key <= after) return false;
    return since === null || (updated >= 0 && String(row[updated]) >= since.toISOString());
  });
