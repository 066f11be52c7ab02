import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { readBoard } from "@/lib/data/board";
import { openStore, type Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { readDay } from "@/lib/data/days";
import { readChoices } from "@/lib/data/desk";
import { migrate } from "@/lib/data/migrate";
import { CORRIDOR, DATE, dayForm, layGround, NOW, publishDay } from "@/tests/support/record";

// What SQLite means to do is the same for ten rows and for a million, as long as nobody has counted them.

const folder = mkdtempSync(path.join(tmpdir(), "tracker-plans-"));
let store: Store;
beforeAll(async () => {
  const url = `file:${folder}/plans.db`;
  await migrate(url);
  store = openStore(url);
  await layGround(store);
  await publishDay(store);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How SQLite goes about every question that `work` asks of claims. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const plans: string[] = [];
  const { prepare }: { prepare: (sql: string) => Database.Statement<unknown[]> } = Database.prototype;
  vi.spyOn(Database.prototype, "prepare").mockImplementation(function (this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql);
    const bind = statement.bind.bind(statement);
    statement.bind = (...given: unknown[]) => {
      const steps = prepare.call(this, `EXPLAIN QUERY PLAN ${sql}`).all(...given) as { detail: string }[];
      // the client's own way to say that it wants all rows
      const end = given.flat().some((value) => Number(value) === -1) ? ", to the end" : "";
      plans.push(...steps.map(({ detail }) => detail + end));
      return bind(...given);
    };
    return statement;
  });
  await work();
  return plans.filter((step) => /\bClaim\b/.test(step));
}

const questions: [string, () => Promise<unknown>][] = [
  ["the board", () => readBoard(store.read, NOW)],
  ["the page of a date", () => readDay(store.read, DATE)],
  ["the page of a corridor's day", () => findCorridorDay(store.read, CORRIDOR, DATE)],
  ["the choices of a form", () => readChoices(store.read, null)],
  [
    "a save",
    async () => {
      const { revision } = await store.read.corridorDay.findFirstOrThrow();
      await publishDay(store, dayForm({ noteEn: "Again." }), revision, "a correction");
    },
  ],
];

it.each(questions)("%s goes through neither all claims nor all of a kind", async (_, ask) => {
  const plans = await plansOf(ask);
  expect(plans).not.toEqual([]);
  expect(plans.filter((step) => /Claim_kind_key|^SCAN main\.Claim(?:$|.*to the end)/.test(step))).toEqual([]);
});
