import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
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
  start(): Promise<void>;
  /** Ends every connection at once, as a failing machine or a restart does. */
  stop(): Promise<void>;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

/** Makes a cluster in a folder of its own and starts it on a free port of the loopback. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-postgres-"));
  const data = path.join(folder, "data");
  const port = await freePort();
  // PostgreSQL refuses to run as root
  const asRoot = process.getuid?.() === 0;
  const run = (program: string, ...args: string[]) => {
    const file = path.join(PROGRAMS ?? "", program);
    const [command, all] = asRoot ? ["runuser", ["-u", "postgres", "--", file, ...args]] : [file, args];
    return execute(command as string, all as string[], { cwd: "/" });
  };
  chmodSync(folder, 0o755);
  mkdirSync(data);
  if (asRoot) await execute("chown", ["postgres", data]);
  await run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${data} -c fsync=off`;
  const control = (...args: string[]) => run("pg_ctl", "-D", data, ...args);
  const start = async () => void (await control("-o", options, "-l", path.join(data, "log"), "-w", "start"));
  const stop = async () => void (await control("-m", "immediate", "-w", "stop"));
  await start();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    async remove() {
      await stop().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
