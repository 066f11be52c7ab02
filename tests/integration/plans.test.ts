import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { findBlamePair, readBlame } from "@/lib/data/blame";
import { readBoard } from "@/lib/data/board";
import { readClaimList } from "@/lib/data/claim-lists";
import { openStore, type Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { readDay } from "@/lib/data/days";
import { readChoices, readDesk } from "@/lib/data/desk";
import { migrate } from "@/lib/data/migrate";
import { findParty } from "@/lib/data/parties";
import { findSource, listSources } from "@/lib/data/sources";
import { CORRIDOR, DATE, dayForm, layGround, NOW, person, publishDay } from "@/tests/support/record";

// What SQLite means to do is the same for ten rows and for a million, as long as nobody has counted them.

const folder = mkdtempSync(path.join(tmpdir(), "tracker-plans-"));
const url = `file:${folder}/plans.db`;
let store: Store;
beforeAll(async () => {
  await migrate(url);
  store = openStore(url);
  await layGround(store);
  await publishDay(store);
  await store.close();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What is asked, and the steps by which SQLite goes about it. */
type Plan = { sql: string; steps: string[] };

/** How SQLite goes about every question that `work` asks of `store`, whose connections are new. */
async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
  const plans: Plan[] = [];
  const { prepare }: { prepare: (sql: string) => Database.Statement<unknown[]> } = Database.prototype;
  vi.spyOn(Database.prototype, "prepare").mockImplementation(function (this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql);
    const explain = (given: unknown[]) => {
      const steps = prepare.call(this, `EXPLAIN QUERY PLAN ${sql}`).all(...given) as { detail: string }[];
      // the client's own way to say that it wants all rows
      const end = given.flat().some((value) => Number(value) === -1) ? ", to the end" : "";
      plans.push({ sql, steps: steps.map(({ detail }) => detail + end) });
    };
    const { all, run } = statement;
    statement.all = (...given) => {
      explain(given);
      return all.apply(statement, given);
    };
    statement.run = (...given) => {
      explain(given);
      return run.apply(statement, given);
    };
    return statement;
  });
  // a connection keeps the function that compiles for it
  store = openStore(url);
  try {
    await work();
  } finally {
    await store.close();
  }
  return plans;
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
  const plans = (await plansOf(ask)).flatMap(({ steps }) => steps).filter((step) => /\bClaim\b/.test(step));
  expect(plans).not.toEqual([]);
  expect(plans.filter((step) => /Claim_said_idx|^SCAN main\.Claim(?:$|.*to the end)/.test(step))).toEqual([]);
});

const lists: [string, () => Promise<unknown>][] = [
  ["the list of reports", () => listSources(store.read)],
  ["the page of a report", () => findSource(store.read, "report-1")],
  ["the page of a party", () => findParty(store.read, "alpha-council")],
  ["what a party says", () => readClaimList(store.read, "by-alpha-council", 1)],
  ["what is said of a party", () => readClaimList(store.read, "of-south", 1)],
  ["the claims of a report", () => readClaimList(store.read, "in-report-1", 1)],
  ["who blames whom", () => readBlame(store.read, NOW)],
  ["what one side says of another", () => findBlamePair(store.read, "sides", "north", "south")],
];

it.each(lists)("%s is found and counted on an index, in its order, without a row of the table", async (_, ask) => {
  const plans = await plansOf(ask);
  const ours = plans.filter(({ sql }) => /"(?:Claim" c|CorridorDay" d)\b/.test(sql) && !sql.includes('"Claim" o'));
  expect(ours).not.toEqual([]);
  for (const { sql, steps } of ours) {
    // but for days that may not be over
    const others = steps.filter((step) => !step.endsWith("CorridorDay_shown_idx (date>?)"));
    expect
      .soft(
        others.filter((step) => /^(?:SCAN|SEARCH) [cd]\b(?!.* COVERING INDEX)/.test(step)),
        sql,
      )
      .toEqual([]);
    expect
      .soft(
        others.filter((step) => step.startsWith("USE TEMP B-TREE FOR ORDER BY")),
        sql,
      )
      .toEqual([]);
  }
  const scans = plans
    .flatMap(({ steps }) => steps)
    .filter((step) => /^SCAN (?:[cdo]|main\.Claim|main\.CorridorDay)\b/.test(step));
  expect(scans.filter((step) => !step.includes("COVERING") && !/USING INDEX(?!.*to the end)/.test(step))).toEqual([]);
});

it("the desk's list of a day goes through no other day", async () => {
  const plans = (await plansOf(() => readDesk(store.read, person("edda", "editor"), DATE))).flatMap(
    ({ steps }) => steps,
  );
  const ofDays = plans.filter((step) => /^(?:SCAN|SEARCH) (?:d|main\.CorridorDay)\b/.test(step));
  expect(ofDays.length).toBeGreaterThan(1);
  expect(ofDays.filter((step) => !/^SEARCH .*\((?:corridorSlug=\? AND date<\?|date=\?.*|id=\?)\)/.test(step))).toEqual(
    [],
  );
});
