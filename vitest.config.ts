import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const all = { extends: true as const };
const TEMPLATES = "tests/support/templates.ts";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    // One test file at a time per core is enough: every integration test owns its databases.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Without `isolate` the files of a worker share what they load: each would take up to a second for it.
    projects: [
      { ...all, test: { name: "alone", include: ["tests/{unit,house}/**/*.test.{ts,tsx}"], isolate: false } },
      {
        ...all,
        test: { name: "stores", include: ["tests/integration/**/*.test.ts"], isolate: false, globalSetup: TEMPLATES },
      },
      { ...all, test: { name: "served", include: ["tests/{security,faults}/**/*.test.ts"], globalSetup: TEMPLATES } },
    ],
  },
});
