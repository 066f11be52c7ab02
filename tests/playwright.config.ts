import { defineConfig } from "@playwright/test";
import { testEnvironment } from "@/lib/config";
import { servedOn } from "@/tests/support/e2e-servers";

const { chromiumPath, postgresUrl } = testEnvironment();
// Chromium can't make its sandbox for root.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** How a page looks and behaves does not depend on the database: these run on SQLite only. */
const LOOKS = ["public", "script", "everyone", "elsewhere", "weight", "walk", "past", "markup"].map(
  (name) => `**/${name}.spec.ts`,
);
/** Compares the pages of both, so that the rest holds for PostgreSQL too. */
const BOTH = "**/databases.spec.ts";
const IGNORED = { sqlite: BOTH, postgresql: LOOKS };

const project = (name: keyof typeof IGNORED) => ({
  name,
  testIgnore: IGNORED[name],
  use: { baseURL: servedOn(name)?.url },
});

/** Every browser test that writes runs on both databases, each file with a server and a store of its own. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  globalSetup: "./support/e2e-servers.ts",
  // A file at a time per core: what writes has a server of its own, and the shared ones are only read.
  workers: 2,
  timeout: 60_000,
  forbidOnly: testEnvironment().ci,
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: chromiumPath, args },
    screenshot: "only-on-failure",
  },
  projects: [project("sqlite"), ...(postgresUrl ? [project("postgresql")] : [])],
});
