import { randomUUID } from "node:crypto";
import pg from "pg";
import { testEnvironment } from "@/lib/config";

const LOCAL = ["postgresql://root@127.0.0.1:5432/postgres", "postgresql://postgres@127.0.0.1:5432/postgres"];

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A server on which tests may create databases: TEST_POSTGRES_URL, else a local one; undefined when none answers. */
export async function findPostgres(): Promise<string | undefined> {
  const { postgresUrl } = testEnvironment();
  for (const url of postgresUrl ? [postgresUrl] : LOCAL) if (await answers(url)) return url;
  return undefined;
}

/** Runs one statement on a connection of its own. */
export async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Creates a database with a random name and returns its URL.
 * @param as what CREATE DATABASE says after the name; by default an empty one that the tracker takes
 */
export async function createDatabase(
  server: string,
  as = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
): Promise<string> {
  const name = `tracker_test_${randomUUID().replaceAll("-", "")}`;
  await runOn(server, `CREATE DATABASE ${name} ${as}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops the database at `url`, whoever is still connected. */
export async function dropDatabase(server: string, url: string): Promise<void> {
  await runOn(server, `DROP DATABASE IF EXISTS ${nameOf(url)} WITH (FORCE)`);
}

/**
 * Deletes every row past guards and keys, which only a superuser may; the migrations' own records stay.
 * @returns false when the server did not allow it
 */
export async function emptyDatabase(url: string): Promise<boolean> {
  const rows = `DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
      EXECUTE format('DELETE FROM %I', name);
    END LOOP;
  END $$`;
  return runOn(url, rows).then(
    () => true,
    () => false,
  );
}

/** The database's name in its URL. */
export function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
