import { testEnvironment } from "@/lib/config";
import { dropDatabase } from "@/tests/support/postgres";
import { startServer, type TestServer } from "@/tests/support/server";
import { type Beginning, copyToServer } from "@/tests/support/templates";

type Own = { beginning?: Beginning; env?: Record<string, string> };

/**
 * A server that one file of browser tests has to itself, on the database of its project.
 * @param project `sqlite` or `postgresql`
 * @param own what its store begins with, empty when not given, and what is added to its environment
 */
export async function startOwnServer(
  project: string,
  { beginning = "empty", env = {} }: Own = {},
): Promise<TestServer> {
  const { postgresUrl } = testEnvironment();
  if (project !== "postgresql" || !postgresUrl) return startServer({ beginning, env });
  const databaseUrl = await copyToServer(beginning, postgresUrl);
  const server = await startServer({ databaseUrl, env });
  return {
    ...server,
    async stop() {
      await server.stop();
      await dropDatabase(postgresUrl, databaseUrl);
    },
  };
}
