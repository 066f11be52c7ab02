import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { testEnvironment } from "@/lib/config";

const NO_PYTHON = "python3 is not on this machine: what other people's tools make of our files is not tested.";

function answers(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const found = answers();

/** Runs a program and returns what it printed; rejects when it fails. */
export async function python(program: string, args: string[] = [], input = ""): Promise<string> {
  const running = promisify(execFile)("python3", ["-c", program, ...args], { maxBuffer: 2 ** 26 });
  running.child.stdin?.end(input);
  return (await running).stdout;
}

/** A test that needs Python 3. Without it the test is announced as missing; under CI=true it fails. */
export function itWithPython(name: string, body: () => Promise<void>): void {
  if (found) it(name, body);
  else if (testEnvironment().ci) it(name, () => expect.unreachable(NO_PYTHON));
  else {
    console.warn(`\n*** ${NO_PYTHON}\n    Missing: ${name}\n`);
    it.skip(`${name}: no python3`);
  }
}
