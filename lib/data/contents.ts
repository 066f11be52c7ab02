import { headsOf } from "@/lib/data/chains";
import type { Dialect } from "@/lib/data/dialect";
import type { Reads } from "@/lib/data/snapshot";
import { type Table, tablesOf, Unfit } from "@/lib/data/tables";
import type { Head } from "@/lib/domain/chain";
import type { Cell } from "@/lib/domain/files";

/**
 * What stays behind, and why: a session that was ended since, and a link that was used or voided since, would work again.
 * People sign in anew, links are made anew. Counts of failed attempts are about the last hour.
 */
export const LEFT_BEHIND: readonly string[] = ["AttemptCount", "OneTimeLink", "Session"];

/** What a store holds, as told before its rows. */
export interface Description {
  /** When it was read, in UTC. */
  at: string;
  dialect: Dialect;
  /** Name of the newest migration that was applied to it. */
  migration: string;
  heads: { public: Head; audit: Head };
  tables: (Table & { rows: number })[];
}

export interface Batch {
  table: Table;
  /** In the order of the table's columns; instants as `2022-03-12T10:00:00.000Z`. */
  rows: Cell[][];
}

/** Everything that a store holds at one moment, from a database or from a file. */
export interface Contents {
  description: Description;
  /** All rows, by the key of each table. */
  batches(): AsyncGenerator<Batch, void, undefined>;
}

const BATCH = 500;

const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(", ");

/**
 * The contents of the database that is read from.
 * @param now what the description says of when it was read
 * @param like whose order of columns its rows get
 */
export async function contentsOf(reads: Reads, dialect: Dialect, now: Date, like?: Contents): Promise<Contents> {
  const migrations = await reads
    .all(
      `SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
        ORDER BY migration_name DESC LIMIT 1`,
    )
    .catch(() => []);
  const migration = migrations[0]?.[0];
  if (typeof migration !== "string") throw new Unfit("There is no store: npm run db:migrate makes one.");
  const tables: Description["tables"] = [];
  for (const table of await tablesOf(reads, dialect)) {
    if (LEFT_BEHIND.includes(table.name)) continue;
    const [[rows] = []] = await reads.all(`SELECT count(*) FROM "${table.name}"`);
    const columns = like?.description.tables.find(({ name }) => name === table.name)?.columns ?? table.columns;
    tables.push({ ...table, columns, rows: Number(rows) });
  }
  return {
    description: { at: now.toISOString(), dialect, migration, heads: await headsOf(reads), tables },
    async *batches() {
      for (const table of tables) {
        const columns = quoted(table.columns.map(({ name }) => name));
        const sql = `SELECT ${columns} FROM "${table.name}" ORDER BY ${quoted(table.key)}`;
        for await (const rows of reads.batches(sql, [], BATCH)) yield { table, rows };
      }
    },
  };
}

/** Calls `onProgress` with how many of all rows have passed. */
export async function* counted(contents: Contents, onProgress?: (done: number, all: number) => void) {
  const all = contents.description.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for await (const batch of contents.batches()) {
    yield batch;
    done += batch.rows.length;
    onProgress?.(done, all);
  }
}

const sameRow = (a: Cell[], b: Cell[]) => a.length === b.length && a.every((cell, i) => cell === b[i]);

/**
 * Compares two stores row by row.
 * @returns the first row in which they differ, as `Table: [key …]`; null where they are equal
 */
export async function firstDifference(
  one: Contents,
  other: Contents,
  onProgress?: (done: number, all: number) => void,
): Promise<string | null> {
  const named = ({ table, rows }: Batch, at: number) =>
    `${table.name}: ${JSON.stringify(rows[at]?.filter((_, i) => table.key.includes(table.columns[i]?.name ?? "")))}`;
  const others = other.batches();
  let theirs: Batch | undefined;
  let at = 0;
  try {
    for await (const batch of counted(one, onProgress)) {
      for (const [i, row] of batch.rows.entries()) {
        if (!theirs || at === theirs.rows.length) {
          theirs = (await others.next()).value ?? undefined;
          at = 0;
        }
        const same = theirs?.table.name === batch.table.name && sameRow(row, theirs.rows[at] ?? []);
        if (!same) return named(batch, i);
        at++;
      }
    }
    if (theirs && at < theirs.rows.length) return named(theirs, at);
    const more = (await others.next()).value;
    return more ? named(more, 0) : null;
  } finally {
    await others.return();
  }
}
