import type { Snapshot } from "@/lib/data/snapshot";
import type { Cell } from "@/lib/domain/files";
import { Prisma } from "@/prisma/generated/sqlite/client";
import type { Db } from "./client";

/** Asks one question that has few answers, in the words of both databases; the rows as lists. */
export type Ask = (question: Prisma.Sql) => Promise<Cell[][]>;

export const askOf =
  (db: Db): Ask =>
  async (question) => {
    const rows = await db.$queryRaw<object[]>(question);
    return rows.map((row) => Object.values(row).map((cell) => (typeof cell === "bigint" ? Number(cell) : cell)));
  };

export const askIn =
  (snapshot: Snapshot): Ask =>
  (question) =>
    snapshot.all(question.text, question.values as string[]);

/** Rows that are looked at in one question. A scan that finds nothing would hold up the whole process on SQLite. */
const ROWS = 20_000;
/** Where a few rows are wanted they are mostly among the first; where they are not, each window is so many times as large. */
const FEW = 10;
const GROWTH = 4;

const COLUMNS = {
  days: { from: Prisma.sql`"CorridorDay" d`, column: Prisma.sql`d."date"` },
  corridors: { from: Prisma.sql`"CorridorDay" d`, column: Prisma.sql`d."corridorSlug"` },
  claims: { from: Prisma.sql`"Claim" c`, column: Prisma.sql`c."key"` },
} as const;

type Ends = { from?: string | null; to?: string | null };

/**
 * Parts a table into windows of at most some 20,000 rows, found on its index alone; the event loop turns between them.
 * @param of days by their date, or corridor by corridor (alias `d`), claims by their key (alias `c`)
 * @param ends the first and the last value, both included
 * @param most so many rows that fit are wanted; null: all
 * @returns the condition of each window, in order
 */
export async function* windowsOf(
  ask: Ask,
  of: keyof typeof COLUMNS,
  { from = null, to = null }: Ends = {},
  newestFirst = false,
  most: number | null = null,
): AsyncGenerator<Prisma.Sql, void, undefined> {
  const { from: table, column } = COLUMNS[of];
  const direction = newestFirst ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const upTo = (value: string) => (newestFirst ? Prisma.sql`${column} >= ${value}` : Prisma.sql`${column} <= ${value}`);
  const [start, end] = newestFirst ? [to, from] : [from, to];
  let begin = start === null ? null : Prisma.sql`${column} ${newestFirst ? Prisma.sql`<=` : Prisma.sql`>=`} ${start}`;
  let rows = most === null ? ROWS : Math.min(most * FEW, ROWS);
  for (;;) {
    // SQLite enters its index by the first bound of each end: a second one would be asked of every row from there on
    const within = (bound: Prisma.Sql | null) =>
      Prisma.join([...(begin ? [begin] : []), ...(bound ? [bound] : []), Prisma.sql`1 = 1`], " AND ");
    const rest = within(end === null ? null : upTo(end));
    const [edge] = await ask(
      Prisma.sql`SELECT ${column} AS "edge" FROM ${table} WHERE ${rest} ORDER BY ${column} ${direction} LIMIT 1 OFFSET ${Prisma.raw(String(rows))}`,
    );
    if (!edge) {
      yield rest;
      return;
    }
    const last = String(edge[0]);
    rows = Math.min(rows * GROWTH, ROWS);
    yield within(upTo(last));
    begin = Prisma.sql`${column} ${newestFirst ? Prisma.sql`<` : Prisma.sql`>`} ${last}`;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
