import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compiled, Halt, step } from "@/lib/cli/bootstrap.mjs";
import { seedStore } from "@/lib/cli/db-seed";
import { requireFreePorts } from "@/lib/cli/serving";
import { addressOf } from "@/lib/cli/whole-store-words";
import { foldNotes } from "@/lib/commands/search-texts";
import { type Config, config } from "@/lib/config";
import { copySqlite } from "@/lib/data/backups";
import { store } from "@/lib/data/client";
import { migrate, pendingMigrations } from "@/lib/data/migrate";

/** Makes the folders that hold the store and the secret, closed to other accounts. */
export function makeDataFolders({ dataDir, databaseFile }: Pick<Config, "dataDir" | "databaseFile">): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (databaseFile) mkdirSync(path.dirname(databaseFile), { recursive: true, mode: 0o700 });
}

/** Writes a new random secret; fails rather than replace one. */
export function makeSecret(file: string): void {
  writeFileSync(file, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
}

/** Likewise the key that signs checkpoints: 32 bytes in base64. */
export function makeCheckpointKey(file: string): void {
  writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
}

/**
 * Where the copy goes that is made before the tables change: beside the store, named by the instant in UTC.
 * @returns null where there is nothing to lose: no file yet, an empty one, or PostgreSQL
 */
export function backupBefore(databaseFile: string | null, now: Date): string | null {
  if (!databaseFile || !existsSync(databaseFile) || statSync(databaseFile).size === 0) return null;
  const instant = now.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const { name } = path.parse(databaseFile);
  return path.join(path.dirname(databaseFile), "backups", `${name}-${instant}.db`);
}

/**
 * Makes sure that the database can be used.
 * @throws Halt that says what is wrong with it
 */
export async function requireDatabase({ databaseFile, databaseUrl }: Config): Promise<void> {
  if (databaseFile) return requireWritable(databaseFile);
  try {
    await store().read.$queryRaw`SELECT 1`;
  } catch (error) {
    // Prisma puts the reason on the last line.
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.trim().split("\n").at(-1);
    throw new Halt(`The database ${addressOf(databaseUrl)} can't be used: ${reason || "no answer"}`);
  }
}

/** SQLite keeps files of its own beside the store, even to read it. */
function requireWritable(file: string): void {
  for (const place of [path.dirname(file), file])
    try {
      if (existsSync(place)) accessSync(place, constants.W_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const reason = code === "EROFS" ? "its disk is read-only" : "this account may not";
      throw new Halt(`The store can't be used: ${place} cannot be written to (${reason}).`);
    }
}

/** Brings the tables up to date, after a copy of a SQLite file that has something in it. */
export async function updateTables({ databaseUrl, databaseFile, root }: Config): Promise<void> {
  const pending = await pendingMigrations(databaseUrl);
  if (pending.length === 0) return;
  const backup = backupBefore(databaseFile, new Date());
  if (databaseFile && backup) {
    await step(`Backing up the store to ${path.relative(root, backup)}`, () => copySqlite(databaseFile, backup));
  }
  await step("Bringing the tables up to date", () => migrate(databaseUrl));
}

/** Whether nothing was ever published here and nobody has an account. */
async function untouched(): Promise<boolean> {
  const { revision, user } = store().read;
  return (await revision.count()) === 0 && (await user.count()) === 0;
}

/**
 * Loads the seed into a store that nothing was ever done with.
 * @param empty true: never, neither now nor when this is run again without it
 */
async function seedOnce({ dataDir }: Config, empty: boolean): Promise<void> {
  const unseeded = path.join(dataDir, "unseeded");
  if (empty) writeFileSync(unseeded, "npm run quickstart -- --empty was run here: no seed is loaded.\n");
  if (existsSync(unseeded) || !(await untouched())) return;
  const answer = await step("Loading the seed", () => seedStore(store()));
  if (!answer.ok) throw new Halt(`The seed could not be loaded (${answer.code}); run npm run db:seed to see why.`);
}

/**
 * Makes everything that a first run lacks: folders, secret, tables, seed. Changes nothing on the next.
 * @param mode whose rules the environment has to meet
 * @param beside what opens no store, and so fills the time in which better-sqlite3 is compiled
 * @throws ConfigError, Halt
 */
export async function prepare(
  mode: "production" | "development",
  { empty }: { empty: boolean },
  beside = async (_: Config): Promise<void> => {},
): Promise<Config> {
  const before = config();
  await requireFreePorts(before);
  makeDataFolders(before);
  if (before.secretFrom === "nowhere") makeSecret(before.secretFile);
  if (before.checkpointKey === undefined) makeCheckpointKey(before.checkpointFile);
  const settings = config(mode);
  await requireDatabase(settings);
  await beside(settings);
  await compiled();
  await updateTables(settings);
  await foldNotes(store());
  await seedOnce(settings, empty);
  return settings;
}
