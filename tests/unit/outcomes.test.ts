import { describe, expect, it } from "vitest";
import { playwrightOutcome, summary, vitestOutcome } from "@/lib/cli/outcomes";

const vitest = (
  passed: number,
  failed: number,
  files: { status: string; assertionResults: object[]; [more: string]: unknown }[],
) => JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 2, testResults: files });

describe("a run of vitest", () => {
  it("counts its tests", () => {
    const report = vitest(5, 0, [{ status: "passed", assertionResults: [{ status: "passed" }] }]);
    expect(vitestOutcome(0, report)).toEqual({ passed: 5, failed: 0, skipped: 2, missing: [], failures: [] });
  });

  it("names what failed, with the first line of why", () => {
    const failed = { status: "failed", fullName: "it works", failureMessages: ["\u001b[31mError: no\u001b[0m\nat x"] };
    const report = vitest(5, 1, [
      { name: "/somewhere/a.test.ts", status: "failed", assertionResults: [failed, { status: "passed" }] },
      { name: "/somewhere/b.test.ts", status: "failed", message: "cannot be read", assertionResults: [] },
    ]);
    expect(vitestOutcome(1, report)).toMatchObject({
      passed: 5,
      failed: 2,
      failures: ["b.test.ts: cannot be read", "a.test.ts, it works: Error: no"],
    });
  });

  it("counts a file that could not be read as failed", () => {
    expect(vitestOutcome(1, vitest(5, 0, [{ status: "failed", assertionResults: [] }])).failed).toBe(1);
  });

  it("has failed when it says so without a failed test, or says nothing", () => {
    expect(vitestOutcome(1, vitest(5, 0, [])).failed).toBe(1);
    expect(vitestOutcome(0, null).failed).toBe(1);
  });
});

describe("a run of Playwright", () => {
  const report = (unexpected: number, flaky: number) =>
    JSON.stringify({ stats: { expected: 3, unexpected, flaky, skipped: 1 } });

  it("counts its tests, and one that passed only when repeated as failed", () => {
    expect(playwrightOutcome(0, report(0, 0))).toMatchObject({ passed: 3, failed: 0, skipped: 1, failures: [] });
    expect(playwrightOutcome(1, report(2, 1)).failed).toBe(3);
  });

  it("names what failed on which database", () => {
    const test = (projectName: string, status: string) => ({
      projectName,
      status,
      results: [{ error: { message: "too wide\nat y" } }],
    });
    const spec = {
      title: "it fits",
      file: "a.spec.ts",
      tests: [test("sqlite", "expected"), test("postgresql", "flaky")],
    };
    const stats = { expected: 1, unexpected: 0, flaky: 1, skipped: 0 };
    expect(playwrightOutcome(0, JSON.stringify({ stats, suites: [{ suites: [{ specs: [spec] }] }] })).failures).toEqual(
      ["a.spec.ts [postgresql], it fits: too wide"],
    );
  });

  it("has failed when it says so without a failed test, or says nothing", () => {
    expect(playwrightOutcome(1, report(0, 0)).failed).toBe(1);
    expect(playwrightOutcome(1, null).failed).toBe(1);
  });
});

describe("the summary", () => {
  const outcome = { passed: 4, failed: 1, skipped: 0, missing: [], failures: ["a.test.ts, it works: Error: no"] };

  it("names again what failed", () => {
    const text = summary([{ name: "unit", outcome, time: "1.0 s" }]);
    expect(text).toContain("✗ unit: a.test.ts, it works: Error: no");
  });

  it("ends with the sum alone on a line", () => {
    const text = summary([
      { name: "unit", outcome, time: "1.0 s" },
      { name: "lint", outcome: { ...outcome, failed: 0 }, time: "2.0 s" },
    ]);
    expect(text.split("\n").at(-1)).toBe("8 passed, 1 failed");
  });

  it("says loudly what this machine could not run", () => {
    const text = summary([{ name: "e2e", outcome: { ...outcome, missing: ["no Chromium"] }, time: "1.0 s" }]);
    expect(text).toContain("!!! SKIPPED in e2e: no Chromium");
  });
});
