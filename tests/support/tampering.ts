import Database from "better-sqlite3";
import type { Store } from "@/lib/data/client";
import { sqliteFile } from "@/lib/data/dialect";
import { guardTriggers } from "@/lib/data/guard-triggers";
import { readSchema } from "@/lib/data/migrations";
import { runOn } from "@/tests/support/postgres";

/**
 * Does to a store what only somebody with the database's own tools can: takes the guards away, runs `statements`, and
 * puts the guards up again.
 */
export async function tamper({ dialect, url }: Store, ...statements: string[]): Promise<void> {
  const { drop, create } = guardTriggers(dialect, readSchema("now"));
  const script = [drop, ...statements.map((sql) => `${sql};`), create].join("\n");
  if (dialect === "postgresql") {
    await runOn(url, script);
    return;
  }
  const database = new Database(sqliteFile(url), { timeout: 1_000 });
  database.exec(`BEGIN IMMEDIATE; ${script} COMMIT`);
  database.close();
}
