import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { childEnvironment } from "@/lib/config";
import type { Ledger } from "@/tests/support/ledger";

/** saver.ts as a process of its own, which tells a ledger what it asked and was answered. */
export interface Saver {
  process: ChildProcessWithoutNullStreams;
  /**
   * Lets it save from the ledger's next day on.
   * @param heard called after each answer
   */
  begin(ledger: Ledger, heard: () => void): void;
  /** Resolves when it has ended. @returns signal or exit code, and what it complained of */
  ended: Promise<{ how: string | number | null; complaint: string }>;
}

/**
 * Starts it ahead of its time.
 * @param env added to its environment
 */
export function startSaver(url: string, env: Record<string, string> = {}): Saver {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/saver.ts", url], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: childEnvironment(env),
  });
  let complaint = "";
  child.stderr.on("data", (text) => (complaint += text));
  child.stdin.on("error", () => {});
  let rest = "";
  let ledger: Ledger | undefined;
  let heard = () => {};
  child.stdout.on("data", (text) => {
    // a line that was cut off in the middle was not heard
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [word, number, told, ...more] = line.split(" ");
      const n = Number(number);
      if (!ledger || word === "ready") continue;
      if (word === "sent") {
        ledger.asked.add(n);
        ledger.next = Math.max(ledger.next, n + 1);
        continue;
      }
      if (word === "saved") ledger.saved.set(n, Number(told));
      else ledger.refused.set(n, [told, ...more].join(" "));
      heard();
    }
  });
  return {
    process: child,
    begin(to, hears) {
      ledger = to;
      heard = hears;
      child.stdin.write(`${to.next}\n`);
    },
    ended: once(child, "close").then(([code, signal]) => ({ how: signal ?? code, complaint })),
  };
}
