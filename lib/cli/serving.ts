import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { createInterface } from "node:readline";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { NEXT } from "@/lib/cli/builds";
import { type Config, childEnvironment } from "@/lib/config";

const START_LIMIT_MS = 60_000;
/** Longer than the server takes at most for what is under way (lib/front/serve.ts). */
const STOP_LIMIT_MS = 25_000;

/**
 * Makes sure that the server will be able to listen, for readers and where the desk has an address of its own.
 * @throws Halt in one sentence: the port is taken, or the address can't be used
 */
export async function requireFreePorts(
  settings: Pick<Config, "host" | "port" | "deskListen" | "metricsListen">,
): Promise<void> {
  await requireFreePort(settings, "");
  if (settings.metricsListen) await requireFreePort(settings.metricsListen, "METRICS_");
  if (settings.deskListen) await requireFreePort(settings.deskListen, "DESK_");
}

/** @param of what the names of the two settings begin with */
async function requireFreePort({ host, port }: Pick<Config, "host" | "port">, of: string): Promise<void> {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program; stop that one or choose another, as in ${of}PORT=${port + 1}.`,
    EACCES: `Port ${port} needs rights that this account does not have; choose one from 1024 on.`,
    EADDRNOTAVAIL: `${of}HOST is ${host}, which is no address of this machine.`,
    ENOTFOUND: `${of}HOST is ${host}, which is no address of this machine.`,
  };
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Halt(reasons[error.code ?? ""] ?? `Can't listen on ${host}, port ${port}: ${error.message}.`)),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** A port of the loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Where the environment of a server differs from the one that starts it. */
export type ServerSettings = Pick<Config, "root" | "host" | "port"> & {
  environment?: Record<string, string | undefined>;
};

/**
 * Starts the server: the one place that knows what serves the site.
 * @param mode `start` serves the build through the publisher, `dev` the sources; `bare` the build without the
 *   publisher, to measure what it is worth
 */
export function spawnServer(settings: ServerSettings, mode: "start" | "dev" | "bare"): ChildProcess {
  const { root, host, port, environment } = settings;
  const next = [NEXT, mode === "dev" ? "dev" : "start", "--hostname", host, "--port", String(port)];
  return spawn(process.execPath, mode === "start" ? ["server.mjs"] : next, {
    cwd: root,
    env: childEnvironment({
      NODE_ENV: mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HOST: host,
      PORT: String(port),
      ...environment,
    }),
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own: Ctrl+C reaches it once, from us.
    detached: process.platform !== "win32",
  });
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const settle = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

/**
 * Resolves as soon as the server takes connections.
 * @throws Halt when it ends instead, or needs more than a minute
 */
export async function untilReady(server: ChildProcess, { host, port }: Pick<Config, "host" | "port">): Promise<void> {
  const everyAddress: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const limit = performance.now() + START_LIMIT_MS;
  while (!(await answers(everyAddress[host] ?? host, port))) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Halt(`The server ended while it started (${server.signalCode ?? `exit code ${server.exitCode}`}).`);
    }
    if (performance.now() > limit) throw new Halt("The server did not answer within a minute.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Asks the server to end, and makes it where it takes too long. Resolves when it has. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  const timer = setTimeout(() => server.kill("SIGKILL"), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

/** Next says where it listens and when it is ready; we say that ourselves, with the address that people use. */
const NEXT_GREETING = /^\s*(▲ Next\.js|- (Local|Network|Environments):|✓ (Starting|Ready|Running)|$)/;

/** @param words whether the log is for somebody who looks on: then only what went wrong is shown, as a sentence */
function show(server: ChildProcess, words: boolean): void {
  server.stderr?.pipe(process.stderr);
  if (!server.stdout) return;
  createInterface({ input: server.stdout }).on("line", (line) => {
    if (NEXT_GREETING.test(line)) return;
    const shown = words ? sentenceOf(line) : line;
    if (shown !== null) console.log(shown);
  });
}

/** What a line of the log says to somebody who looks on; null where that is nothing. */
function sentenceOf(line: string): string | null {
  if (!line.startsWith('{"level":')) return line;
  const { level, msg, id } = JSON.parse(line) as { level: string; msg: string; id?: string };
  return level === "info" ? null : [msg, id && `(request ${id})`].filter(Boolean).join(" ");
}

/**
 * Serves until the server ends or this process is asked to.
 * @param whenReady runs once the server takes connections
 * @param words whether the log is for somebody who looks on, not for a program
 * @returns the exit code: 0 when it was asked to end, else the server's own
 */
export async function serve(
  settings: ServerSettings,
  mode: "start" | "dev",
  whenReady: () => Promise<void>,
  words = true,
): Promise<number> {
  const server = spawnServer(settings, mode);
  const ended = new Promise((resolve) => server.once("exit", resolve));
  let asked = false;
  const stop = () => {
    // Ctrl+C under npm arrives twice.
    if (asked) return;
    asked = true;
    void stopServer(server);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // npm passes a SIGTERM on to the shell between us, which ends without a word to us.
  const parent = process.ppid;
  const underNpm = childEnvironment({}).npm_lifecycle_event !== undefined;
  if (underNpm) setInterval(() => process.ppid !== parent && stop(), 500).unref();
  process.once("exit", () => server.kill("SIGKILL"));
  show(server, words);
  try {
    await untilReady(server, settings);
    await whenReady();
  } catch (error) {
    await stopServer(server);
    if (!asked) throw error;
  }
  await ended;
  return asked ? 0 : (server.exitCode ?? 1);
}
