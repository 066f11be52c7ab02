import type { Store } from "@/lib/data/client";
import { sqliteFile } from "@/lib/data/dialect";
import { Prisma } from "@/prisma/generated/sqlite/client";
import { postgresTools, type Row, sqliteTools, type Tools } from "@/tests/support/own-tools";

/** The rows of each table that has some. */
type Laid = ReadonlyMap<string, readonly Row[]>;

/** What commands made of an empty store once in this worker. */
const laid = new Map<string, Laid>();

/**
 * Lays into an empty store what is always the same: by commands the first time, as the rows that they made all the others,
 * which takes a hundredth of the time. On a server only a superuser may put rows past the guards; others go on by commands.
 * @param what names it
 * @param lay lays it by commands
 */
export async function layOnce(store: Store, what: string, lay: () => Promise<unknown>): Promise<void> {
  const tools = store.dialect === "sqlite" ? sqliteTools(sqliteFile(store.url)) : await serverTools(store.url);
  if (!tools) return void (await lay());
  try {
    const name = `${store.dialect} ${what}`;
    const before = laid.get(name);
    if (before) return await putRows(tools, before);
    await lay();
    laid.set(name, await takeRows(tools));
  } finally {
    await tools.close();
  }
}

const serverTools = (url: string) => postgresTools(url).catch(() => undefined);

async function takeRows(tools: Tools): Promise<Laid> {
  const taken = new Map<string, Row[]>();
  for (const table of Object.values(Prisma.ModelName)) {
    const rows = await tools.all(`SELECT * FROM "${table}"`);
    if (rows.length > 0) taken.set(table, rows);
  }
  return taken;
}

async function putRows(tools: Tools, taken: Laid): Promise<void> {
  for (const [table, rows] of taken) {
    const columns = Object.keys(rows[0] as Row);
    const names = columns.map((column) => `"${column}"`).join();
    const row = `(${columns.map(() => "?").join()})`;
    const values = rows.flatMap((one) => columns.map((column) => one[column] ?? null));
    await tools.run(`INSERT INTO "${table}" (${names}) VALUES ${rows.map(() => row).join()}`, ...values);
  }
}
