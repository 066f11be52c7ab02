// @ts-check
/**
 * What `npm run quickstart` and `npm test` run first. It needs nothing but Node: it installs the packages where they
 * are missing or out of date, then hands over to the TypeScript of the same name in this folder.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMANDS = ["quickstart", "test", "dev"];
const OLDEST_NODE = [20, 19];
const COMPILER = ["python3", "make", "g++"];
/** Something that a person has to put right; shown without a stack. */
export class Halt extends Error {}

/**
 * @param {string} version as in process.versions.node
 * @returns {string | null} a sentence for the person where this Node is too old
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [needMajor = 0, needMinor = 0] = OLDEST_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return null;
  return `This needs Node ${OLDEST_NODE.join(".")} or newer; this is Node ${version}. See https://nodejs.org/en/download.`;
}

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> }} Lock */

/**
 * Whether the packages in node_modules are those of the lock file.
 * @param {Lock} lock package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json, which npm writes when an install is complete
 * @returns {boolean}
 */
export function installNeeded(lock, installed) {
  if (!installed?.packages) return true;
  const present = installed.packages;
  return Object.entries(lock.packages ?? {}).some(([name, wanted]) => {
    if (name === "") return false;
    const found = present[name];
    // Packages for other platforms stay away.
    if (!found) return !wanted.optional && !wanted.devOptional;
    return found.version !== wanted.version;
  });
}

/**
 * @param {string[]} missing the tools that were not found
 * @returns {string} why they are needed and how to get them
 */
export function compilerNote(missing) {
  return `better-sqlite3 has to be compiled here, which needs ${COMPILER.join(", ")}; missing: ${missing.join(", ")}.
On Debian or Ubuntu: sudo apt-get install -y ${COMPILER.join(" ")}`;
}

/**
 * A fingerprint of files: changes when the content of one does, or its path.
 * @param {string[]} files relative to root
 * @param {string} root absolute
 */
export function fingerprint(files, root) {
  const hash = createHash("sha256");
  for (const file of files) {
    const full = path.join(root, file);
    hash.update(`${file}\0`);
    hash.update(existsSync(full) ? readFileSync(full) : "");
    hash.update("\0");
  }
  return hash.digest("hex");
}

/** @param {number} since as from performance.now() */
export function elapsed(since) {
  const seconds = (performance.now() - since) / 1000;
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/**
 * Shows a step while it runs and what it took: one line that counts on a terminal, two lines elsewhere.
 * @template T
 * @param {string} label in the present participle
 * @param {() => Promise<T>} work
 * @param {number} [start] when it began, as from performance.now(), where that was earlier
 * @returns {Promise<T>}
 */
export async function step(label, work, start = performance.now()) {
  const out = process.stdout;
  const line = (/** @type {string} */ text) => (out.isTTY ? `\r\x1b[K${text}` : text);
  out.write(line(`· ${label} …${out.isTTY ? "" : "\n"}`));
  const timer = out.isTTY && setInterval(() => out.write(line(`· ${label} … ${elapsed(start)}`)), 1000);
  try {
    const result = await work();
    out.write(line(`✓ ${label}: ${elapsed(start)}\n`));
    return result;
  } catch (error) {
    out.write(line(`✗ ${label}: failed after ${elapsed(start)}\n`));
    throw error;
  } finally {
    if (timer) clearInterval(timer);
  }
}

/**
 * Runs a program in the project's folder without showing what it prints, unless it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<string>} what it printed
 */
export function quietly(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    // npm is a script on Windows, which only a shell can start.
    const shell = process.platform === "win32" && program === "npm";
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], shell, ...options });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (log += text));
    child.on("error", (error) => reject(new Halt(`${program} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(log);
      const file = path.join(tmpdir(), `corridor-tracker-${process.pid}.log`);
      writeFileSync(file, log);
      const tail = log.trimEnd().split("\n").slice(-30).join("\n");
      reject(
        new Halt(
          `${tail}\n\n${[program, ...args].join(" ")} failed (${signal ?? `exit code ${code}`}). All it said: ${file}`,
        ),
      );
    });
  });
}

/** @param {string} file @returns {Lock | null} */
function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** Whether better-sqlite3's native part is there and fits this Node; asked of another process, as a misfit can crash. */
function sqliteLoads() {
  const probe = 'new (require("better-sqlite3"))(":memory:").close()';
  return spawnSync(process.execPath, ["-e", probe], { cwd: ROOT, stdio: "ignore" }).status === 0;
}

/** @type {{ since: number, ended: Promise<void> } | null} */
let compiling = null;

/**
 * Resolves once a store can be opened: at once, except where better-sqlite3 is just being compiled. What opens none need not
 * wait for that.
 */
export async function compiled() {
  if (!compiling) return;
  const { since, ended } = compiling;
  await step("Compiling better-sqlite3", () => ended, since);
}

/**
 * Begins to compile better-sqlite3 where there is no ready-made file. The install scripts that package.json allows are those of
 * packages with a native part.
 */
async function makeSqlite() {
  const folder = path.join(ROOT, "node_modules/better-sqlite3");
  const download = path.join(ROOT, "node_modules/prebuild-install/bin.js");
  try {
    await quietly(process.execPath, [download], { cwd: folder });
  } catch {
    // No ready-made file for this machine, or it can't be reached.
  }
  if (sqliteLoads()) return;
  const missing = COMPILER.filter((tool) => spawnSync(tool, ["--version"], { stdio: "ignore" }).status !== 0);
  if (missing.length > 0 && process.platform !== "win32") throw new Halt(compilerNote(missing));
  process.stdout.write(
    `better-sqlite3 has to be compiled here (${COMPILER.join(", ")}), which takes a minute or two.\n`,
  );
  const ended = quietly("npm", ["rebuild", ...allowedScripts()]).then(() => {
    if (!sqliteLoads())
      throw new Halt("better-sqlite3 was built but does not load; remove node_modules and try again.");
    compiling = null;
  });
  ended.catch(() => {}); // whoever waits for it is told
  compiling = { since: performance.now(), ended };
}

/** @returns {string[]} the packages whose install scripts may run */
function allowedScripts() {
  const { allowScripts = {} } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  return Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
}

/** @param {Lock | null} lock */
const sqliteVersion = (lock) => lock?.packages?.["node_modules/better-sqlite3"]?.version;

async function installPackages() {
  const lock = readLock(path.join(ROOT, "package-lock.json"));
  if (!lock) throw new Halt("package-lock.json is missing; restore it from the repository.");
  const installed = readLock(path.join(ROOT, "node_modules/.package-lock.json"));
  if (installNeeded(lock, installed)) {
    const native = path.join(ROOT, "node_modules/better-sqlite3/build/Release/better_sqlite3.node");
    // npm ci begins by removing everything; what took a minute to compile comes back where it still fits.
    const compiled = existsSync(native) && sqliteVersion(installed) === sqliteVersion(lock) && readFileSync(native);
    // Scripts stay off here whatever the version of npm; the allowed one is run by hand below.
    await step("Installing the packages", () => quietly("npm", ["ci", "--ignore-scripts", "--include=dev"]));
    if (compiled) {
      mkdirSync(path.dirname(native), { recursive: true });
      writeFileSync(native, compiled);
    }
  }
  if (!sqliteLoads()) await makeSqlite();
}

async function main() {
  const [command = "", ...args] = process.argv.slice(2);
  if (!COMMANDS.includes(command)) throw new Halt(`Usage: node lib/cli/bootstrap.mjs ${COMMANDS.join("|")}`);
  const problem = nodeProblem(process.versions.node);
  if (problem) throw new Halt(problem);
  process.chdir(ROOT);
  await installPackages();

  // Only now is there a tsx to import; in the same process, so that signals and exit codes have no way to get lost.
  const tsx = pathToFileURL(path.join(ROOT, "node_modules/tsx/dist/esm/api/index.mjs")).href;
  const { register } = await import(tsx);
  register();
  await import(pathToFileURL(path.join(ROOT, "lib/cli/db-generate.ts")).href);
  const script = path.join(ROOT, "lib/cli", `${command}.ts`);
  process.argv = [process.argv[0] ?? "node", script, ...args];
  await import(pathToFileURL(script).href);
}

// No await here: the scripts import this module, which must have been evaluated by then.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof Halt ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
}
