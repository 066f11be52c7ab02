import { mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";

/**
 * Copies a SQLite database as of one moment, also while it is written to. Nothing stands under the name `to` before
 * the copy is whole.
 * @param file absolute path of the database
 * @param to absolute path of the copy; its folder is made when missing
 */
export async function copySqlite(file: string, to: string): Promise<void> {
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  const database = new Database(file, { fileMustExist: true });
  try {
    await database.backup(`${to}.partial`);
  } finally {
    database.close();
  }
  renameSync(`${to}.partial`, to);
}
