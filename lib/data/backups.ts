import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { readBackup, writeBackup } from "@/lib/data/backup-file";
import { type ChainReports, verifyChains } from "@/lib/data/chains";
import { type Contents, contentsOf, type Description, firstDifference } from "@/lib/data/contents";
import { fsyncFolder, stamp } from "@/lib/data/destination";
import { dialectOf } from "@/lib/data/dialect";
import { load } from "@/lib/data/loading";
import { migrate } from "@/lib/data/migrate";
import { openSnapshot } from "@/lib/data/snapshot";
import { Unfit } from "@/lib/data/tables";

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

/** How far a long work has come; the step is in the present participle. */
export type OnProgress = (step: string, done: number, all: number) => void;

/** How long a store may be looked at while the other side works, in ms. */
export const LONG = 3_600_000;

export interface Backup {
  file: string;
  description: Description;
  /** What both chains came to in the restored backup. */
  chains: ChainReports;
}

/** `tracker-20220314T100000Z-60-c041ad7099e6.backup`: when, and the head of the public chain. */
const NAME = /^tracker-\d{8}T\d{6}Z-\d+-[0-9a-f]{12}\.backup$/;

/**
 * Writes a backup of one moment of the store, while editors save, and restores it into a store of its own, which must then
 * be equal row by row. Nothing stands under its name before.
 * @param folder made when missing, closed to other accounts; one for each store
 * @throws Unfit
 */
export async function makeBackup(
  url: string,
  folder: string,
  options: { key: string | undefined; now: Date; onProgress?: OnProgress },
): Promise<Backup> {
  const { key, now, onProgress } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const snapshot = await openSnapshot(url, LONG);
  let partial: string | undefined;
  try {
    const contents = await contentsOf(snapshot, dialectOf(url), now);
    const { description } = contents;
    const { seq, hash } = description.heads.public;
    const name = `tracker-${stamp(now)}-${seq}-${hash.slice(0, 12)}.backup`;
    partial = path.join(folder, `.${name}.partial`);
    await writeBackup(partial, contents, key, (done, all) => onProgress?.("Writing the backup", done, all));
    const chains = await restoredElsewhere(await readBackup(partial, key), contents, onProgress);
    const file = path.join(folder, name);
    renameSync(partial, file);
    fsyncFolder(folder);
    return { file, description, chains };
  } catch (error) {
    if (partial) rmSync(partial, { force: true });
    throw error;
  } finally {
    await snapshot.close();
  }
}

/** Restores a backup into a SQLite file that is thrown away, whatever it is a backup of, and compares it with `source`. */
async function restoredElsewhere(backup: Contents, source: Contents, onProgress?: OnProgress): Promise<ChainReports> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-backup-"));
  const url = `file:${path.join(folder, "restored.db")}`;
  let chains: ChainReports | undefined;
  try {
    await migrate(url, undefined, source.description.migration);
    await load(url, backup, {
      onProgress: (done, all) => onProgress?.("Restoring it elsewhere", done, all),
      async verify(loaded, reads) {
        await requireEqual(source, loaded, onProgress);
        chains = await verifyChains(reads, { tables: loaded.description.tables });
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return chains as unknown as ChainReports;
}

/** @throws Unfit that names the first row in which two stores differ */
export async function requireEqual(source: Contents, loaded: Contents, onProgress?: OnProgress): Promise<void> {
  const difference = await firstDifference(source, loaded, (done, all) => onProgress?.("Comparing", done, all));
  if (difference) throw new Unfit(`The copy is not equal to the store. The first row that differs is ${difference}.`);
}

/**
 * Removes all backups of a folder but the newest ones; leaves alone what is not called like a backup.
 * @returns the names of those removed
 */
export function pruneBackups(folder: string, keep: number): string[] {
  const names = readdirSync(folder).filter((name) => NAME.test(name));
  const removed = names.sort().slice(0, Math.max(0, names.length - keep));
  for (const name of removed) rmSync(path.join(folder, name));
  return removed;
}
