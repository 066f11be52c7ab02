// npm test [-- PART …]: every check there is. The last line is `N passed, N failed`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compiled, elapsed, Halt, quietly } from "@/lib/cli/bootstrap.mjs";
import { build, buildNeeded, NEXT } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { type Outcome, playwrightOutcome, summary, vitestOutcome } from "@/lib/cli/outcomes";
import { childEnvironment, testEnvironment } from "@/lib/config";
import { findPostgres } from "@/tests/support/postgres";

const root = process.cwd();
const { ci, chromiumPath } = testEnvironment();
const folder = mkdtempSync(path.join(tmpdir(), "tracker-checks-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const postgres = await findPostgres();

// Nothing that is tested here may reach the store that somebody works with.
const environment = { DATABASE_URL: `file:${folder}/nobodys.db`, TEST_POSTGRES_URL: postgres };
const NO_POSTGRES = "no PostgreSQL server answers; name one in TEST_POSTGRES_URL";
const NO_CHROMIUM = `no Chromium at ${chromiumPath}; name one in CHROMIUM_PATH`;

/** Runs a program of node_modules, showing what it prints; returns its exit code. */
async function run(program: string, args: string[], more: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, [path.join("node_modules", program), ...args], {
    cwd: root,
    stdio: "inherit",
    env: childEnvironment({ ...environment, ...more }),
  });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

const oneCheck = (code: number): Outcome => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
  missing: [],
  failures: [],
});

/** What a part could not run; a failure where the machine is supposed to have everything. */
const without = (reason: string): Outcome => ({
  passed: 0,
  failed: ci ? 1 : 0,
  skipped: 0,
  missing: [reason],
  failures: [],
});

async function buildIfChanged(): Promise<void> {
  if (buildNeeded(root)) await build(root);
}

async function vitest(directory: string): Promise<Outcome> {
  await compiled();
  const report = path.join(folder, `${directory}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run("vitest/vitest.mjs", ["run", `tests/${directory}/`, ...reporters]);
  const outcome = vitestOutcome(code, existsSync(report) ? readFileSync(report, "utf8") : null);
  const onBoth = directory === "integration" || directory === "faults";
  // Under CI each of these tests has failed by itself.
  return onBoth && !postgres ? { ...outcome, missing: [`PostgreSQL: ${NO_POSTGRES}`] } : outcome;
}

async function browser(): Promise<Outcome> {
  if (!existsSync(chromiumPath)) return without(NO_CHROMIUM);
  await buildIfChanged();
  await compiled();
  const report = path.join(folder, "e2e.json");
  const args = ["test", "--config", "tests/playwright.config.ts", "--reporter=list,json"];
  const code = await run("@playwright/test/cli.js", args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const outcome = playwrightOutcome(code, existsSync(report) ? readFileSync(report, "utf8") : null);
  if (postgres) return outcome;
  const skip = without(`PostgreSQL: ${NO_POSTGRES}`);
  return { ...outcome, failed: outcome.failed + skip.failed, missing: skip.missing };
}

const hasTests = (directory: string) => () => {
  const folder = path.join(root, "tests", directory);
  return existsSync(folder) && readdirSync(folder).length > 0;
};

const tests = (directory: string, needsBuild = false) => ({
  exists: hasTests(directory),
  async run() {
    if (needsBuild) await buildIfChanged();
    return vitest(directory);
  },
});

const always = () => true;
const PARTS: Record<string, { exists: () => boolean; run: () => Promise<Outcome> }> = {
  lint: {
    exists: always,
    async run() {
      const style = await run("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]);
      // what nothing uses: knip.jsonc
      const unused = await run("knip/bin/knip.js", ["--no-progress", "--no-config-hints"]);
      return oneCheck(style || unused);
    },
  },
  types: {
    exists: always,
    async run() {
      // On a fresh clone the types of the routes are not there yet.
      await quietly(process.execPath, [NEXT, "typegen"]);
      return oneCheck(await run("typescript/bin/tsc", ["--noEmit"]));
    },
  },
  // up to here nothing opens a store, which may not be possible yet: compiled()
  build: {
    exists: always,
    async run() {
      await buildIfChanged();
      return oneCheck(0);
    },
  },
  unit: tests("unit"),
  integration: tests("integration", true),
  house: tests("house"),
  security: tests("security", true),
  faults: tests("faults", true),
  e2e: { exists: hasTests("e2e"), run: browser },
};

await command(async () => {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0)
    throw new Halt(`No part is called ${unknown.join(", ")}. There are: ${Object.keys(PARTS).join(", ")}.`);

  const results: { name: string; outcome: Outcome; time: string }[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (named.length > 0 ? !named.includes(name) : !part.exists()) continue;
    console.log(`\n━━ ${name}`);
    const start = performance.now();
    const outcome = await part.run().catch((error: unknown) => {
      console.error(error instanceof Halt ? error.message : error);
      return oneCheck(1);
    });
    const time = elapsed(start);
    results.push({ name, outcome, time });
    console.log(`${outcome.failed > 0 ? "✗" : "✓"} ${name}: ${time}`);
  }
  console.log(summary(results));
  return results.some(({ outcome }) => outcome.failed > 0) ? 1 : 0;
});
