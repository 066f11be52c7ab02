import { expect, it } from "vitest";
import { readSeed, seedStore } from "@/lib/cli/db-seed";
import { markChecked } from "@/lib/commands/checks";
import { savePlace } from "@/lib/commands/places";
import { loadSeed, type Seed } from "@/lib/commands/seed";
import { saveSettings } from "@/lib/commands/settings";
import { openStore, type Store } from "@/lib/data/client";
import { seedActor } from "@/lib/domain/policy";
import { by, corridorForm, NOW, no, placeForm, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const TABLES = [
  "place",
  "party",
  "source",
  "corridor",
  "corridorDay",
  "claim",
  "changeSet",
  "revision",
  "auditLog",
] as const;
const rowsIn = async (store: Store) =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => [table, await (store.read[table] as Store["read"]["place"]).count()]),
    ),
  );
const NOTHING = Object.fromEntries(TABLES.map((table) => [table, 0]));

onEveryStore("the seed", (fresh) => {
  it("loads once: one change set by `seed`, a revision for every entry", async () => {
    const store = await fresh();
    const told: number[] = [];
    const answer = await yes(seedStore(store, (done, all) => told.push(done, all)));
    expect(answer.loaded).toEqual({ places: 8, parties: 12, sources: 4, corridors: 7, days: 6, claims: 23 });
    expect(told.slice(-2)).toEqual([60, 60]);
    const loaded = await rowsIn(store);
    expect(loaded).toEqual({
      place: 8,
      party: 12,
      source: 4,
      corridor: 7,
      corridorDay: 6,
      claim: 33,
      changeSet: 1,
      revision: 60,
      auditLog: 60,
    });
    const revisions = await store.read.revision.groupBy({ by: ["role", "kind", "reason"], _count: true });
    expect(revisions).toEqual([{ role: "seed", kind: "addition", reason: "", _count: 60 }]);
    expect(await store.read.changeSet.findFirst()).toMatchObject({ authorRole: "seed", actorId: "seed" });

    expect(await no(seedStore(store))).toEqual({ ok: false, code: "not_empty", problems: [] });
    expect(await rowsIn(store)).toEqual(loaded);
  });

  it("has longer than a save has: a busy machine needs more than that for all of it", async () => {
    const { url } = await fresh();
    const store = openStore(url, { timeout: 20 });
    try {
      await yes(seedStore(store));
    } finally {
      await store.close();
    }
  });

  it("is refused on a store with any history", async () => {
    const store = await fresh();
    await yes(savePlace(by(store), { input: placeForm("alpha"), baseRevision: 0 }));
    expect(await no(seedStore(store))).toMatchObject({ code: "not_empty" });
    expect(await rowsIn(store)).toMatchObject({ place: 1, revision: 1, party: 0 });
  });

  it("is loaded whole or not at all, and says which row is wrong", async () => {
    const store = await fresh();
    type Row = Record<string, unknown> & { claims: Record<string, unknown>[] };
    const broken = async (spoil: (seed: Record<keyof Seed, Row[]>) => void) => {
      const seed = readSeed();
      spoil(seed as Record<keyof Seed, Row[]>);
      const refusal = await no(loadSeed({ store, actor: seedActor, now: new Date() }, seed));
      expect(await rowsIn(store)).toEqual(NOTHING);
      return [refusal.code, ...refusal.problems.map(({ field, code }) => `${field}: ${code}`)];
    };
    expect(await broken((s) => Object.assign(s.places[3]!, { country: "Nowhere" }))).toEqual([
      "invalid",
      "places.3.country: country",
    ]);
    expect(await broken((s) => Object.assign(s.parties[2]!, { side: "nobody" }))).toEqual([
      "invalid",
      "parties.2.side: unknown_side",
    ]);
    expect(await broken((s) => Object.assign(s.sources[2]!, { file: s.sources[1]!.file }))).toEqual([
      "invalid",
      "sources.2.file: known_source",
    ]);
    expect(await broken((s) => Object.assign(s.corridors[4]!, { origin: "nowhere" }))).toEqual([
      "invalid",
      "corridors.4.origin: unknown_place",
    ]);
    expect(await broken((s) => Object.assign(s.days[5]!.claims[0]!, { source: "nothing" }))).toEqual([
      "invalid",
      "days.5.claims.0.source: unknown_source",
    ]);
    expect(await broken((s) => Object.assign(s.claims.at(-1)!, { claimant: "nobody" }))).toEqual([
      "invalid",
      "claims.22.claimant: unknown_party",
    ]);
    expect(await broken((s) => s.days.push(s.days[0]!))).toEqual(["exists"]);
    await yes(seedStore(store));
  });

  it("may name a corridor's continuation before that corridor, through any number of steps", async () => {
    const store = await fresh();
    const corridor = (origin: string, destination: string, continuedAs = "") =>
      corridorForm(origin, destination, { slug: `${origin}-${destination}`, continuedAs });
    const seed: Seed = {
      places: ["a", "b", "c"].map((slug) => placeForm(slug)),
      parties: [],
      sources: [],
      corridors: [corridor("a", "b", "b-c"), corridor("b", "c", "c-a"), corridor("c", "a"), corridor("b", "nowhere")],
      days: [],
      claims: [],
    };
    const context = { store, actor: seedActor, now: NOW };
    expect((await no(loadSeed(context, seed))).problems).toEqual([
      { field: "corridors.3.destination", code: "unknown_place" },
    ]);
    seed.corridors.pop();
    await yes(loadSeed(context, seed));
    expect(await store.read.corridor.findUnique({ where: { slug: "a-b" } })).toMatchObject({ continuedAsSlug: "b-c" });
    expect(seed.corridors[0]).toMatchObject({ slug: "a-b" });
  });

  it("can do nothing but fill an empty record", async () => {
    const store = await fresh();
    const seed = { store, actor: seedActor, now: NOW };
    expect(await markChecked(seed, { corridors: ["x"], date: "2001-02-03" })).toMatchObject({ code: "not_allowed" });
    expect(await saveSettings(seed, { publisher: "x" })).toMatchObject({ code: "not_allowed" });
    await yes(savePlace(seed, { input: placeForm("alpha"), baseRevision: 0 }));
    expect(await savePlace(seed, { input: placeForm("beta"), baseRevision: 0 })).toMatchObject({ code: "not_empty" });
  });
});
