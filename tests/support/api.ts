import type { Store } from "@/lib/data/client";
import { openExport } from "@/lib/data/exports";
import type { FileName, Row } from "@/lib/domain/files";
import { NO_FILTERS } from "@/lib/domain/filters";

/** Where lib/data/client.ts keeps the store of the process: routes ask for that one. */
const STORE = Symbol.for("tracker.store");
const shared = globalThis as { [STORE]?: Store };

/** Lets routes answer from a test's store. */
export async function withStore(store: Store, work: () => Promise<void>): Promise<void> {
  shared[STORE] = store;
  try {
    await work();
  } finally {
    delete shared[STORE];
  }
}

/** All rows of a file, as it is now. */
export async function rowsOfFile(store: Store, file: FileName): Promise<Row[]> {
  const opened = await openExport(store.url, file, NO_FILTERS, new Date(), new AbortController().signal);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const rows: Row[] = [];
  for await (const batch of opened.rows()) rows.push(...batch);
  return rows;
}
