import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { backupKey, databaseUrl, hostOf, isLoopback, networks, originOf, originsOf, portOf } from "./config-values";

/** What the environment says, checked. Made by `config()`; nothing else reads the environment. */
export interface Config {
  /** The project's folder: the working directory of every npm script and of the server. Absolute. */
  root: string;
  /** `file:/absolute/path` or `postgresql://…`. */
  databaseUrl: string;
  database: "sqlite" | "postgresql";
  /** Absolute path of the SQLite file; null on PostgreSQL. */
  databaseFile: string | null;
  /** Holds what this installation owns: the secret, and by default the store and its backups. Absolute. */
  dataDir: string;
  /** Where quickstart keeps the secret that it made. Absolute; mode 0600. */
  secretFile: string;
  /** The address to listen on. */
  host: string;
  port: number;
  /** The public origin, without a trailing slash. */
  siteUrl: string;
  /** The origin of the desk, without a trailing slash; `siteUrl` unless it has an address of its own. */
  deskUrl: string;
  /** Where the desk listens; null where it shares the address of the site. */
  deskListen: { host: string; port: number } | null;
  /** Where what the site counts can be read; null for nowhere. */
  metricsListen: { host: string; port: number } | null;
  /** Servers in front, as addresses or networks: what they say of who asks is believed. */
  trustedProxies: string[];
  /** Every origin that a form may be sent from: the desk's own, and on loopback both of its names. */
  origins: string[];
  /** True when the site is served to this machine only: its address and what it listens on are both loopback. */
  loopback: boolean;
  /** At least 32 characters. Without one, outside production, a random one that ends with the process. */
  nextauthSecret: string;
  /** Where the secret was found; `nowhere` means that it was made at random. */
  secretFrom: "environment" | "file" | "nowhere";
  production: boolean;
  /** Seals backups: 32 bytes in base64, or a passphrase. */
  backupKey: string | undefined;
  /** Signs the head of the public chain: 32 random bytes in base64. Undefined: no checkpoint is published. */
  checkpointKey: string | undefined;
  /** Where quickstart keeps that key. Absolute; mode 0600. */
  checkpointFile: string;
}

/** What the test suite and the bench take from the environment. */
export interface TestEnvironment {
  /** True under `CI=true`: a part that can't run is a failure, not a skip. */
  ci: boolean;
  chromiumPath: string;
  /** Undefined: the suite tries the local server. */
  postgresUrl: string | undefined;
  /** Which part of the long counts a test of faults takes, 1 for all of them; 0, in `npm test`, for the short ones. */
  faultsShare: number;
  /** Where tests of faults leave their figures, one line of JSON each; undefined: nowhere. */
  faultsFigures: string | undefined;
}

type Environment = Record<string, string | undefined>;

/** The environment can't be used. `problems` names every mistake, one sentence each. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const SECRET_LENGTH = 32;
/** What to listen on so that no other machine reaches it. */
const LOOPBACK_HOST = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i;

const ORIGINS = {
  SITE_URL: originOf("SITE_URL", "corridors.example.org"),
  DESK_URL: originOf("DESK_URL", "desk.example.org"),
};

/** What a file says that only its owner may read; undefined where there is none. Adds what is wrong with it. */
function secretIn(file: string, problems: string[]): string | undefined {
  if (!existsSync(file)) return undefined;
  // Windows has no such mode bits.
  if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0) {
    problems.push(`${file} can be read by other accounts; run: chmod 600 ${file}`);
  }
  return readFileSync(file, "utf8").trim();
}

/** The key of checkpoints from the environment, else from the file, likewise. */
function findCheckpointKey(given: string | undefined, file: string, problems: string[]): string | undefined {
  const key = given ?? secretIn(file, problems);
  const named = given === undefined ? `The key in ${file}` : "CHECKPOINT_KEY";
  if (key !== undefined && Buffer.from(key, "base64").length !== 32)
    problems.push(`${named} must be 32 random bytes in base64, as openssl rand -base64 32 makes them.`);
  return key;
}

/** The secret from the environment, else from the file; undefined where there is none. Adds what is wrong with it. */
function findSecret(given: string | undefined, file: string, problems: string[]): string | undefined {
  const named = given !== undefined ? "NEXTAUTH_SECRET" : `The secret in ${file}`;
  const secret = given ?? secretIn(file, problems);
  if (secret === undefined) return undefined;
  if (secret.length < SECRET_LENGTH) problems.push(`${named} must have at least ${SECRET_LENGTH} characters.`);
  return secret;
}

/**
 * Checks an environment. Empty variables count as unset.
 * @param root the project's folder, absolute
 * @throws ConfigError with every mistake
 */
export function readConfig(environment: Environment, root: string): Config {
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const problems: string[] = [];
  const parsed = z
    .object({
      DATABASE_URL: databaseUrl(root),
      HOST: hostOf("HOST").default("127.0.0.1"),
      PORT: portOf("PORT").default(3000),
      SITE_URL: ORIGINS.SITE_URL.optional(),
      DESK_URL: ORIGINS.DESK_URL.optional(),
      DESK_HOST: hostOf("DESK_HOST").optional(),
      DESK_PORT: portOf("DESK_PORT").optional(),
      TRUSTED_PROXIES: networks.default([]),
      METRICS_HOST: hostOf("METRICS_HOST").default("127.0.0.1"),
      METRICS_PORT: portOf("METRICS_PORT").optional(),
      BACKUP_KEY: backupKey.optional(),
    })
    .safeParse(env);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => issue.message));

  const production = env.NODE_ENV === "production";
  // The build renders nothing that is signed, and must work before there is a secret.
  const building = env.NEXT_PHASE === "phase-production-build";
  for (const [name, origin] of Object.entries(ORIGINS)) {
    const { data } = origin.safeParse(env[name]);
    if (production && data && !data.startsWith("https:") && !isLoopback(data))
      problems.push(`${name} must begin with https:// for every address that other machines can reach.`);
  }
  if (env.DESK_URL === undefined && (env.DESK_PORT ?? env.DESK_HOST) !== undefined)
    problems.push("DESK_HOST and DESK_PORT need DESK_URL, the address under which editors reach the desk.");
  if (env.DESK_URL !== undefined && env.DESK_PORT === undefined)
    problems.push("DESK_URL needs DESK_PORT, the port on which the desk listens.");
  const dataDir = path.join(root, "data");
  const secretFile = path.join(dataDir, "secret");
  const secret = findSecret(env.NEXTAUTH_SECRET, secretFile, problems);
  const checkpointFile = path.join(dataDir, "checkpoint-key");
  const checkpointKey = findCheckpointKey(env.CHECKPOINT_KEY, checkpointFile, problems);
  if (production && !building && secret === undefined) {
    problems.push(
      `NEXTAUTH_SECRET is missing: set at least ${SECRET_LENGTH} random characters, or let npm run quickstart make them.`,
    );
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);

  const { DATABASE_URL, HOST, PORT, BACKUP_KEY, SITE_URL = `http://localhost:${PORT}` } = parsed.data;
  const { DESK_URL = SITE_URL, DESK_HOST = HOST, DESK_PORT, METRICS_HOST, METRICS_PORT } = parsed.data;
  return {
    ...DATABASE_URL,
    root,
    dataDir,
    secretFile,
    host: HOST,
    port: PORT,
    siteUrl: SITE_URL,
    deskUrl: DESK_URL,
    deskListen: DESK_PORT === undefined ? null : { host: DESK_HOST, port: DESK_PORT },
    metricsListen: METRICS_PORT === undefined ? null : { host: METRICS_HOST, port: METRICS_PORT },
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    origins: originsOf(DESK_URL),
    loopback: [SITE_URL, DESK_URL].every(isLoopback) && [HOST, DESK_HOST].every((name) => LOOPBACK_HOST.test(name)),
    nextauthSecret: secret ?? randomBytes(SECRET_LENGTH).toString("base64url"),
    secretFrom: secret === undefined ? "nowhere" : env.NEXTAUTH_SECRET === undefined ? "file" : "environment",
    production,
    backupKey: BACKUP_KEY,
    checkpointKey,
    checkpointFile,
  };
}

/**
 * The address of a database that is named in another place than DATABASE_URL; a relative file begins at the root.
 * @param named what it is called there, for the sentences about it
 * @throws ConfigError
 */
export function databaseAt(value: string | undefined, named: string, root: string): string {
  const parsed = value === undefined ? undefined : databaseUrl(root).safeParse(value);
  if (parsed?.success) return parsed.data.databaseUrl;
  const problems = parsed?.error.issues.map(({ message }) => message.replaceAll("DATABASE_URL", named));
  throw new ConfigError(problems ?? [`${named} is missing: file:… or postgresql://…`]);
}

/** Lets the same .env serve the server and every command; what is set already wins, and .env.local over .env. */
function loadEnvFiles(root: string): void {
  for (const name of [".env.local", ".env"]) {
    const file = path.join(root, name);
    if (existsSync(file)) process.loadEnvFile(file);
  }
}

// One Next process holds several copies of this module; they must agree on a secret made at random.
const CACHE = Symbol.for("corridor-tracker.config");
const shared = globalThis as { [CACHE]?: Config };

/**
 * The environment of this process, read once. Sets NEXTAUTH_URL, which next-auth reads by itself, from DESK_URL or SITE_URL.
 * @param as for the scripts that start a server: whose rules hold, for this process and its children; reads anew
 * @throws ConfigError with every mistake
 */
export function config(as?: "production" | "development"): Config {
  if (shared[CACHE] && !as) return shared[CACHE];
  // Next's types call NODE_ENV read-only, which holds for the bundled code.
  if (as) Object.assign(process.env, { NODE_ENV: as });
  const root = process.cwd();
  loadEnvFiles(root);
  const read = readConfig(process.env, root);
  process.env.NEXTAUTH_URL = read.deskUrl;
  shared[CACHE] = read;
  return read;
}

/** The environment that a child process gets: this one's, with changes; undefined takes a variable away. */
export function childEnvironment(changes: Environment): NodeJS.ProcessEnv {
  return { ...process.env, ...changes } as NodeJS.ProcessEnv;
}

/** Where Debian puts Chromium: without a window, which starts in half the time, and with one. */
const CHROMIUM = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"] as const;

/** What the test suite and the bench are told about this machine. */
export function testEnvironment(): TestEnvironment {
  return {
    ci: /^(1|true)$/i.test(process.env.CI ?? ""),
    chromiumPath: process.env.CHROMIUM_PATH || CHROMIUM.find((file) => existsSync(file)) || CHROMIUM[0],
    postgresUrl: process.env.TEST_POSTGRES_URL || undefined,
    faultsShare: Math.max(0, Number(process.env.FAULTS_SHARE) || 0),
    faultsFigures: process.env.FAULTS_FIGURES || undefined,
  };
}
