import { tmpdir } from "node:os";
import path from "node:path";
import type { Dialect } from "@/lib/data/dialect";
import { makeSyntheticStore, type Synthetic } from "@/tests/bench/synthetic-store";
import { createDatabase, dropDatabase, findPostgres } from "@/tests/support/postgres";

/** A database for a measurement. */
export interface Measured {
  dialect: Dialect;
  url: string;
}

/** A made-up SQLite file in the temporary folder, where it stays to be used again. */
export async function madeUpFile(size: Synthetic): Promise<Measured> {
  const talk = size.talk ? `-${Object.values(size.talk).join("-")}` : "";
  const name = `${size.corridors}x${size.days}-${size.until}${talk}${size.history ? "-history" : ""}.db`;
  const url = `file:${path.join(tmpdir(), "corridor-tracker-bench", name)}`;
  await makeSyntheticStore(url, size);
  return { dialect: "sqlite", url };
}

/**
 * Runs `measure` on a made-up store of each kind. PostgreSQL databases are dropped afterwards. Without a PostgreSQL server that half is announced as missing.
 */
export async function onMadeUpStores(size: Synthetic, measure: (store: Measured) => Promise<void>): Promise<void> {
  const rows = size.corridors * size.days;
  console.error(`· ${rows} made-up days on SQLite …`);
  await measure(await madeUpFile(size));
  console.error(`· ${rows} made-up days on PostgreSQL …`);
  await onPostgres(async (database) => {
    await makeSyntheticStore(database.url, size);
    await measure(database);
  });
}

/** Runs `measure` on an empty PostgreSQL database, which is dropped afterwards. */
export async function onPostgres(measure: (store: Measured) => Promise<void>): Promise<void> {
  const server = await findPostgres();
  if (!server)
    return console.warn("*** No PostgreSQL server answers; name one in TEST_POSTGRES_URL. Not measured there.");
  const url = await createDatabase(server);
  try {
    await measure({ dialect: "postgresql", url });
  } finally {
    await dropDatabase(server, url);
  }
}
