import { testEnvironment } from "@/lib/config";
import { startOwnServer } from "@/tests/support/own-server";
import type { TestServer } from "@/tests/support/server";

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
  const databases = testEnvironment().postgresUrl ? ["sqlite", "postgresql"] : ["sqlite"];
  const servers: Record<string, TestServer> = {};
  for (const name of databases) servers[name] = await startOwnServer(name, { beginning: "seeded" });
  const addresses = Object.entries(servers).map(([name, { url, databaseUrl }]) => [name, { url, databaseUrl }]);
  process.env[VARIABLE] = JSON.stringify(Object.fromEntries(addresses));
  return async () => {
    for (const server of Object.values(servers)) await server.stop();
  };
}
