import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { layGround } from "@/tests/support/record";

let folder: string;
let store: Store;
let compiled: MockInstance<Database.Database["prepare"]>;
beforeEach(async () => {
  // a connection keeps the function that it had when it was made
  compiled = vi.spyOn(Database.prototype, "prepare");
  folder = mkdtempSync(path.join(tmpdir(), "tracker-statements-"));
  const url = `file:${folder}/kept.db`;
  await migrate(url);
  store = openStore(url);
  await layGround(store);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  rmSync(folder, { recursive: true });
});

const partyNamed = (slug: string) => store.read.party.findUnique({ where: { slug }, select: { slug: true } });
const parties = async () => (await store.read.party.findMany({ select: { slug: true } })).map(({ slug }) => slug);
const put = (key: string, value: string) =>
  store.transaction((tx) => tx.setting.create({ data: { key, value, updatedAt: new Date(0) } }));

it("are compiled once on a connection, and answer for other values each time", async () => {
  const [one = "", other = ""] = await parties();
  expect(await partyNamed(one)).toEqual({ slug: one });
  compiled.mockClear();
  expect(await partyNamed(other)).toEqual({ slug: other });
  expect(await partyNamed("nobody")).toBeNull();
  expect(compiled).not.toHaveBeenCalled();
});

it("are used again after one of them was refused", async () => {
  await put("a", "first");
  await expect(put("a", "again")).rejects.toMatchObject({ code: "P2002" });
  await put("b", "second");
  const rows = await store.read.setting.findMany({ where: { key: { in: ["a", "b"] } }, orderBy: { key: "asc" } });
  expect(rows.map(({ value }) => value)).toEqual(["first", "second"]);
});

it("see what was written since they were compiled, also with a column more in the table", async () => {
  const before = await parties();
  const sql = new Database(path.join(folder, "kept.db"));
  sql.exec(`ALTER TABLE "Party" ADD COLUMN "new" TEXT; DELETE FROM "Setting"`);
  sql.close();
  expect(await parties()).toEqual(before);
  expect(await store.read.setting.count()).toBe(0);
});

it("are let go before they are too many, and then compiled anew", async () => {
  const [one = ""] = await parties();
  for (let n = 1; n <= 600; n++) {
    const found = await store.read.party.findMany({ where: { slug: { in: [one, ...Array(n).fill("nobody")] } } });
    expect(found).toHaveLength(1);
  }
  compiled.mockClear();
  expect(await partyNamed(one)).toEqual({ slug: one });
  expect(await partyNamed(one)).toEqual({ slug: one });
  expect(compiled).toHaveBeenCalledTimes(1);
});
