import { defineConfig } from "@playwright/test";
import { testEnvironment } from "@/lib/config";
import { LOOKS } from "@/tests/support/browsing";
import { servedOn } from "@/tests/support/e2e-servers";

const { chromiumPath, postgresUrl } = testEnvironment();
// Chromium can't make its sandbox for root.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/**
 * How a page looks and is gone through does not depend on the database: these run on SQLite only, and so does what is tagged
 * so. What they save with, the commands, is tried on both by the integration tests.
 */
const LOOKING = [
  ...["public", "script", "everyone", "elsewhere", "weight", "walk", "past", "markup"],
  ...["life", "register", "report", "review", "sheet", "sign-in"],
].map((name) => `**/${name}.spec.ts`);
/** Compares the pages of both, so that the rest holds for PostgreSQL too. */
const BOTH = "**/databases.spec.ts";
const IGNORED = { sqlite: BOTH, postgresql: LOOKING };

const project = (name: keyof typeof IGNORED) => ({
  name,
  testIgnore: IGNORED[name],
  ...(name === "postgresql" && { grepInvert: new RegExp(LOOKS) }),
  use: { baseURL: servedOn(name)?.url },
});

/** Each file that writes has a server and a store of its own. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  globalSetup: ["./support/templates.ts", "./support/e2e-servers.ts"],
  // A file at a time per core: what writes has a server of its own, and the shared ones are only read.
  workers: 2,
  timeout: 60_000,
  // What fails takes longer to say so; what passes, no longer. A busy machine stands still for seconds.
  expect: { timeout: 15_000 },
  forbidOnly: testEnvironment().ci,
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: chromiumPath, args },
    screenshot: "only-on-failure",
  },
  projects: [project("sqlite"), ...(postgresUrl ? [project("postgresql")] : [])],
});
