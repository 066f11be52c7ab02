import { testEnvironment } from "@/lib/config";
import { createDatabase, dropDatabase } from "@/tests/support/postgres";
import { startServer, type TestServer } from "@/tests/support/server";

/**
 * A server that one file of browser tests has to itself, empty, on the database of its project.
 * @param project `sqlite` or `postgresql`
 * @param env added to its environment
 */
export async function startOwnServer(project: string, env: Record<string, string> = {}): Promise<TestServer> {
  const { postgresUrl } = testEnvironment();
  if (project !== "postgresql" || !postgresUrl) return startServer({ env });
  const databaseUrl = await createDatabase(postgresUrl);
  const server = await startServer({ databaseUrl, env });
  return {
    ...server,
    async stop() {
      await server.stop();
      await dropDatabase(postgresUrl, databaseUrl);
    },
  };
}
