import { expect, it } from "vitest";
import { readAnnouncedDays } from "@/lib/data/announced";
import { findBlamePair, readBlame } from "@/lib/data/blame";
import { countOf } from "@/lib/data/claim-lists";
import { openStore, type Store } from "@/lib/data/client";
import { addDays } from "@/lib/domain/dates";
import { makeSyntheticStore } from "@/tests/bench/synthetic-store";
import { by, claimForm, DATE, dayForm, layGround, NOW, publishDay, retractSource, yes } from "@/tests/support/record";
import { laySeed } from "@/tests/support/seeded";
import { onEveryStore } from "@/tests/support/stores";

const TODAY = new Date("2026-11-01T12:00:00Z");
const pairs = (rows: { from: { slug: string }; to: { slug: string }; statements: number; claims: number }[]) =>
  rows.map(({ from, to, statements, claims }) => `${from.slug} → ${to.slug}: ${statements}/${claims}`).sort();

onEveryStore("who blames whom", (fresh) => {
  const seeded = async (): Promise<Store> => {
    const store = await fresh();
    await laySeed(store, TODAY);
    return store;
  };

  it("is, in the four reports, blame in both directions, by side and by party", async () => {
    const { read } = await seeded();
    const page = await readBlame(read, TODAY);
    expect(pairs(page.cells)).toEqual(["russia → ukraine: 1/1", "ukraine → russia: 2/2"]);
    expect(pairs(page.pairs)).toEqual([
      "russia → ukraine: 1/1",
      "ukraine → russia: 1/1",
      "ukraine-intelligence → russian-forces: 1/1",
    ]);
    expect([...page.by].sort()).toEqual([
      ["russia", 1],
      ["ukraine", 2],
    ]);
    expect([...page.of].sort()).toEqual([
      ["russia", 2],
      ["ukraine", 1],
    ]);
    expect(page).toMatchObject({
      all: { statements: 3, claims: 3 },
      published: { from: "2022-03-12", to: "2022-03-13" },
      moreVoices: 0,
      morePairs: 0,
      window: { live: false, lastDay: "2022-03-14" },
    });
    // the other end of a dispute: two denials, and one rejection that is told of two corridors
    const { answers } = page;
    expect(answers.map(({ from, to, denial, rejection }) => [from.slug, to.slug, denial, rejection]).sort()).toEqual([
      ["ukraine", "russia", 1, 1],
      ["western-allies-of-ukraine", "russia", 1, 0],
    ]);
    const pair = await findBlamePair(read, "sides", "ukraine", "russia");
    expect(pair?.answers.count).toEqual({ statements: 2, claims: 3 });
    expect(pair?.answers.claims.map(({ key }) => key)).toEqual([
      "c-0307-rejection-to-belarus",
      "c-0307-rejection-to-russia",
      "c-ukraine-denies-blame",
    ]);
  });

  it("leads from every number to its claims, and on to the other direction; knows no side that is only a party", async () => {
    const { read } = await seeded();
    const page = await readBlame(read, TODAY);
    for (const [ends, rows] of [
      ["sides", page.cells],
      ["parties", page.pairs],
    ] as const)
      for (const { from, to, statements, claims } of rows) {
        const pair = await findBlamePair(read, ends, from.slug, to.slug);
        expect(pair?.blame.count).toEqual({ statements, claims });
        expect(pair?.blame.claims).toHaveLength(claims);
        expect(pair?.reverse).toEqual(
          await findBlamePair(read, ends, to.slug, from.slug).then((other) => ({
            blame: other?.blame.count,
            answers: other?.answers.count,
          })),
        );
      }
    const sides = await findBlamePair(read, "sides", "ukraine", "russia");
    expect(sides?.blame.claims.map(({ key }) => key)).toEqual(["c-peremoha-blame", "c-zelenskiy-blames-russia"]);

    expect(await findBlamePair(read, "sides", "ukraine-intelligence", "russia")).toBeNull();
    expect(await findBlamePair(read, "sides", "ukraine", "nobody")).toBeNull();
    expect(await findBlamePair(read, "parties", "no/slug", "russia")).toBeNull();
    expect((await findBlamePair(read, "parties", "icrc", "russia"))?.blame).toEqual({
      count: { statements: 0, claims: 0 },
      claims: [],
    });
  });

  it("counts a statement once, however many reports repeat it, and whomever else it blames", async () => {
    const store = await fresh();
    await layGround(store);
    const blame = { kind: "blame", outcome: "", claimant: "alpha-council", statement: "s-council" };
    const held = claimForm();
    const claims = [
      held,
      claimForm({ ...blame, addressee: "south" }),
      claimForm({ ...blame, addressee: "south", source: "report-2" }),
      claimForm({ ...blame, addressee: "relief", source: "report-3" }),
    ];
    await publishDay(store, dayForm({ claims }));
    const page = await readBlame(store.read, NOW);
    expect(pairs(page.cells)).toEqual(["north → relief: 1/1", "north → south: 1/2"]);
    expect(page.by.get("north")).toBe(1);
    expect(page.all).toEqual({ statements: 1, claims: 3 });
    const { revision } = await store.read.source.findUniqueOrThrow({ where: { slug: "report-3" } });
    await yes(retractSource(by(store), { slug: "report-3", baseRevision: revision, reason: "made up" }));
    expect(pairs((await readBlame(store.read, NOW)).cells)).toEqual(["north → south: 1/2"]);
    expect((await findBlamePair(store.read, "sides", "north", "relief"))?.blame.claims).toEqual([]);
  });

  it("counts a statement once for a side, whoever of it repeats it, and once as an answer, whatever else it is", async () => {
    const store = await fresh();
    await layGround(store);
    const said = { kind: "blame", outcome: "", addressee: "south", statement: "s-north" };
    const claims = [
      claimForm(),
      claimForm({ ...said, claimant: "north" }),
      claimForm({ ...said, claimant: "alpha-council", addressee: "south-army" }),
      claimForm({ ...said, claimant: "alpha-council", statement: "s-council" }),
      ...["denial", "rejection"].map((kind) => claimForm({ ...said, kind, claimant: "south", addressee: "north" })),
      claimForm({ ...said, kind: "denial", claimant: "south", addressee: "alpha-council", statement: "s-north" }),
    ];
    await publishDay(store, dayForm({ claims }));
    const page = await readBlame(store.read, NOW);
    expect(pairs(page.cells)).toEqual(["north → south: 2/3"]);
    expect(pairs(page.pairs)).toEqual([
      "alpha-council → south-army: 1/1",
      "alpha-council → south: 1/1",
      "north → south: 1/1",
    ]);
    expect([page.all, page.by.get("north"), page.of.get("south")]).toEqual([{ statements: 2, claims: 3 }, 2, 2]);
    expect(page.published).toEqual({ from: DATE, to: DATE });
    expect(page.answers).toMatchObject([{ denial: 1, rejection: 1 }]);
    const pair = await findBlamePair(store.read, "sides", "south", "north");
    expect(pair?.answers.count).toEqual({ statements: 1, claims: 3 });
    expect(pair?.reverse.blame).toEqual({ statements: 2, claims: 3 });
  });
});

onEveryStore("who blames whom in a long record", (fresh) => {
  it("is counted whole, though it is looked at in parts", async () => {
    const empty = await fresh();
    const url = empty.dialect === "sqlite" ? `${empty.url}.made` : empty.url;
    const talk = { claims: 2, words: 1, parties: 1, wide: 0, onCorridor: 0 };
    await makeSyntheticStore(url, { corridors: 210, days: 100, until: "2026-01-31", talk });
    const store = openStore(url);
    try {
      const { all, cells, announced } = await readBlame(store.read, TODAY);
      expect(all).toEqual({ statements: 42_000, claims: 42_000 });
      expect(cells.map(({ claims }) => claims)).toEqual([21_000, 21_000]);
      const announcedDays = await store.read.corridorDay.count({ where: { announcedBy: { not: "" } } });
      expect([announced.all.announced, announced.all.left.unannounced]).toEqual([
        announcedDays,
        21_000 - announcedDays,
      ]);
      expect(await countOf(store.read, { of: "by", slug: "made-up-council" })).toBe(21_000);
      const pair = await findBlamePair(store.read, "sides", "made-up-side", "made-up-other-side");
      expect(pair).toMatchObject({ blame: { count: { claims: 21_000 } }, reverse: { blame: { statements: 21_000 } } });
      expect(pair?.blame.claims).toHaveLength(100);
      expect(new Set(pair?.blame.claims.map(({ date }) => date))).toEqual(new Set(["2026-01-31"]));
    } finally {
      await store.close();
    }
  }, 60_000);
});

onEveryStore("what became of announced days", (fresh) => {
  it("is, in the four reports, that nobody reported on any of the three, and that the one outcome was announced by nobody", async () => {
    const store = await fresh();
    await laySeed(store, TODAY);
    const { all, corridors, more } = await readAnnouncedDays(store.read, TODAY);
    expect(all).toEqual({
      announced: 3,
      outcomes: { held: 0, partly_held: 0, failed: 0, cancelled: 0, outcome_not_reported: 3 },
      period: { from: "2022-03-12", to: "2022-03-12" },
      left: { ahead: 0, offered: 2, unannounced: 1 },
    });
    expect(corridors.map(({ corridor, share }) => [corridor.slug, share.announced])).toEqual([
      ["kyiv-region-to-not-stated", 1],
      ["mariupol-to-not-stated", 1],
      ["sumy-region-to-not-stated", 1],
    ]);
    expect(more).toBe(0);

    // a day counts once it is over where it is, and not an hour earlier
    const at = async (now: string) => (await readAnnouncedDays(store.read, new Date(now))).all;
    expect(await at("2022-03-12T21:59:59Z")).toMatchObject({ announced: 0, left: { ahead: 4, offered: 2 } });
    expect(await at("2022-03-12T22:00:00Z")).toMatchObject({ announced: 3, left: { ahead: 1, unannounced: 0 } });
  });

  it("reads a long record whole", async () => {
    const store = await fresh();
    await layGround(store);
    const announced = claimForm({ kind: "announcement", outcome: "", source: "report-2" });
    for (const [back, status] of [
      [130, "held"],
      [60, "failed"],
      [50, "announced"],
      [2, "cancelled"],
    ] as const) {
      const outcome = status === "held" || status === "failed" ? [claimForm({ outcome: status })] : [];
      await publishDay(store, dayForm({ date: addDays(DATE, -back), status, claims: [announced, ...outcome] }));
    }
    const { all } = await readAnnouncedDays(store.read, NOW);
    expect(all).toMatchObject({
      announced: 4,
      outcomes: { held: 1, partly_held: 0, failed: 1, cancelled: 1, outcome_not_reported: 1 },
      period: { from: addDays(DATE, -130), to: addDays(DATE, -2) },
    });
  });
});
