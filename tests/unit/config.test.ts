import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError, databaseAt, readConfig } from "@/lib/config";

const SECRET = "0123456789abcdefghijklmnopqrstuv";
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "config-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment, root);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

function writeSecret(secret: string, mode: number): void {
  mkdirSync(path.join(root, "data"));
  writeFileSync(path.join(root, "data/secret"), `${secret}\n`);
  chmodSync(path.join(root, "data/secret"), mode);
}

describe("an empty environment", () => {
  it("serves this machine from a SQLite file in the project", () => {
    expect(readConfig({}, root)).toMatchObject({
      database: "sqlite",
      databaseUrl: `file:${root}/data/tracker.db`,
      databaseFile: `${root}/data/tracker.db`,
      host: "127.0.0.1",
      port: 3000,
      siteUrl: "http://localhost:3000",
      loopback: true,
      production: false,
    });
  });

  it("gets a secret that nobody can guess, another one each time", () => {
    const first = readConfig({}, root).nextauthSecret;
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(readConfig({}, root).nextauthSecret).not.toBe(first);
  });

  it("treats a variable that is set to nothing as unset", () => {
    expect(readConfig({ DATABASE_URL: "", PORT: "", SITE_URL: "", HOST: "" }, root).port).toBe(3000);
  });
});

describe("DATABASE_URL", () => {
  it("keeps an absolute path, also in the form with two slashes", () => {
    expect(readConfig({ DATABASE_URL: "file:/var/lib/t.db" }, root).databaseFile).toBe("/var/lib/t.db");
    expect(readConfig({ DATABASE_URL: "file:///var/lib/t.db" }, root).databaseUrl).toBe("file:/var/lib/t.db");
  });

  it.each(["postgresql://me@db.example:5433/tracker", "postgres://localhost/tracker?sslmode=require"])(
    "takes %s",
    (url) => {
      expect(readConfig({ DATABASE_URL: url }, root)).toMatchObject({
        database: "postgresql",
        databaseUrl: url,
        databaseFile: null,
      });
    },
  );

  it.each([
    ["mysql://localhost/x", "must begin with file:"],
    ["./data/tracker.db", "must begin with file:"],
    ["file:", "must name one file"],
    ["file:./data/", "must name one file"],
    ["file::memory:", "must name one file"],
    ["file:./x.db?mode=ro", "must name one file"],
    ["postgresql://localhost", "must name a database"],
    ["postgresql://local host/x", "not a complete PostgreSQL address"],
  ])("refuses %s", (url, sentence) => {
    const problems = problemsOf({ DATABASE_URL: url });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(sentence);
  });
});

describe("PORT and HOST", () => {
  it("moves the default address of the site along with the port", () => {
    expect(readConfig({ PORT: "4120" }, root).siteUrl).toBe("http://localhost:4120");
  });

  it.each(["0", "65536", "80a", "-1", "3e3", " 80"])("refuses the port %j", (port) => {
    expect(problemsOf({ PORT: port })).toEqual(["PORT must be a whole number from 1 to 65535."]);
  });

  it("refuses a host that is no address", () => {
    expect(problemsOf({ HOST: "http://x/" })).toHaveLength(1);
    expect(problemsOf({ HOST: "::" })).toEqual([]);
  });
});

describe("DESK_URL", () => {
  const apart = { SITE_URL: "https://corridors.example.org", DESK_URL: "https://desk.example.org", DESK_PORT: "3001" };

  it("is where forms may come from, and listens where it is told to", () => {
    expect(readConfig({ ...apart, DESK_HOST: "10.0.0.5" }, root)).toMatchObject({
      siteUrl: "https://corridors.example.org",
      deskUrl: "https://desk.example.org",
      origins: ["https://desk.example.org"],
      deskListen: { host: "10.0.0.5", port: 3001 },
    });
    expect(readConfig(apart, root).deskListen).toEqual({ host: "127.0.0.1", port: 3001 });
  });

  it("is the address of the site where nothing else is said", () => {
    expect(readConfig({ SITE_URL: apart.SITE_URL }, root)).toMatchObject({ deskUrl: apart.SITE_URL, deskListen: null });
  });

  it("makes the desk reachable for others also where the site is not", () => {
    const { loopback } = readConfig({ DESK_URL: "https://desk.example.org", DESK_PORT: "3001" }, root);
    expect(loopback).toBe(false);
  });

  it("needs its port, and its port needs it", () => {
    expect(problemsOf({ DESK_URL: apart.DESK_URL })).toEqual([
      "DESK_URL needs DESK_PORT, the port on which the desk listens.",
    ]);
    expect(problemsOf({ DESK_PORT: "3001" })).toEqual([
      "DESK_HOST and DESK_PORT need DESK_URL, the address under which editors reach the desk.",
    ]);
  });

  it("has to be encrypted in production, as the site has", () => {
    const open = {
      ...apart,
      DESK_URL: "http://desk.example.org",
      NODE_ENV: "production",
      NEXTAUTH_SECRET: "x".repeat(32),
    };
    expect(problemsOf(open)).toEqual([
      "DESK_URL must begin with https:// for every address that other machines can reach.",
    ]);
  });
});

describe("SITE_URL", () => {
  it("is kept without a trailing slash", () => {
    expect(readConfig({ SITE_URL: "https://corridors.example.org/" }, root)).toMatchObject({
      siteUrl: "https://corridors.example.org",
      origins: ["https://corridors.example.org"],
      loopback: false,
    });
  });

  it.each(["corridors.example.org", "ftp://x.org", "https://x.org/sub", "https://x.org/?a", "https://me:pw@x.org"])(
    "refuses %s",
    (url) => {
      const problems = problemsOf({ SITE_URL: url });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain("SITE_URL must be an http or https address without a path");
    },
  );

  it.each(["http://localhost:8080", "http://127.0.0.1:8080"])(
    "accepts both loopback names in the address bar: %s",
    (url) => {
      const { origins, loopback } = readConfig({ SITE_URL: url }, root);
      expect(loopback).toBe(true);
      expect([...origins].sort()).toEqual(["http://127.0.0.1:8080", "http://localhost:8080"]);
      expect(origins[0]).toBe(url);
    },
  );

  it("is not loopback where other machines reach what it listens on, whatever its address says", () => {
    const loopback = (HOST: string) => readConfig({ HOST, SITE_URL: "http://localhost:3000" }, root).loopback;
    for (const host of ["127.0.0.1", "127.0.1.1", "localhost", "::1"]) expect(loopback(host)).toBe(true);
    for (const host of ["0.0.0.0", "::", "192.168.1.5", "127.0.0.1.example.org"]) expect(loopback(host)).toBe(false);
  });

  it("counts the IPv6 loopback address as loopback, and a name that merely begins so as not", () => {
    expect(readConfig({ SITE_URL: "http://[::1]:3000" }, root).loopback).toBe(true);
    expect(readConfig({ SITE_URL: "http://localhost.example.org" }, root).loopback).toBe(false);
  });

  it("must be https in production for every host but loopback", () => {
    const production = { NODE_ENV: "production", NEXTAUTH_SECRET: SECRET };
    expect(problemsOf({ ...production, SITE_URL: "http://corridors.example.org" })).toEqual([
      "SITE_URL must begin with https:// for every address that other machines can reach.",
    ]);
    expect(problemsOf({ ...production, SITE_URL: "https://corridors.example.org" })).toEqual([]);
    expect(problemsOf({ ...production, SITE_URL: "http://localhost:3000" })).toEqual([]);
    expect(problemsOf({ SITE_URL: "http://corridors.example.org" })).toEqual([]);
  });
});

describe("NEXTAUTH_SECRET", () => {
  it("is required in production", () => {
    expect(problemsOf({ NODE_ENV: "production" })[0]).toContain("NEXTAUTH_SECRET is missing");
  });

  it("is not needed to build", () => {
    expect(problemsOf({ NODE_ENV: "production", NEXT_PHASE: "phase-production-build" })).toEqual([]);
  });

  it("has at least 32 characters wherever it is set", () => {
    expect(problemsOf({ NEXTAUTH_SECRET: SECRET.slice(1) })).toEqual([
      "NEXTAUTH_SECRET must have at least 32 characters.",
    ]);
    expect(readConfig({ NEXTAUTH_SECRET: SECRET }, root).nextauthSecret).toBe(SECRET);
  });

  it("comes from the file that quickstart made, and the environment goes first", () => {
    writeSecret(SECRET, 0o600);
    expect(readConfig({ NODE_ENV: "production" }, root).nextauthSecret).toBe(SECRET);
    expect(readConfig({ NEXTAUTH_SECRET: `${SECRET}!` }, root).nextauthSecret).toBe(`${SECRET}!`);
  });

  it("is refused from a file that other accounts can read, or that was cut short", () => {
    writeSecret("short", 0o644);
    const problems = problemsOf({ NODE_ENV: "production" });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain("chmod 600");
    expect(problems[1]).toContain("at least 32 characters");
  });
});

it("names every mistake at once, one sentence each", () => {
  const problems = problemsOf({
    NODE_ENV: "production",
    DATABASE_URL: "oracle:x",
    HOST: "a b",
    PORT: "x",
    SITE_URL: "http://x.org/y",
    NEXTAUTH_SECRET: "short",
  });
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
    "DATABASE_URL",
    "HOST",
    "PORT",
    "SITE_URL",
    "NEXTAUTH_SECRET",
  ]);
});

describe("BACKUP_KEY", () => {
  it("is a long text, or absent", () => {
    expect(readConfig({}, root).backupKey).toBeUndefined();
    expect(readConfig({ BACKUP_KEY: "" }, root).backupKey).toBeUndefined();
    expect(readConfig({ BACKUP_KEY: SECRET }, root).backupKey).toBe(SECRET);
    expect(problemsOf({ BACKUP_KEY: "too short" })).toEqual([expect.stringContaining("at least 20 characters")]);
  });
});

describe("the address of another database", () => {
  it("is read like DATABASE_URL, under the name that it has there", () => {
    expect(databaseAt("file:./other.db", "--to", root)).toBe(`file:${root}/other.db`);
    expect(databaseAt("postgresql://u@h/db", "--to", root)).toBe("postgresql://u@h/db");
    expect(() => databaseAt("mysql://u@h/db", "--to", root)).toThrow("--to must begin with file:");
    expect(() => databaseAt(undefined, "--from", root)).toThrow("--from is missing");
  });
});

describe("what stands around the site", () => {
  it("lets what is counted be read from nowhere unless a port is named, and then from this machine unless an address is", () => {
    expect(readConfig({}, root).metricsListen).toBeNull();
    expect(readConfig({ METRICS_PORT: "9464" }, root).metricsListen).toEqual({ host: "127.0.0.1", port: 9464 });
    const elsewhere = { METRICS_PORT: "9464", METRICS_HOST: "10.0.0.5" };
    expect(readConfig(elsewhere, root).metricsListen).toEqual({ host: "10.0.0.5", port: 9464 });
  });

  it("takes servers in front as addresses and networks", () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: "10.0.0.5, fd00::/8 192.168.0.0/16" }, root);
    expect(trustedProxies).toEqual(["10.0.0.5", "fd00::/8", "192.168.0.0/16"]);
    for (const wrong of ["proxy.example", "10.0.0.5/33", "10.0.0.5/24/1", "10.0.0"])
      expect(problemsOf({ TRUSTED_PROXIES: wrong })).toEqual([
        "TRUSTED_PROXIES must be addresses or networks, as in 10.0.0.5, fd00::/8.",
      ]);
  });
});
