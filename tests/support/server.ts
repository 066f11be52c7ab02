import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, spawnServer, stopServer, untilReady } from "@/lib/cli/serving";
import { childEnvironment } from "@/lib/config";
import { type Beginning, copyToFile } from "@/tests/support/templates";

/** A server of the build, on loopback, with a store of its own. */
export interface TestServer {
  url: string;
  databaseUrl: string;
  /** Temporary; holds the store unless one was given. */
  dataDir: string;
  /** Of the process that was started: the publisher; the renderer is its child. */
  pid: number;
  /** What the server has printed so far. */
  output(): string;
  /** Runs a script of lib/cli on the server's store and returns what it printed. */
  run(script: string, ...args: string[]): Promise<string>;
  /** Ends it as a crash would: SIGKILL. The store stays, also for a next server. */
  kill(): Promise<void>;
  /** Asks it to end, and resolves with its exit code; null where a signal ended it. Its store stays. */
  end(): Promise<number | null>;
  /** Ends it in good order and removes its temporary folder. Works after kill(), too. */
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** Its tables are up to date. An own SQLite file when not given. */
  databaseUrl?: string;
  /** Of the own file: empty when not given. */
  beginning?: Beginning;
  /** A free one when not given. */
  port?: number;
  /** Added to the server's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  /** `bare`: without the publisher. */
  mode?: "start" | "bare";
}

/** Starts the build in .next, with tables, secret and port of its own. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const root = path.resolve(import.meta.dirname, "../..");
  const dataDir = mkdtempSync(path.join(tmpdir(), "tracker-"));
  const databaseUrl = options.databaseUrl ?? `file:${dataDir}/tracker.db`;
  const host = "127.0.0.1";
  const port = options.port ?? (await freePort());
  const url = `http://${host}:${port}`;
  const environment = {
    DATABASE_URL: databaseUrl,
    HOST: host,
    PORT: String(port),
    SITE_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    ...options.env,
  };
  let printed = "";
  const keep = (text: Buffer) => {
    printed += text;
  };

  async function run(script: string, ...args: string[]): Promise<string> {
    const child = spawn(process.execPath, ["--import", "tsx", path.join("lib/cli", `${script}.ts`), ...args], {
      cwd: root,
      env: childEnvironment(environment),
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`${script} failed with exit code ${code}:\n${said}`);
    return said;
  }

  if (!options.databaseUrl) await copyToFile(options.beginning ?? "empty", databaseUrl);

  const server = spawnServer({ root, host, port, environment }, options.mode ?? "start");
  const pid = server.pid ?? 0;
  server.stdout?.on("data", keep);
  server.stderr?.on("data", keep);
  const orphan = () => server.kill("SIGKILL");
  process.once("exit", orphan);
  try {
    await untilReady(server, { host, port });
  } catch (error) {
    await stopServer(server);
    throw new Error(`${error instanceof Error ? error.message : error}\n${printed}`);
  }

  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    // a crash of the machine asks no process of the group whether another is still there
    process.kill(-pid, "SIGKILL");
    await ended;
  }

  async function end(): Promise<number | null> {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    return (await ended)[0];
  }

  async function stop(): Promise<void> {
    await stopServer(server);
    process.removeListener("exit", orphan);
    rmSync(dataDir, { recursive: true, force: true });
  }

  return { url, databaseUrl, dataDir, pid, output: () => printed, run, kill, end, stop };
}
