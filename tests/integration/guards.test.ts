import { expect, it } from "vitest";
import { refusedBy, type Store, type Tx } from "@/lib/data/client";
import { guardTriggers } from "@/lib/data/guard-triggers";
import { APPEND_ONLY, enumerationGuards, rowGuards, snakeCase } from "@/lib/data/guards";
import { readSchema } from "@/lib/data/migrations";
import { Prisma } from "@/prisma/generated/sqlite/client";
import { claimRow, corridorRow, dayRow, placeRow, storeCorridor } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";

const DAY = "town-city/2022-03-12";
const at = new Date("2022-03-12T10:00:00.000Z");

/** A store with one corridor, one day and one claim of it, one change set, revision and audit entry. */
async function filled(store: Store): Promise<Store> {
  await store.transaction(async (tx) => {
    await storeCorridor(tx);
    await tx.corridorDay.create({ data: dayRow("town-city", "2022-03-12") });
    await tx.claim.create({ data: claimRow("claim", DAY) });
    const change = { at, kind: "addition", reason: "" } as const;
    await tx.changeSet.create({ data: { id: "change", ...change, authorRole: "seed", actorId: "seed" } });
    const chain = { prevHash: "0", hash: "1" };
    const entry = { entryKind: "place", entry: "town", fields: "", role: "seed", changeSetId: "change" } as const;
    await tx.revision.create({ data: { seq: 1, ...change, ...entry, after: '{"place":"town"}', ...chain } });
    await tx.auditLog.create({ data: { seq: 1, at, actorId: "seed", action: "seed", ...chain } });
  });
  return store;
}

/** Name of the guard that refuses the write; "accepted" when none does. Neither leaves a trace. */
async function refusal(store: Store, write: (tx: Tx) => Promise<unknown>): Promise<string | undefined> {
  const undone = new Error("accepted");
  return store
    .transaction(async (tx) => {
      await write(tx);
      throw undone;
    })
    .catch((error: unknown) => (error === undone ? "accepted" : refusedBy(error)));
}

type DayData = Partial<Prisma.CorridorDayUncheckedCreateInput>;
type ClaimData = Partial<Prisma.ClaimUncheckedCreateInput>;

const addDay = (data: DayData) => (tx: Tx) =>
  tx.corridorDay.create({ data: { ...dayRow("town-city", "2022-03-13"), ...data } });
const editDay = (data: DayData) => (tx: Tx) => tx.corridorDay.update({ where: { id: DAY }, data });
const addClaim = (data: ClaimData) => (tx: Tx) => tx.claim.create({ data: { ...claimRow("new", DAY), ...data } });
const editClaim = (data: ClaimData) => (tx: Tx) => tx.claim.update({ where: { key: "claim" }, data });

// name of the guard → what it says, and writes that break it
const BROKEN: Record<string, [sentence: string, ...writes: ((tx: Tx) => Promise<unknown>)[]]> = {
  corridor_day_dates: [
    "a corridor day's dates look like 2022-03-12",
    addDay({ id: "town-city/12.03.2022", date: "12.03.2022" }),
    editDay({ periodFrom: "2022-3-12", periodTo: "2022-03-12" }),
    editDay({ periodFrom: "2022-03-12", periodTo: "2022-03-12T00:00" }),
  ],
  claim_dates: [
    "a claim's dates look like 2022-03-12",
    addClaim({ date: "12 March 2022" }),
    editClaim({ date: "2022-03-12", dateTo: "2022-03-1x" }),
    editClaim({ saidOn: "yesterday" }),
  ],
  source_dates: [
    "a source's date looks like 2022-03-12",
    (tx) => tx.source.update({ where: { slug: "report" }, data: { publishedOn: "March" } }),
  ],
  check_dates: [
    "a check's date looks like 2022-03-12",
    (tx) => tx.check.create({ data: { id: "x", corridorSlug: "town-city", date: "today", at, actorId: "someone" } }),
  ],
  corridor_day_counts_not_negative: [
    "a corridor day has no negative counts",
    addDay({ evacueesMin: -1, evacueesMax: 5, evacueesQualifier: "about" }),
    editDay({ evacueesMax: -1, evacueesQualifier: "up_to" }),
  ],
  claim_counts_not_negative: [
    "a claim has no negative counts",
    addClaim({ countMin: -1, countMax: 5, countQualifier: "about" }),
    editClaim({ countMax: -1, countQualifier: "up_to" }),
  ],
  corridor_day_counts_ordered: [
    "a corridor day's count range has its smaller end first",
    addDay({ evacueesMin: 601, evacueesMax: 600, evacueesQualifier: "about" }),
    editDay({ evacueesMin: 601, evacueesMax: 600, evacueesQualifier: "about" }),
  ],
  claim_counts_ordered: [
    "a claim's count range has its smaller end first",
    addClaim({ countMin: 601, countMax: 600, countQualifier: "about" }),
    editClaim({ countMin: 601, countMax: 600, countQualifier: "about" }),
  ],
  corridor_day_counts_qualified: [
    "a corridor day's count says whether it is exact, and has both ends unless it is a bound",
    addDay({ evacueesMin: 600, evacueesMax: 600 }),
    addDay({ evacueesQualifier: "about" }),
    editDay({ evacueesMin: 600, evacueesQualifier: "exact" }),
    editDay({ evacueesMin: 600, evacueesQualifier: "up_to" }),
    editDay({ evacueesMax: 600, evacueesQualifier: "at_least" }),
  ],
  claim_counts_qualified: [
    "a claim's count says whether it is exact, and has both ends unless it is a bound",
    addClaim({ countMin: 600, countMax: 600 }),
    addClaim({ countQualifier: "about" }),
    editClaim({ countMin: 600, countQualifier: "about" }),
    editClaim({ countMin: 600, countQualifier: "up_to" }),
    editClaim({ countMax: 600, countQualifier: "at_least" }),
  ],
  corridor_day_key: [
    "a corridor day's key is its corridor and its date",
    addDay({ id: "town-city/2022-03-14" }),
    editDay({ date: "2022-03-14" }),
  ],
  corridor_day_period: [
    "a corridor day lies within its period, which has both ends",
    addDay({ periodFrom: "2022-03-14", periodTo: "2022-03-15" }),
    editDay({ periodFrom: "2022-03-10", periodTo: "2022-03-11" }),
    editDay({ periodFrom: "2022-03-10" }),
    editDay({ periodTo: "2022-03-13" }),
  ],
  claim_period: [
    "a claim's period begins before it ends",
    addClaim({ date: "2022-03-12", dateTo: "2022-03-11" }),
    editClaim({ dateTo: "2022-03-11" }),
  ],
  claim_scope_fits: [
    "a claim refers to what its scope says and to nothing else",
    addClaim({ dayId: null }),
    addClaim({ corridorSlug: "town-city" }),
    addClaim({ placeSlug: "town" }),
    addClaim({ scope: "corridor", dayId: null }),
    addClaim({ scope: "corridor", corridorSlug: "town-city" }),
    addClaim({ scope: "region", dayId: null }),
    addClaim({ scope: "country", dayId: null, corridorSlug: "town-city" }),
    addClaim({ scope: "day", dayId: null }),
    editClaim({ scope: "day", date: "2022-03-12" }),
  ],
  claim_addressee: [
    "blame names whom it blames",
    addClaim({ kind: "blame", outcome: null }),
    editClaim({ kind: "blame", outcome: null }),
  ],
  corridor_origin_time_zone: [
    "a corridor starts where the time zone is known",
    async (tx) => {
      await tx.place.create({ data: { ...placeRow("nowhere"), timeZone: null } });
      await tx.corridor.create({ data: corridorRow("nowhere-city", "nowhere", "city") });
    },
    (tx) => tx.place.update({ where: { slug: "town" }, data: { timeZone: null } }),
  ],
};

onEveryStore("the database itself keeps that", (fresh) => {
  for (const [name, [sentence, ...writes]] of Object.entries(BROKEN)) {
    it(sentence, async () => {
      const store = await filled(await fresh());
      for (const write of writes) expect(await refusal(store, write), write.toString()).toBe(name);
    });
  }

  it("rows that break no rule pass", async () => {
    const store = await filled(await fresh());
    const fine = [
      addDay({}),
      addDay({ evacueesMin: 600, evacueesMax: 600, evacueesQualifier: "exact" }),
      addDay({ evacueesMin: 0, evacueesMax: 0, evacueesQualifier: "exact" }),
      addDay({ evacueesMin: 600, evacueesQualifier: "at_least" }),
      addDay({ evacueesMax: 600, evacueesQualifier: "up_to" }),
      addDay({ datePrecision: "range", periodFrom: "2022-03-12", periodTo: "2022-03-13" }),
      addClaim({ date: "2022-03-12", dateTo: "2022-03-12" }),
      addClaim({ kind: "blame", outcome: null, addresseeSlug: "council" }),
      addClaim({ scope: "corridor", dayId: null, corridorSlug: "town-city" }),
      addClaim({ scope: "day", dayId: null, date: "2022-03-12" }),
      addClaim({ scope: "region", dayId: null, placeSlug: "town", countMin: 3950, countQualifier: "at_least" }),
      addClaim({ scope: "country", dayId: null, placeSlug: "town", date: "2022-03-12" }),
      editClaim({ retractedAt: at }),
      (tx: Tx) => tx.place.update({ where: { slug: "city" }, data: { timeZone: null } }),
    ];
    for (const write of fine) expect(await refusal(store, write), write.toString()).toBe("accepted");
  });

  for (const table of APPEND_ONLY) {
    it(`rows of ${table} are written once`, async () => {
      const store = await filled(await fresh());
      const name = Prisma.raw(`"${table}"`);
      const guard = `${snakeCase(table)}_append_only`;
      expect(await refusal(store, (tx) => tx.$executeRaw`UPDATE ${name} SET "at" = "at"`)).toBe(guard);
      expect(await refusal(store, (tx) => tx.$executeRaw`DELETE FROM ${name}`)).toBe(guard);
      const empty =
        store.dialect === "sqlite"
          ? (tx: Tx) => tx.$executeRaw`INSERT OR REPLACE INTO ${name} SELECT * FROM ${name}`
          : (tx: Tx) => tx.$executeRaw`TRUNCATE ${name} CASCADE`;
      // TRUNCATE reaches Revision through ChangeSet and may be stopped there.
      expect(await refusal(store, empty)).toMatch(/_append_only$/);
    });
  }

  it("a redaction may take texts out of a revision, and nothing that its hash is made of", async () => {
    const store = await filled(await fresh());
    const redacted = { redactedAt: at, digest: "0".repeat(64), after: "{}" };
    const edit = (data: Prisma.RevisionUpdateManyMutationInput) => (tx: Tx) => tx.revision.updateMany({ data });
    const guard = "revision_append_only";
    expect(await refusal(store, edit({ after: "{}" })), "without saying that it is one").toBe(guard);
    expect(await refusal(store, edit({ redactedAt: at, after: "{}" })), "without the digest").toBe(guard);
    for (const more of [{ hash: "2" }, { reason: "another" }, { at: new Date(0) }, { after: null }, { entry: "x" }])
      expect(await refusal(store, edit({ ...redacted, ...more })), JSON.stringify(more)).toBe(guard);
    expect(await refusal(store, edit(redacted))).toBe("accepted");
    const twice = async (tx: Tx) => {
      await edit(redacted)(tx);
      await edit({ ...redacted, digest: "2".repeat(64) })(tx);
    };
    expect(await refusal(store, twice), "another digest").toBe(guard);
  });

  it("a column with a fixed list of values takes no other", async () => {
    const store = await fresh();
    const guards = enumerationGuards(readSchema("now"));
    expect(guards.length).toBeGreaterThan(20);
    for (const { name, table } of guards) {
      const column = /NEW\."(\w+)"/.exec(guards.find((guard) => guard.name === name)!.refuses)![1]!;
      const insert = Prisma.raw(`INSERT INTO "${table}" ("${column}") VALUES ('nonsense')`);
      // PostgreSQL has types for it, SQLite a guard.
      const expected = store.dialect === "sqlite" ? name : undefined;
      expect(await refusal(store, (tx) => tx.$executeRaw`${insert}`), name).toBe(expected);
    }
  });

  it("every guard is there after migration", async () => {
    const store = await fresh();
    const wanted = guardTriggers(store.dialect, readSchema("now")).create.matchAll(/^CREATE TRIGGER "(\w+)"/gm);
    const found =
      store.dialect === "sqlite"
        ? await store.read.$queryRaw<{ name: string }[]>`SELECT name FROM sqlite_master WHERE type = 'trigger'`
        : await store.read.$queryRaw<{ name: string }[]>`SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal`;
    expect(found.map(({ name }) => name).sort()).toEqual([...wanted].map(([, name]) => name).sort());
  });
});

it("every guard has a test that breaks it", () => {
  expect(Object.keys(BROKEN).sort()).toEqual([...new Set(rowGuards("sqlite").map(({ name }) => name))].sort());
});
