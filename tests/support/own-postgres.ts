import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { freePort } from "@/lib/cli/serving";

const execute = promisify(execFile);
const DEBIAN = "/usr/lib/postgresql";

/** The folder of the newest PostgreSQL server of this machine; Debian keeps its programs out of PATH. */
function programs(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => path.join(DEBIAN, version, "bin"))
    .find((bin) => existsSync(path.join(bin, "initdb")));
}

const PROGRAMS = programs();
export const hasPostgresPrograms = PROGRAMS !== undefined;
export const NO_PROGRAMS =
  "There is no PostgreSQL server to start here (Debian: postgresql): nothing below loses its database.";

/** A PostgreSQL server of a test's own, which it may stop and start as it likes. */
export interface OwnPostgres {
  /** Of its first database, as its superuser. */
  url: string;
  /** @param env added to the environment of its processes */
  start(env?: Record<string, string>): Promise<void>;
  /** Ends every connection at once, as a failing machine or a restart does. */
  stop(): Promise<void>;
  /** Ends its first process with SIGKILL; the others follow. */
  kill(): Promise<void>;
  /** Ends the process of one connection with SIGKILL: the server ends all the others, and recovers by itself. */
  killBackend(pid: number): void;
  /** What it has written into its log. */
  log(): string;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

/** What is otherwise than usual with a cluster. */
interface Otherwise {
  /** Where it lies; an own folder in the temporary one where not given. Removed in the end. */
  folder?: string;
  /** Settings, `name=value`; by default it never waits for the disk. */
  settings?: string[];
}

/** The state of a process, as ps has it: `Z` has ended. */
function stateOf(pid: number): string {
  try {
    return /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1] ?? "gone";
  } catch {
    return "gone";
  }
}

/** Makes a cluster in a folder of its own and starts it on a free port of the loopback. */
export async function startOwnPostgres(otherwise: Otherwise = {}): Promise<OwnPostgres> {
  const { settings = ["fsync=off"] } = otherwise;
  const folder = otherwise.folder ?? mkdtempSync(path.join(tmpdir(), "tracker-postgres-"));
  const data = path.join(folder, "data");
  const port = await freePort();
  // PostgreSQL refuses to run as root
  const asRoot = process.getuid?.() === 0;
  const run = (program: string, args: string[], more: Record<string, string> = {}) => {
    const variables = Object.entries(more).map(([name, value]) => `${name}=${value}`);
    const line = ["env", ...variables, path.join(PROGRAMS ?? "", program), ...args];
    const [command = "", ...all] = asRoot ? ["runuser", "-u", "postgres", "--", ...line] : line;
    return execute(command, all, { cwd: "/" });
  };
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  mkdirSync(data, { recursive: true });
  if (asRoot) await execute("chown", ["postgres", data]);
  // the smallest segments of the log, so that a small disk is filled by what is saved
  const making = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--wal-segsize=1"];
  await run("initdb", ["-D", data, ...making]);
  const chosen = settings.map((setting) => `-c ${setting}`).join(" ");
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= ${chosen}`;
  const control = (args: string[], env = {}) => run("pg_ctl", ["-D", data, ...args], env);
  const log = path.join(data, "log");
  const start = async (env = {}) => void (await control(["-o", options, "-l", log, "-w", "start"], env));
  const stop = async () => void (await control(["-m", "immediate", "-w", "stop"]));
  const first = () => Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  // one that has ended may stay in the list until its parent looks, and here that is whatever runs first on the machine
  const alive = (pid: number) => !["Z", "X", "gone"].includes(stateOf(pid));
  await start();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    async kill() {
      const pid = first();
      const others = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
      process.kill(pid, "SIGKILL");
      // those that are left would refuse the next server the data
      while ([pid, ...others].some(alive)) await new Promise((resolve) => setTimeout(resolve, 5));
      // its number is taken for as long as nobody has looked how it ended
      rmSync(path.join(data, "postmaster.pid"), { force: true });
    },
    killBackend: (pid) => process.kill(pid, "SIGKILL"),
    log: () => readFileSync(log, "utf8"),
    async remove() {
      await stop().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
