import { Halt } from "@/lib/cli/bootstrap.mjs";
import { ConfigError } from "@/lib/config";
import { Unfit } from "@/lib/data/tables";

/** An option that the script does not know, or one without its value. */
const isUsage = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && /^ERR_PARSE_ARGS/.test(String(error.code));

/**
 * Runs an npm script: what a person has to put right is shown as sentences with exit code 1, a surprise with its stack.
 * @param run resolves with the exit code, 0 where there is none
 */
export async function command(run: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    const problems =
      error instanceof ConfigError
        ? error.problems
        : error instanceof Halt || error instanceof Unfit || isUsage(error)
          ? [error.message]
          : null;
    if (!problems) console.error(error);
    else for (const problem of problems) console.error(`✗ ${problem}`);
  }
}
