import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import type { Store } from "@/lib/data/client";
import { sqliteFile } from "@/lib/data/dialect";

/** A digest of every table of a store in SQLite, but for when sessions were last seen. */
export function stateOf({ url }: Pick<Store, "url">): Record<string, string> {
  const database = new Database(sqliteFile(url), { readonly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
    const digestOf = (table: string) => {
      const hash = createHash("sha256");
      for (const row of database.prepare(`SELECT * FROM "${table}" ORDER BY 1`).iterate())
        hash.update(JSON.stringify({ ...(row as object), lastSeenAt: undefined }));
      return hash.digest("hex");
    };
    return Object.fromEntries((tables as string[]).map((table) => [table, digestOf(table)]));
  } finally {
    database.close();
  }
}
