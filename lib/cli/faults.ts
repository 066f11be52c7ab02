// npm run test:faults [-- NAME …]: the tests of tests/faults and those of tests/security that count, with their long counts,
// on SQLite and a PostgreSQL cluster made for it. Prints a table of figures; the last line is `N passed, N failed`. NAME is
// part of the name of a test's file. FAULTS_SHARE=0.1 takes a tenth of the counts.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { build, buildNeeded } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { vitestOutcome } from "@/lib/cli/outcomes";
import { childEnvironment, testEnvironment } from "@/lib/config";
import { machine, markdown } from "@/tests/bench/report";
import type { Figure } from "@/tests/support/counts";
import { hasPostgresPrograms, NO_PROGRAMS, startOwnPostgres } from "@/tests/support/own-postgres";

const ALL = ["tests/faults/", "tests/security/inputs.test.ts", "tests/security/tampering.test.ts"];

/** The figures that the tests have left so far. */
const figuresIn = (file: string): Figure[] =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Figure)
    : [];

await command(async () => {
  const root = process.cwd();
  if (!hasPostgresPrograms) throw new Halt(NO_PROGRAMS);
  if (buildNeeded(root)) await build(root);
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-faults-"));
  const figures = path.join(folder, "figures.jsonl");
  const report = path.join(folder, "report.json");
  const postgres = await startOwnPostgres();
  const named = process.argv.slice(2);
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const files = named.length > 0 ? named : ALL;
    const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...files, ...reporters], {
      cwd: root,
      stdio: "inherit",
      env: childEnvironment({
        DATABASE_URL: `file:${folder}/nobodys.db`,
        TEST_POSTGRES_URL: postgres.url,
        FAULTS_SHARE: String(testEnvironment().faultsShare || 1),
        FAULTS_FIGURES: figures,
      }),
    });
    const [code] = await once(child, "exit");
    const rows = figuresIn(figures).map(({ fault, database, times, result }) => [fault, database, times, result]);
    rows.sort(([a], [b]) => String(a).localeCompare(String(b)));
    const columns = ["fault", "database", "times", "result"];
    console.log(`\n${markdown({ title: "Under faults", columns, rows, notes: [`${machine()}.`] })}\n`);
    const { passed, failed, skipped } = vitestOutcome(
      code ?? 1,
      existsSync(report) ? readFileSync(report, "utf8") : null,
    );
    if (skipped > 0)
      console.log(`!!! SKIPPED: ${skipped} tests that this machine has not what they need for, named above`);
    console.log(`${passed} passed, ${failed} failed`);
    return failed > 0 ? 1 : 0;
  } finally {
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
