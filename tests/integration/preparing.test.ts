import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backupBefore, makeDataFolders, makeSecret } from "@/lib/cli/preparing";
import { readConfig } from "@/lib/config";
import { copySqlite } from "@/lib/data/backups";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "prepare-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const mode = (file: string) => statSync(file).mode & 0o777;

describe("a first run", () => {
  it("makes the folders, closed to other accounts", () => {
    const dataDir = path.join(folder, "data");
    makeDataFolders({ dataDir, databaseFile: path.join(folder, "store/deep/tracker.db") });
    expect(mode(dataDir)).toBe(0o700);
    expect(mode(path.join(folder, "store/deep"))).toBe(0o700);
  });

  it("makes a secret that only its owner can read and that a production server accepts", () => {
    makeDataFolders({ dataDir: path.join(folder, "data"), databaseFile: null });
    const file = path.join(folder, "data/secret");
    makeSecret(file);
    expect(mode(file)).toBe(0o600);
    const { nextauthSecret, secretFrom } = readConfig({ NODE_ENV: "production" }, folder);
    expect(secretFrom).toBe("file");
    expect(readFileSync(file, "utf8")).toBe(`${nextauthSecret}\n`);
  });

  it("never replaces a secret, which would end every session", () => {
    const file = path.join(folder, "secret");
    makeSecret(file);
    expect(() => makeSecret(file)).toThrow("EEXIST");
  });
});

describe("the copy before the tables change", () => {
  const now = new Date("2022-03-12T07:08:09.123Z");

  it("is not made where there is nothing to lose", () => {
    const file = path.join(folder, "tracker.db");
    expect(backupBefore(null, now)).toBeNull();
    expect(backupBefore(file, now)).toBeNull();
    writeFileSync(file, "");
    expect(backupBefore(file, now)).toBeNull();
  });

  it("stands beside the store under the instant in UTC", () => {
    const file = path.join(folder, "tracker.db");
    writeFileSync(file, "x");
    expect(backupBefore(file, now)).toBe(path.join(folder, "backups/tracker-20220312T070809Z.db"));
  });

  it("holds what was committed, also what still lies in the write-ahead log, and nothing of an open transaction", async () => {
    const file = path.join(folder, "tracker.db");
    const writer = new Database(file);
    writer.pragma("journal_mode=WAL");
    writer.exec("CREATE TABLE day (name TEXT); INSERT INTO day VALUES ('committed')");
    writer.exec("BEGIN IMMEDIATE; INSERT INTO day VALUES ('open')");
    const copy = path.join(folder, "backups/copy.db");
    await copySqlite(file, copy);
    writer.exec("ROLLBACK");
    writer.close();
    expect(readdirSync(path.dirname(copy))).toEqual(["copy.db"]);
    const read = new Database(copy, { readonly: true });
    expect(read.prepare("SELECT name FROM day").pluck().all()).toEqual(["committed"]);
    expect(read.pragma("integrity_check", { simple: true })).toBe("ok");
    read.close();
  });

  it("leaves nothing under its name when it fails", async () => {
    const copy = path.join(folder, "backups/copy.db");
    await expect(copySqlite(path.join(folder, "missing.db"), copy)).rejects.toThrow();
    expect(readdirSync(path.dirname(copy))).toEqual([]);
  });
});
