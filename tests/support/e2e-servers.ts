import { testEnvironment } from "@/lib/config";
import { createDatabase, dropDatabase } from "@/tests/support/postgres";
import { startServer, type TestServer } from "@/tests/support/server";

/** A server that the browser tests speak to. */
export interface Served {
  url: string;
  databaseUrl: string;
}

const VARIABLE = "E2E_SERVERS";

/** The server of a Playwright project; undefined before the servers run. */
export function servedOn(project: string): Served | undefined {
  return (JSON.parse(process.env[VARIABLE] ?? "{}") as Record<string, Served>)[project];
}

/** Playwright's global setup: one server per database, seeded. The workers learn their addresses from a variable. */
export default async function startServers(): Promise<() => Promise<void>> {
  const { postgresUrl } = testEnvironment();
  const servers: Record<string, TestServer> = { sqlite: await startServer({ seed: true }) };
  const database = postgresUrl && (await createDatabase(postgresUrl));
  if (database) servers.postgresql = await startServer({ seed: true, databaseUrl: database });
  const addresses = Object.entries(servers).map(([name, { url, databaseUrl }]) => [name, { url, databaseUrl }]);
  process.env[VARIABLE] = JSON.stringify(Object.fromEntries(addresses));
  return async () => {
    for (const server of Object.values(servers)) await server.stop();
    if (postgresUrl && database) await dropDatabase(postgresUrl, database);
  };
}
