import pg from "pg";
import { dialectOf } from "@/lib/data/dialect";
import { POOLED, withSettings } from "@/lib/data/session-settings";

/** Connections to the table of counts, in the shape in which rate-limiter-flexible asks for them. */
export interface AttemptCounts {
  table: "AttemptCount";
  query(statement: { text: string; values?: unknown[] }): Promise<pg.QueryResult>;
  /** Removes what means nothing any more. Never rejects: it can as well be done later. */
  clean(now: Date): Promise<void>;
  close(): Promise<void>;
}

/**
 * Where several processes count failed attempts together; null on SQLite, which one process has to itself. Two connections
 * of their own: a count is no part of the record, so it must neither wait for the lock of those who write that nor hold it.
 * They are made at the first statement, and anew after they were lost.
 */
export function openAttemptCounts(url: string): AttemptCounts | null {
  if (dialectOf(url) === "sqlite") return null;
  const connectionString = withSettings(url, POOLED);
  const pool = new pg.Pool({ connectionString, max: 2, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  // an idle connection that is lost is no fault of anybody's: the next statement makes another
  pool.on("error", () => {});
  return {
    table: "AttemptCount",
    // without the name that would make it a prepared statement, which not every pooler keeps
    query: ({ text, values }) => pool.query({ text, values }),
    async clean(now) {
      await pool.query('DELETE FROM "AttemptCount" WHERE "expire" <= $1', [now.getTime()]).catch(() => {});
    },
    close: () => pool.end(),
  };
}
