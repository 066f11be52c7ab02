import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { stopServer, untilReady } from "@/lib/cli/serving";
import { childEnvironment } from "@/lib/config";
import { commandOf, type Program } from "@/tests/support/programs";

/** Somebody else's server while it runs in front of the site. */
export interface InFront {
  /** What it has printed so far. */
  said(): string;
  stop(): Promise<void>;
}

/**
 * Runs a server in the foreground until it is stopped, and removes its folder then.
 * @param where it keeps its files and takes connections
 * @throws with what it said, where it does not start
 */
export async function runInFront(
  program: Program,
  args: string[],
  { folder, port, env = {} }: { folder: string; port: number; env?: Record<string, string> },
): Promise<InFront> {
  const server = spawn(commandOf(program) ?? program, args, {
    env: childEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said += text));
  const orphan = () => server.kill("SIGKILL");
  process.once("exit", orphan);
  const stop = async () => {
    process.removeListener("exit", orphan);
    await stopServer(server);
    rmSync(folder, { recursive: true, force: true });
  };
  await untilReady(server, { host: "127.0.0.1", port }).catch(async (error) => {
    await stop();
    throw new Error(said || `${program} did not start`, { cause: error });
  });
  return { said: () => said, stop };
}
