import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** What one part of the checks came to. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Single tests that were left out by themselves. */
  skipped: number;
  /** Why something could not run at all on this machine, one sentence each. */
  missing: string[];
  /** What failed and its first line, to be read again under everything else that was printed. */
  failures: string[];
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    status: string;
    message?: string;
    name?: string;
    assertionResults: { status: string; fullName?: string; failureMessages?: string[] }[];
  }[];
}

/** Neither colours nor more than a line. */
const failure = (what: string, message = "") => {
  const first = stripVTControlCharacters(message).split("\n", 1)[0] ?? "";
  return [what, first].filter(Boolean).join(": ");
};
const NOTHING_SAID: Outcome = { passed: 0, failed: 1, skipped: 0, missing: [], failures: [] };

/**
 * Counts a vitest run.
 * @param code its exit code: a failure that no test shows still counts as one
 * @param report its JSON report; null when it wrote none
 */
export function vitestOutcome(code: number, report: string | null): Outcome {
  if (report === null) return NOTHING_SAID;
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(report) as VitestReport;
  const brokenFiles = testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const failed = numFailedTests + brokenFiles.length;
  return {
    passed: numPassedTests,
    failed: Math.max(failed, code === 0 ? 0 : 1),
    skipped: numPendingTests,
    missing: [],
    failures: [
      ...brokenFiles.map((file) => failure(path.basename(file.name ?? ""), file.message)),
      ...testResults.flatMap((file) =>
        file.assertionResults
          .filter((test) => test.status === "failed")
          .map((test) => failure(`${path.basename(file.name ?? "")}, ${test.fullName}`, test.failureMessages?.[0])),
      ),
    ],
  };
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    tests: { projectName: string; status: string; results: { error?: { message?: string } }[] }[];
  }[];
}

interface PlaywrightReport extends PlaywrightSuite {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

const failuresIn = (suite: PlaywrightSuite): string[] => [
  ...(suite.suites ?? []).flatMap(failuresIn),
  ...(suite.specs ?? []).flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, results }) =>
        failure(`${file} [${projectName}], ${title}`, results.find(({ error }) => error)?.error?.message),
      ),
  ),
];

/** Counts a Playwright run; a test that passed only when repeated counts as failed. Parameters as above. */
export function playwrightOutcome(code: number, report: string | null): Outcome {
  if (report === null) return NOTHING_SAID;
  const run = JSON.parse(report) as PlaywrightReport;
  const { expected, unexpected, flaky, skipped } = run.stats;
  const failed = Math.max(unexpected + flaky, code === 0 ? 0 : 1);
  return { passed: expected, failed, skipped, missing: [], failures: failuresIn(run) };
}

/** What failed, the table, then what was left out, then the sum alone on the last line. */
export function summary(results: { name: string; outcome: Outcome; time: string }[]): string {
  const row = (name: string, ...cells: string[]) => name.padEnd(14) + cells.map((cell) => cell.padStart(9)).join("");
  const lines = results.map(({ name, outcome, time }) =>
    row(name, String(outcome.passed), String(outcome.failed), String(outcome.skipped), time),
  );
  const missing = results.flatMap(({ name, outcome }) =>
    outcome.missing.map((reason) => `!!! SKIPPED in ${name}: ${reason}`),
  );
  const sum = (count: "passed" | "failed") => results.reduce((total, { outcome }) => total + outcome[count], 0);
  const failures = results.flatMap(({ name, outcome }) => outcome.failures.map((what) => `✗ ${name}: ${what}`));
  return [
    ...(failures.length > 0 ? ["", ...failures] : []),
    "",
    row("part", "passed", "failed", "skipped", "time"),
    ...lines,
    ...(missing.length > 0 ? ["", ...missing] : []),
    "",
    `${sum("passed")} passed, ${sum("failed")} failed`,
  ].join("\n");
}
