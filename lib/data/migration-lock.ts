import pg from "pg";
import { dialectOf } from "@/lib/data/dialect";

/**
 * Lets one process at a time migrate a PostgreSQL database, as when many instances start at once: the others wait until it
 * has ended, however long a large table takes. (The engine has a lock of its own, for which it waits ten seconds.) Nothing
 * is locked for readers and writers. The lock ends with its connection, so that a killed process leaves none behind.
 * A SQLite file has one process, which the engine makes sure of.
 */
export async function whileNobodyElseMigrates<T>(url: string, work: () => Promise<T>): Promise<T> {
  if (dialectOf(url) === "sqlite") return work();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  // a lost connection fails whatever is asked next, of this one or of the engine's
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(7241)");
    return await work();
  } finally {
    await client.end();
  }
}
