import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { testEnvironment } from "@/lib/config";

/** Other people's programs that read our files or stand in front of the site: what each is called by, and how one finds out whether it is there. */
const PROGRAMS = {
  python: { commands: ["python3"], probe: ["--version"], debian: "python3" },
  // the Python that comes first need not be the one that has it
  pandas: { commands: ["python3", "/usr/bin/python3"], probe: ["-c", "import pandas"], debian: "python3-pandas" },
  r: { commands: ["Rscript"], probe: ["--version"], debian: "r-base-core" },
  nginx: { commands: ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "nginx"], probe: ["-v"], debian: "nginx-light" },
  caddy: { commands: ["caddy"], probe: ["version"], debian: "caddy" },
  promtool: { commands: ["promtool"], probe: ["--version"], debian: "prometheus" },
  spreadsheet: { commands: ["soffice"], probe: ["--version"], debian: "libreoffice-calc-nogui" },
} as const;
export type Program = keyof typeof PROGRAMS;

const found = new Map<Program, string | undefined>();

/** Where it is; undefined where it is not. */
export function commandOf(program: Program): string | undefined {
  if (found.has(program)) return found.get(program);
  const { commands, probe } = PROGRAMS[program];
  const answers = (command: string) => {
    try {
      execFileSync(command, probe, { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  const command = commands.find(answers);
  found.set(program, command);
  return command;
}

/** Runs a program and returns what it printed; rejects when it fails. */
export async function run(program: Program, args: string[], input = ""): Promise<string> {
  const running = promisify(execFile)(commandOf(program) ?? program, args, { maxBuffer: 2 ** 26 });
  running.child.stdin?.end(input);
  return (await running).stdout;
}

/** Runs a program written in Python. */
export const python = (program: string, args: string[] = [], input = "") =>
  run("python", ["-c", program, ...args], input);

/** A test that needs a program. Without it the test is announced as missing; under CI=true it fails. */
export function itWith(program: Program, name: string, body: () => Promise<void>): void {
  const missing = `${PROGRAMS[program].debian} is not on this machine: what it makes of our files is not tested.`;
  if (commandOf(program)) it(name, body);
  else if (testEnvironment().ci) it(name, () => expect.unreachable(missing));
  else {
    console.warn(`\n*** ${missing}\n    Missing: ${name}\n`);
    it.skip(`${name}: no ${program}`);
  }
}
