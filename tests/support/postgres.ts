import { randomUUID } from "node:crypto";
import pg from "pg";
import { testEnvironment } from "@/lib/config";

/** What the names of all databases of tests begin with. */
const PREFIX = "tracker_test_";

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
export async function runOn(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Creates a database with a random name and returns its URL.
 * @param template what it is a copy of; by default an empty one
 * @param as how the empty one keeps text; by default as the tracker takes it
 * @param run whose databases can be found again by databasesNamed()
 */
export async function createDatabase(
  server: string,
  { template, run = "", as }: { template?: string; run?: string; as?: string } = {},
): Promise<string> {
  const name = `${PREFIX}${run}${randomUUID().replaceAll("-", "")}`;
  const kind = template ? `TEMPLATE ${template}` : `TEMPLATE template0 ${as ?? "ENCODING 'UTF8' LOCALE 'C.UTF-8'"}`;
  await runOn(server, `CREATE DATABASE ${name} ${kind}`);
  return urlOf(server, name);
}

/** The URLs of the databases that createDatabase() made for a run. */
export async function databasesNamed(server: string, run: string): Promise<string[]> {
  const { rows } = await runOn(server, `SELECT datname FROM pg_database WHERE starts_with(datname, '${PREFIX}${run}')`);
  return rows.map(({ datname }) => urlOf(server, datname));
}

function urlOf(server: string, name: string): string {
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
