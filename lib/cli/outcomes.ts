/** What one part of the checks came to. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Single tests that were left out by themselves. */
  skipped: number;
  /** Why something could not run at all on this machine, one sentence each. */
  missing: string[];
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts a vitest run.
 * @param code its exit code: a failure that no test shows still counts as one
 * @param report its JSON report; null when it wrote none
 */
export function vitestOutcome(code: number, report: string | null): Outcome {
  if (report === null) return { passed: 0, failed: 1, skipped: 0, missing: [] };
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
  };
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Counts a Playwright run; a test that passed only when repeated counts as failed. Parameters as above. */
export function playwrightOutcome(code: number, report: string | null): Outcome {
  if (report === null) return { passed: 0, failed: 1, skipped: 0, missing: [] };
  const { expected, unexpected, flaky, skipped } = (JSON.parse(report) as PlaywrightReport).stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: Math.max(failed, code === 0 ? 0 : 1), skipped, missing: [] };
}

/** The table at the end, then what was left out, then the sum alone on the last line. */
export function summary(results: { name: string; outcome: Outcome; time: string }[]): string {
  const row = (name: string, ...cells: string[]) => name.padEnd(14) + cells.map((cell) => cell.padStart(9)).join("");
  const lines = results.map(({ name, outcome, time }) =>
    row(name, String(outcome.passed), String(outcome.failed), String(outcome.skipped), time),
  );
  const missing = results.flatMap(({ name, outcome }) =>
    outcome.missing.map((reason) => `!!! SKIPPED in ${name}: ${reason}`),
  );
  const sum = (count: "passed" | "failed") => results.reduce((total, { outcome }) => total + outcome[count], 0);
  return [
    "",
    row("part", "passed", "failed", "skipped", "time"),
    ...lines,
    ...(missing.length > 0 ? ["", ...missing] : []),
    "",
    `${sum("passed")} passed, ${sum("failed")} failed`,
  ].join("\n");
}
