import { expect, it } from "vitest";
import { saveClaim } from "@/lib/commands/claims";
import { saveCorridor } from "@/lib/commands/corridors";
import { saveDraft } from "@/lib/commands/drafts";
import { type MergeEdit, mergeEntries } from "@/lib/commands/merges";
import { saveParty } from "@/lib/commands/parties";
import { savePlace } from "@/lib/commands/places";
import { retract } from "@/lib/commands/retractions";
import { revertChangeSet } from "@/lib/commands/reverts";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { findCorridor } from "@/lib/data/corridors";
import { readChoices } from "@/lib/data/desk";
import { findParty } from "@/lib/data/parties";
import { makePastStore } from "@/lib/data/past-store";
import { listRecords } from "@/lib/data/records";
import { findSource, listSources } from "@/lib/data/sources";
import { type Filters, NO_FILTERS } from "@/lib/domain/filters";
import type { Noun } from "@/lib/domain/merging";
import { storePerson } from "@/tests/support/people";
import {
  by,
  CORRIDOR,
  claimForm,
  corridorForm,
  DATE,
  dayForm,
  layGround,
  NOW,
  no,
  partyForm,
  person,
  placeForm,
  publishDay,
  yes,
} from "@/tests/support/record";
import { expectWhole } from "@/tests/support/replayed";
import { onEveryStore } from "@/tests/support/stores";

const OTHER = "alfa-to-beta";
const NEXT = "2001-02-04";

const newest = async (store: Store, entryKind: Noun | "corridor_day", entry: string) =>
  (await store.read.revision.findFirstOrThrow({ where: { entryKind, entry }, orderBy: { seq: "desc" } })).seq;

/** Merges with the versions that stand now. */
async function merge(store: Store, noun: Noun, from: string, into: string, more: Partial<MergeEdit> = {}) {
  const [fromRevision, intoRevision] = [await newest(store, noun, from), await newest(store, noun, into)];
  return mergeEntries(by(store), { noun, from, into, fromRevision, intoRevision, reason: "the same", ...more });
}

/** A second spelling of alpha, with a corridor of its own to beta. */
async function withTwin(store: Store): Promise<void> {
  await layGround(store, {
    places: [placeForm("alpha"), placeForm("beta"), placeForm("gamma"), placeForm("alfa", { aliases: ["Al'fa"] })],
    corridors: [corridorForm("alpha", "beta"), corridorForm("alfa", "beta"), corridorForm("alfa", "gamma")],
  });
}

const total = (more: Record<string, unknown>) => ({
  ...claimForm({ kind: "evacuees", outcome: "", countOf: "people", countMin: 5, countMax: 5, countQualifier: "exact" }),
  date: DATE,
  datePrecision: "day",
  ...more,
});

onEveryStore("merging places", (fresh) => {
  it("lets corridors and claims name the one that stays, which gains all spellings, as one change set", async () => {
    const store = await fresh();
    await withTwin(store);
    const { key } = await yes(
      saveClaim(by(store), { input: total({ scope: "region", place: "alfa" }), baseRevision: 0 }),
    );
    const twins = await no(merge(store, "place", "alfa", "alpha"));
    expect(twins.problems).toEqual([
      { field: "into", code: "merge_twin_corridors", values: { one: OTHER, other: CORRIDOR } },
    ]);
    await yes(merge(store, "corridor", OTHER, CORRIDOR));
    const { entries } = await yes(merge(store, "place", "alfa", "alpha"));
    expect(entries).toBe(4);

    const place = await store.read.place.findUniqueOrThrow({ where: { slug: "alpha" } });
    expect(JSON.parse(place.aliases)).toEqual(["ALFA", "Al'fa"]);
    expect(await store.read.claim.findUnique({ where: { key } })).toMatchObject({ placeSlug: "alpha" });
    expect(await store.read.corridor.findUnique({ where: { slug: "alfa-to-gamma" } })).toMatchObject({
      originSlug: "alpha",
    });
    expect((await readChoices(store.read, null)).places.map(({ slug }) => slug)).toEqual(["alpha", "beta", "gamma"]);
    const sets = await store.read.changeSet.findMany({ where: { origin: "merge" }, include: { revisions: true } });
    expect(sets.flatMap(({ revisions }) => revisions.map(({ kind }) => kind))).toEqual(Array(5).fill("merge"));
    expect(await no(saveCorridor(by(store), { input: corridorForm("alfa", "beta"), baseRevision: 0 }))).toMatchObject({
      problems: [{ field: "origin", code: "merged_place", values: { place: "alpha" } }],
    });
    await expectWhole(store);
  });

  it("is refused into itself, twice, into what was merged, where a corridor would lead to itself, and without a reason", async () => {
    const store = await fresh();
    await withTwin(store);
    const codes = async (answer: ReturnType<typeof merge>) => (await no(answer)).problems.map(({ code }) => code);
    expect(await codes(merge(store, "place", "alpha", "alpha"))).toEqual(["merge_itself"]);
    expect(await codes(merge(store, "place", "alpha", "beta"))).toEqual(["merge_same_ends"]);
    expect(await codes(merge(store, "place", "alfa", "gamma", { reason: " " }))).toEqual(["reason_required"]);
    await yes(merge(store, "corridor", OTHER, CORRIDOR));
    await yes(merge(store, "place", "alfa", "alpha"));
    expect(await codes(merge(store, "place", "alfa", "gamma"))).toEqual(["merged_entry"]);
    expect(await codes(merge(store, "place", "alpha", "alfa"))).toEqual(["merged_entry"]);
    expect(await codes(merge(store, "corridor", CORRIDOR, OTHER))).toEqual(["merged_entry"]);
    const before = await store.read.revision.count();
    const contributor = by(store, { actor: person("someone", "contributor") });
    const edit = {
      noun: "place",
      from: "gamma",
      into: "alpha",
      fromRevision: 1,
      intoRevision: 1,
      reason: "x",
    } as const;
    expect(await no(mergeEntries(contributor, edit))).toMatchObject({ code: "not_allowed" });
    expect(await no(mergeEntries(by(store), edit))).toMatchObject({ code: "conflict" });
    expect(await store.read.revision.count()).toBe(before);
  });
});

onEveryStore("merging parties", (fresh) => {
  it("moves what they said, what is said of them and who belongs to them, and reckons the days anew", async () => {
    const store = await fresh();
    await layGround(store, {
      parties: [
        ...["north", "south", "nord"].map((side) => partyForm(side, side)),
        partyForm("alpha-council", "nord"),
        partyForm("south-army", "south"),
        partyForm("relief"),
      ],
    });
    const claims = [
      claimForm({ outcome: "held" }),
      claimForm({ claimant: "north", outcome: "failed", source: "report-2" }),
      claimForm({ kind: "blame", outcome: "", claimant: "south", addressee: "nord", unverifiedBy: "nord" }),
    ];
    await publishDay(store, dayForm({ status: "failed", claims }));
    const day = async () => (await findCorridorDay(store.read, CORRIDOR, DATE))?.day;
    expect(await day()).toMatchObject({ grade: "contested", blamed: ["nord"] });
    await yes(merge(store, "party", "nord", "north"));
    expect(await day()).toMatchObject({ grade: "single_source", blamed: ["north"] });
    const blame = (await day())?.claims[2];
    expect([blame?.addressee?.slug, blame?.unverifiedBy?.slug]).toEqual(["north", "north"]);
    expect(await findParty(store.read, "nord")).toMatchObject({ mergedInto: { slug: "north" }, said: { all: 0 } });
    expect((await findParty(store.read, "north"))?.members.map(({ slug }) => slug)).toEqual(["alpha-council"]);
    expect((await no(publishOn(store, NEXT, { claimant: "nord" }))).problems).toEqual([
      { field: "claims.0.claimant", code: "merged_party", values: { party: "north" } },
    ]);
    await yes(
      saveParty(by(store), { ...(await edit(store, "alpha-council")), input: partyForm("alpha-council", "south") }),
    );
    await expectWhole(store);
  });

  it("is refused where one blames the other, and where members would belong to no side", async () => {
    const store = await fresh();
    await layGround(store);
    const claims = [
      claimForm(),
      claimForm({ kind: "blame", outcome: "", claimant: "south-army", addressee: "relief" }),
    ];
    const { entry } = await publishDay(store, dayForm({ claims }));
    expect((await no(merge(store, "party", "relief", "south-army"))).problems).toEqual([
      { field: "into", code: "merge_blames_itself", values: { entry } },
    ]);
    expect((await no(merge(store, "party", "north", "relief"))).problems).toEqual([
      { field: "into", code: "merge_side", values: { party: "relief" } },
    ]);
    // its only member takes the side's place
    await yes(merge(store, "party", "north", "alpha-council"));
    expect(await store.read.party.findUnique({ where: { slug: "alpha-council" } })).toMatchObject({
      sideSlug: "alpha-council",
    });
    await expectWhole(store);
  });
});

const edit = async (store: Store, party: string) => ({
  baseRevision: await newest(store, "party", party),
  reason: "x",
});
const publishOn = async (store: Store, date: string, claim: Record<string, unknown>) => {
  const { saveDay } = await import("@/lib/commands/corridor-days");
  return saveDay(by(store), { day: dayForm({ date, claims: [claimForm(claim)] }), baseRevision: 0 });
};

onEveryStore("merging sources", (fresh) => {
  it("lets the claims rest on the one that stays; the other keeps its page, and leaves lists and forms", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    await yes(merge(store, "source", "report-1", "report-3"));
    await yes(merge(store, "source", "report-3", "report-2"));
    const row = await store.read.corridorDay.findFirstOrThrow();
    expect(row.sourceSlugs).toBe("report-2");
    expect(await findSource(store.read, "report-2")).toMatchObject({ all: 1, mergedInto: null });
    // what was merged into the one that went leads on
    expect(await findSource(store.read, "report-1")).toMatchObject({ all: 0, mergedInto: { slug: "report-2" } });
    expect((await listSources(store.read)).rows.map(({ source }) => source.slug)).toEqual(["report-2"]);
    expect((await no(publishOn(store, NEXT, {}))).problems[0]).toMatchObject({ code: "merged_source" });
    await expectWhole(store);
  });
});

onEveryStore("merging corridors", (fresh) => {
  /** Both have DATE, only the other one has NEXT. */
  async function ground(store: Store): Promise<void> {
    await withTwin(store);
    await publishDay(store, dayForm({ noteEn: "ours" }));
    const failed = claimForm({ claimant: "south-army", outcome: "failed", source: "report-2" });
    await publishDay(store, dayForm({ corridor: OTHER, status: "failed", noteEn: "theirs", claims: [failed] }));
    await publishDay(store, dayForm({ corridor: OTHER, date: NEXT, noteEn: "next" }));
    const input = total({ scope: "corridor", corridor: OTHER, date: "", datePrecision: "" });
    await yes(saveClaim(by(store), { input, baseRevision: 0 }));
  }

  it("is refused where one is for people to leave by and the other for aid", async () => {
    const store = await fresh();
    const corridors = [corridorForm("alpha", "beta"), corridorForm("alpha", "beta", { purpose: "aid" })];
    await layGround(store, { corridors });
    expect((await no(merge(store, "corridor", CORRIDOR, `${CORRIDOR}-aid`))).problems).toEqual([
      { field: "into", code: "merge_purpose" },
    ]);
  });

  it("asks whose status stays on a day that both have, and keeps both sets of claims under their keys", async () => {
    const store = await fresh();
    await ground(store);
    const keys = (await store.read.claim.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key);
    expect((await no(merge(store, "corridor", OTHER, CORRIDOR))).problems).toEqual([
      { field: `kept.${DATE}`, code: "merge_choose" },
    ]);
    expect((await no(merge(store, "corridor", OTHER, CORRIDOR, { kept: { [DATE]: CORRIDOR } }))).problems).toEqual([
      { field: `kept.${DATE}`, code: "held_contradicted" },
    ]);
    await expectWhole(store);
    await yes(merge(store, "corridor", OTHER, CORRIDOR, { kept: { [DATE]: OTHER } }));

    const page = await findCorridorDay(store.read, CORRIDOR, DATE);
    expect(page?.day).toMatchObject({ status: "failed", note: { en: "theirs" }, grade: "contested" });
    expect(page?.day?.claims.map(({ source }) => source.slug)).toEqual(["report-1", "report-2"]);
    expect((await findCorridorDay(store.read, CORRIDOR, NEXT))?.day).toMatchObject({ note: { en: "next" } });
    expect((await store.read.claim.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key)).toEqual(keys);
    const old = await findCorridor(store.read, OTHER, NOW);
    expect(old).toMatchObject({ days: [], claims: [], mergedInto: { slug: CORRIDOR } });
    expect(await findCorridorDay(store.read, OTHER, NEXT)).toMatchObject({ day: null, mergedInto: { slug: CORRIDOR } });
    expect((await findCorridor(store.read, CORRIDOR, NOW))?.claims).toHaveLength(1);
    // an address that names the one that went finds what it is called now
    const found = async (filters: Partial<Filters>) => {
      const list = await listRecords(store.read, { ...NO_FILTERS, ...filters }, { page: 1, order: "oldest" }, NOW);
      return list.ok && list.count;
    };
    expect(await found({ corridors: [OTHER] })).toBe(2);
    await yes(merge(store, "party", "south-army", "relief"));
    expect(await found({ claimants: ["south-army"] })).toBe(1);
    await expectWhole(store);
  });

  it("leaves the past as it was, and a draft where its corridor went", async () => {
    const store = await fresh();
    await ground(store);
    const form = { corridor: OTHER, date: "2001-02-05", noteEn: "begun" };
    const actor = await storePerson(store, "cora", "contributor");
    await yes(saveDraft(by(store, { actor }), { id: null, version: 0, form, baseRevision: 0 }));
    const { seq } = await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" } });
    await yes(merge(store, "corridor", OTHER, CORRIDOR, { kept: { [DATE]: OTHER } }));
    const draft = await store.read.draft.findFirstOrThrow();
    expect([draft.entry, JSON.parse(draft.payload).corridor]).toEqual([`${CORRIDOR}/2001-02-05`, CORRIDOR]);
    const reach = { at: NOW, checks: 0 };
    const past = await makePastStore(store.url, { seq, ...reach });
    const after = await makePastStore(store.url, { seq: await newest(store, "corridor", OTHER), ...reach });
    try {
      expect((await findCorridorDay(past.read, OTHER, DATE))?.day).toMatchObject({ note: { en: "theirs" } });
      expect((await findCorridorDay(past.read, CORRIDOR, DATE))?.day?.claims).toHaveLength(1);
      expect((await findCorridor(past.read, OTHER, NOW))?.mergedInto).toBeNull();
      expect((await findCorridorDay(after.read, CORRIDOR, DATE))?.day?.claims).toHaveLength(2);
      expect((await findCorridor(after.read, OTHER, NOW))?.mergedInto?.slug).toBe(CORRIDOR);
    } finally {
      await past.remove();
      await after.remove();
    }
  });

  it("joins what they go on as, and nothing can go on as itself by way of others", async () => {
    const store = await fresh();
    await withTwin(store);
    const go = async (corridor: string, to: string) => {
      const { slug, originSlug, destinationSlug } = await store.read.corridor.findUniqueOrThrow({
        where: { slug: corridor },
      });
      const input = corridorForm(originSlug, destinationSlug, { slug, continuedAs: to });
      return saveCorridor(by(store), { input, baseRevision: await newest(store, "corridor", slug), reason: "told" });
    };
    await yes(go("alfa-to-gamma", OTHER));
    await yes(go(OTHER, CORRIDOR));
    expect((await no(go(CORRIDOR, "alfa-to-gamma"))).problems).toEqual([
      { field: "continuedAs", code: "continued_circle" },
    ]);
    await yes(merge(store, "corridor", OTHER, CORRIDOR));
    const next = async (slug: string) => (await store.read.corridor.findUnique({ where: { slug } }))?.continuedAsSlug;
    expect([await next("alfa-to-gamma"), await next(OTHER), await next(CORRIDOR)]).toEqual([CORRIDOR, null, null]);
    await expectWhole(store);
  });
});

onEveryStore("a merged entry", (fresh) => {
  it("stays merged when it is saved again", async () => {
    const store = await fresh();
    await layGround(store, { places: [placeForm("alpha"), placeForm("beta"), placeForm("gamma")] });
    await yes(merge(store, "place", "gamma", "beta"));
    const { revision } = await store.read.place.findUniqueOrThrow({ where: { slug: "gamma" } });
    await yes(
      savePlace(by(store), { input: placeForm("gamma", { nameUk: "Ґ" }), baseRevision: revision, reason: "x" }),
    );
    expect(await store.read.place.findUnique({ where: { slug: "gamma" } })).toMatchObject({ mergedIntoSlug: "beta" });
    await expectWhole(store);
  });

  it("is not taken back, nor is the one to which its page leads, until the merge is", async () => {
    const store = await fresh();
    const corridors = [corridorForm("alpha", "beta"), corridorForm("alpha", "gamma"), corridorForm("alpha", "delta")];
    const places = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"].map((slug) => placeForm(slug));
    await layGround(store, { places, corridors, parties: [partyForm("relief"), partyForm("rescue")] });
    for (const [noun, from, into] of [
      ["place", "epsilon", "zeta"],
      ["party", "rescue", "relief"],
      ["source", "report-2", "report-3"],
      ["corridor", "alpha-to-gamma", "alpha-to-delta"],
    ] as const) {
      const takeBack = async (entry: string) =>
        retract(by(store), { entryKind: noun, entry, baseRevision: await newest(store, noun, entry), reason: "x" });
      await yes(merge(store, noun, from, into));
      const stays = { field: from, code: "merged_stays", values: { entry: from, into } };
      expect(await no(takeBack(from)), noun).toMatchObject({ code: "invalid", problems: [stays] });
      // what rests on a report that was taken back says so itself
      if (noun === "source") continue;
      const named = { field: from, code: "names_it", values: { entry: into } };
      expect(await no(takeBack(into)), noun).toMatchObject({ code: "invalid", problems: [named] });
      const { changeSetId } = await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" } });
      await yes(revertChangeSet(by(store), { changeSet: changeSetId, reason: "they are two" }));
      await yes(takeBack(from));
      await yes(takeBack(into));
    }
    await expectWhole(store);
  });
});

onEveryStore("a merge", (fresh) => {
  const lastSet = async (store: Store) =>
    (await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" } })).changeSetId;
  const revert = async (store: Store) =>
    revertChangeSet(by(store), { changeSet: await lastSet(store), reason: "they are two" });

  it("of places, parties or sources is taken back as a whole: everything names both again", async () => {
    const store = await fresh();
    await layGround(store, {
      places: [placeForm("alpha"), placeForm("beta"), placeForm("gamma")],
      corridors: [corridorForm("alpha", "beta"), corridorForm("alpha", "gamma")],
    });
    await publishDay(store);
    const state = async () => [
      await store.read.claim.findMany({ select: { sourceSlug: true, claimantSlug: true }, orderBy: { key: "asc" } }),
      await store.read.corridor.findMany({ select: { originSlug: true }, orderBy: { slug: "asc" } }),
      await store.read.party.findMany({ select: { slug: true, sideSlug: true }, orderBy: { slug: "asc" } }),
      await store.read.place.findMany({ select: { aliases: true, mergedIntoSlug: true }, orderBy: { slug: "asc" } }),
    ];
    await yes(savePlace(by(store), { input: placeForm("delta"), baseRevision: 0 }));
    const before = await state();
    for (const [noun, from, into] of [
      ["place", "alpha", "delta"],
      ["party", "alpha-council", "relief"],
      ["source", "report-1", "report-2"],
    ] as const) {
      await yes(merge(store, noun, from, into));
      expect(await state()).not.toEqual(before);
      await yes(revert(store));
      expect(await state()).toEqual(before);
    }
    await expectWhole(store);
  });

  it("of corridors is taken back as a whole, with the days that both had", async () => {
    const store = await fresh();
    await withTwin(store);
    await publishDay(store, dayForm({ noteEn: "ours" }));
    const failed = claimForm({ claimant: "south-army", outcome: "failed", source: "report-2" });
    await publishDay(store, dayForm({ corridor: OTHER, status: "failed", noteEn: "theirs", claims: [failed] }));
    await publishDay(store, dayForm({ corridor: OTHER, date: NEXT, noteEn: "next" }));
    const state = async () => [
      await store.read.corridorDay.findMany({
        where: { retractedAt: null },
        select: { id: true, status: true, noteEn: true, grade: true, claimKeys: true },
        orderBy: { id: "asc" },
      }),
      await store.read.claim.findMany({
        where: { retractedAt: null },
        select: { key: true, dayId: true },
        orderBy: { key: "asc" },
      }),
      await store.read.corridor.findMany({ select: { slug: true, mergedIntoSlug: true }, orderBy: { slug: "asc" } }),
    ];
    const before = await state();
    await yes(merge(store, "corridor", OTHER, CORRIDOR, { kept: { [DATE]: OTHER } }));
    expect(await state()).not.toEqual(before);
    await yes(revert(store));
    expect(await state()).toEqual(before);
    await expectWhole(store);
  });
});
