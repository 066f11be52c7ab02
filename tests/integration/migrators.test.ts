import { spawn } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { expect, it } from "vitest";
import { childEnvironment } from "@/lib/config";
import { drift, migrate } from "@/lib/data/migrate";
import { migrationNames } from "@/lib/data/migrations";
import { createDatabase, dropDatabase } from "@/tests/support/postgres";
import { onPostgres } from "@/tests/support/stores";

/** Runs `npm run db:migrate` on a database as a process of its own. */
async function migrator(databaseUrl: string): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/db-migrate.ts"], {
    env: childEnvironment({ DATABASE_URL: databaseUrl }),
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const [code] = await once(child, "close");
  return { code, said };
}

onPostgres("instances that all start at once on an empty database", (_fresh, server) => {
  async function onEmptyDatabase(body: (url: string, client: pg.Client) => Promise<void>): Promise<void> {
    const url = await createDatabase(server);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await body(url, client);
    } finally {
      await client.end();
      await dropDatabase(server, url);
    }
  }

  it(
    "migrate it once, one of them for all, and every one succeeds",
    () =>
      onEmptyDatabase(async (url, client) => {
        const answers = await Promise.all([1, 2, 3, 4].map(() => migrator(url)));
        expect(answers.map(({ code, said }) => [code, said.split(" ")[0]]).sort()).toEqual([
          [0, "Applied"],
          [0, "Nothing"],
          [0, "Nothing"],
          [0, "Nothing"],
        ]);
        const { rows } = await client.query(
          `SELECT migration_name AS name, finished_at IS NOT NULL AND rolled_back_at IS NULL AS whole
          FROM "_prisma_migrations" ORDER BY started_at`,
        );
        expect(rows).toEqual(migrationNames("postgresql").map((name) => ({ name, whole: true })));
        expect(await drift(url)).toBe("");
      }),
    60_000,
  );

  it("wait for the one that migrates, however long that takes", () =>
    onEmptyDatabase(async (url, client) => {
      await client.query("SELECT pg_advisory_lock(7241)");
      const waiting = migrate(url);
      const waiters = `SELECT count(*)::int AS waiters FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE l.locktype = 'advisory' AND d.datname = current_database() AND NOT l.granted`;
      await expect.poll(async () => (await client.query(waiters)).rows[0].waiters).toBe(1);
      const { rows } = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS begun`);
      expect(rows[0].begun).toBeNull();
      await client.query("SELECT pg_advisory_unlock(7241)");
      expect(await waiting).toEqual(migrationNames("postgresql"));
    }));
});
