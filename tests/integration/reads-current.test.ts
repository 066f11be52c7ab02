import { expect, it } from "vitest";
import { saveClaim } from "@/lib/commands/claims";
import { saveDraft } from "@/lib/commands/drafts";
import { retract } from "@/lib/commands/retractions";
import { readBoard } from "@/lib/data/board";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { findCorridor, listCorridors } from "@/lib/data/corridors";
import { readDay } from "@/lib/data/days";
import { findParty } from "@/lib/data/parties";
import { findSource, listSources } from "@/lib/data/sources";
import { shownStatus } from "@/lib/domain/status";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  NOW,
  person,
  publishDay,
  retractSource,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const OTHER = "2001-02-02";

/** Everything that a reader can get of the record. */
const everything = async ({ read }: Store) => ({
  board: await readBoard(read, NOW),
  days: [await readDay(read, OTHER), await readDay(read, DATE)],
  corridors: await listCorridors(read, 1, NOW),
  corridor: await findCorridor(read, CORRIDOR, NOW),
  entries: [await findCorridorDay(read, CORRIDOR, OTHER), await findCorridorDay(read, CORRIDOR, DATE)],
  parties: await Promise.all(["north", "alpha-council", "south-army"].map((slug) => findParty(read, slug))),
  sources: await listSources(read),
  source: await findSource(read, "report-1"),
});

onEveryStore("the current view", (fresh) => {
  it("has nothing of a retracted day: not on the board, on no list, with no party and no source", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(
      store,
      dayForm({ date: OTHER, noteEn: "It stays.", claims: [claimForm({ summaryEn: "Stays." })] }),
    );
    const claims = [
      claimForm({ summaryEn: "Goes." }),
      claimForm({ kind: "blame", outcome: "", addressee: "south-army", summaryEn: "Goes, too." }),
    ];
    const { entry: id, revision } = await publishDay(store, dayForm({ noteEn: "It goes.", claims }));
    expect((await everything(store)).board.rows[0]?.latest.date).toBe(DATE);

    const gone = { entryKind: "corridor_day", entry: id, baseRevision: revision, reason: "made up" } as const;
    await yes(retract(by(store), gone));
    const all = await everything(store);
    const [, entry] = all.entries;
    expect(entry).toMatchObject({ day: null, retracted: true });
    expect(entry?.history.revisions).toHaveLength(2);
    const current = { ...all, entries: [all.entries[0]] };
    expect(JSON.stringify(current)).not.toMatch(/Goes|It goes/);
    expect(all.board.window.lastDay).toBe(OTHER);
    expect(all.board.rows.map(({ latest }) => latest.date)).toEqual([OTHER]);
    expect(all.corridors.rows).toMatchObject([{ days: 1, lastDay: OTHER, latest: { date: OTHER } }]);
    expect(all.corridor?.days.map(({ date }) => date)).toEqual([OTHER]);
    expect(all.days[0]).toMatchObject({ next: null, days: [{ day: { date: OTHER } }] });
    expect(all.days[1]).toMatchObject({ previous: OTHER, days: [] });
    expect(all.entries[0]).toMatchObject({ next: null });
    expect(all.parties.map((page) => [page?.said.all, page?.addressed.all])).toEqual([
      [0, 0],
      [1, 0],
      [0, 0],
    ]);
    expect(all.sources.rows.find(({ source }) => source.slug === "report-1")?.claims).toBe(1);
    expect(all.source?.claims).toHaveLength(1);
  });

  it("has nothing of a draft", async () => {
    const store = await fresh();
    await layGround(store);
    await store.transaction((tx) =>
      tx.user.create({ data: { id: "cora", name: "cora", role: "contributor", createdAt: NOW } }),
    );
    const before = JSON.stringify(await everything(store));
    const form = { corridor: CORRIDOR, date: DATE, noteEn: "Nobody may read this.", claims: [claimForm()] };
    const cora = by(store, { actor: person("cora", "contributor") });
    await yes(saveDraft(cora, { id: null, version: 0, form, baseRevision: 0 }));
    expect(JSON.stringify(await everything(store))).toBe(before);
  });

  it("shows what a retracted source supported as not reported, with the source marked", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    const { revision } = await store.read.source.findUniqueOrThrow({ where: { slug: "report-1" } });
    await yes(retractSource(by(store), { slug: "report-1", baseRevision: revision, reason: "withdrawn" }));
    const { board, corridor, days, source } = await everything(store);
    for (const day of [board.rows[0]?.latest, corridor?.days[0], days[1]?.days[0]?.day]) {
      if (!day) throw new Error("the day is gone");
      expect(shownStatus(day, NOW)).toBe("outcome_not_reported");
      expect(day.claims[0]?.source).toMatchObject({ slug: "report-1", retracted: true });
    }
    expect(source).toMatchObject({ source: { retracted: true }, claims: [{ summary: { en: "Cars passed." } }] });
  });

  it("never puts a region's count together with a corridor's", async () => {
    const store = await fresh();
    await layGround(store);
    const people = { kind: "evacuees", outcome: "", countOf: "people", countQualifier: "exact" };
    const claims = [claimForm(), claimForm({ ...people, countMin: 600, countMax: 600 })];
    await publishDay(store, dayForm({ evacueesMin: 600, evacueesMax: 600, evacueesQualifier: "exact", claims }));
    const total = claimForm({
      ...people,
      countMin: 3950,
      countMax: 3950,
      scope: "region",
      place: "alpha",
      date: DATE,
      datePrecision: "day",
    });
    await yes(saveClaim(by(store), { input: total, baseRevision: 0 }));
    const all = await everything(store);
    expect(all.board.rows[0]?.latest.evacuees).toEqual({ min: 600, max: 600, qualifier: "exact" });
    expect(all.board.totals.map(({ count }) => count?.min)).toEqual([3950]);
    expect(JSON.stringify(all)).not.toContain("4550");
  });

  it("knows nothing under a name that nobody uses, however it is written", async () => {
    const store = await fresh();
    await layGround(store);
    for (const odd of ["nobody", "", "%", "Alpha-To-Beta", "alpha-to-beta\0", "\ud800", "x".repeat(10_000), "'; --"]) {
      expect(await findCorridor(store.read, odd, NOW)).toBeNull();
      expect(await findCorridorDay(store.read, odd, DATE)).toBeNull();
      expect(await findParty(store.read, odd)).toBeNull();
      expect(await findSource(store.read, odd)).toBeNull();
    }
    expect(await findCorridorDay(store.read, CORRIDOR, "2001-02-30")).toBeNull();
    expect(await findCorridorDay(store.read, CORRIDOR, "\0")).toBeNull();
    expect(await findCorridorDay(store.read, CORRIDOR, DATE)).toMatchObject({ day: null, retracted: false });
    expect((await listCorridors(store.read, 9, NOW)).rows).toEqual([]);
  });

  it("lists corridors by the page, fifty at a time, in the order of their keys", async () => {
    const store = await fresh();
    await store.transaction(async (tx) => {
      const at = { updatedAt: NOW, revision: 1 };
      const town = { kind: "settlement", precision: "settlement", country: "XXA", timeZone: "Etc/UTC", ...at } as const;
      const names = Array.from({ length: 52 }, (_, i) => `t${String(i).padStart(2, "0")}`);
      for (const slug of names) await tx.place.create({ data: { slug, nameEn: slug, nameUk: slug, ...town } });
      for (const slug of names.slice(1))
        await tx.corridor.create({ data: { slug, originSlug: slug, destinationSlug: "t00", purpose: "aid", ...at } });
    });
    const first = await listCorridors(store.read, 1, NOW);
    const second = await listCorridors(store.read, 2, NOW);
    expect([first.pages, first.rows.length, second.rows.length]).toEqual([2, 50, 1]);
    expect([first.rows[0]?.corridor.slug, second.rows[0]?.corridor.slug]).toEqual(["t01", "t51"]);
  });
});
