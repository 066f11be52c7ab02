import fc from "fast-check";
import { expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveParty } from "@/lib/commands/parties";
import { retractSource, saveSource } from "@/lib/commands/sources";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { derive } from "@/lib/domain/grade";
import { CLAIM_KINDS, OUTCOMES } from "@/lib/domain/vocabulary";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  partyForm,
  publishDay,
  sourceForm,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const DATES = ["2001-02-02", DATE];
const PARTIES = ["alpha-council", "south-army", "relief", "north", "south"];
const SOURCES = ["report-1", "report-2", "report-3"];

const claim = fc
  .record({
    kind: fc.constantFrom(...CLAIM_KINDS, "outcome" as const, "blame" as const, "announcement" as const),
    outcome: fc.constantFrom(...OUTCOMES),
    claimant: fc.constantFrom(...PARTIES),
    other: fc.constantFrom(...PARTIES),
    source: fc.constantFrom(...SOURCES),
    statement: fc.constantFrom("", "s-1", "s-2"),
  })
  .map(({ kind, outcome, other, ...rest }) => {
    const counts = { evacuees: "people", casualties: "killed" }[kind as string];
    const addressee = other === rest.claimant ? "" : other;
    return {
      ...rest,
      kind:
        kind === "blame" && !addressee
          ? "obstacle"
          : (kind === "denial" || kind === "rejection") && !addressee
            ? "announcement"
            : kind,
      addressee,
      outcome: kind === "outcome" ? outcome : "",
      ...(counts && { countOf: counts, countMin: 5, countMax: 5, countQualifier: "exact" }),
      summaryEn: "Said.",
    };
  });

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("save" as const),
      date: fc.constantFrom(...DATES),
      claims: fc.array(claim, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("side" as const),
      party: fc.constantFrom("alpha-council", "south-army", "relief"),
      side: fc.constantFrom("north", "south", ""),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("retract" as const), source: fc.constantFrom(...SOURCES) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore" as const), source: fc.constantFrom(...SOURCES) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Carries out one step from whatever state the store is in; a refusal is fine, a surprise is not. */
async function carryOut(store: Store, next: Step): Promise<void> {
  const context = by(store);
  const reason = "as told";
  if (next.do === "save") {
    const row = await store.read.corridorDay.findUnique({ where: { id: `${CORRIDOR}/${next.date}` } });
    const kinds = new Set(next.claims.map(({ kind }) => kind));
    const wanted =
      kinds.has("outcome") || kinds.has("obstacle")
        ? (next.claims.find(({ outcome }) => outcome)?.outcome ?? "failed")
        : kinds.has("announcement") || kinds.has("agreement")
          ? "announced"
          : "cancelled";
    for (const status of new Set([wanted, "failed", "cancelled"])) {
      const day = dayForm({ date: next.date, status, claims: next.claims });
      if ((await saveDay(context, { day, baseRevision: row?.revision ?? 0, reason })).ok) return;
    }
  } else if (next.do === "side") {
    const { revision } = await store.read.party.findUniqueOrThrow({ where: { slug: next.party } });
    await yes(saveParty(context, { input: partyForm(next.party, next.side), baseRevision: revision, reason }));
  } else {
    const { revision, slug } = await store.read.source.findUniqueOrThrow({ where: { slug: next.source } });
    if (next.do === "retract") await retractSource(context, { slug, baseRevision: revision, reason });
    else await yes(saveSource(context, { input: sourceForm(slug), baseRevision: revision, reason }));
  }
}

/** Compares what the tables keep with what the rules say of the claims as they are read. */
async function compare(store: Store): Promise<void> {
  for (const date of DATES) {
    const day = (await findCorridorDay(store.read, CORRIDOR, date))?.day;
    if (!day) continue;
    const { grade, blameContested, evidenced, announcedBy, blamed } = day;
    expect({ grade, blameContested, evidenced, announcedBy, blamed }).toEqual(derive(day.claims, day.status));
    const row = await store.read.corridorDay.findUniqueOrThrow({ where: { id: `${CORRIDOR}/${date}` } });
    expect(row.claimKeys).toBe(day.claims.map(({ key }) => key).join("; "));
    expect(row.sourceSlugs).toBe([...new Set(day.claims.map(({ source }) => source.slug))].sort().join("; "));
  }
}

onEveryStore("grade, blame and evidence as stored", (fresh) => {
  it("are what the rules say of the claims, after any row of saves, changes of side and retractions", async () => {
    const store = await fresh();
    await layGround(store);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const next of steps) await carryOut(store, next);
        await compare(store);
      }),
      { numRuns: 15, endOnFailure: true },
    );
    expect(await store.read.revision.count()).toBeGreaterThan(20);
  }, 60_000);

  it("follow a party to the other side: one voice becomes two that contradict each other, and blame goes both ways", async () => {
    const store = await fresh();
    await layGround(store);
    const claims = [
      claimForm({ claimant: "alpha-council", outcome: "failed" }),
      claimForm({ claimant: "relief", outcome: "held", source: "report-2" }),
      claimForm({ kind: "blame", outcome: "", claimant: "north", addressee: "south" }),
      claimForm({ kind: "blame", outcome: "", claimant: "relief", addressee: "alpha-council" }),
    ];
    await publishDay(store, dayForm({ status: "failed", claims }));
    const read = async () => (await findCorridorDay(store.read, CORRIDOR, DATE))?.day;
    const side = async (to: string) => {
      const { revision } = await store.read.party.findUniqueOrThrow({ where: { slug: "relief" } });
      const edit = { input: partyForm("relief", to), baseRevision: revision, reason: "it says so" };
      await yes(saveParty(by(store), edit));
    };
    expect(await read()).toMatchObject({ grade: "contested", blameContested: false });
    await side("north");
    expect(await read()).toMatchObject({ grade: "single_source", blameContested: false });
    await side("south");
    expect(await read()).toMatchObject({ grade: "contested", blameContested: true });
    expect(await store.read.revision.count({ where: { entryKind: "corridor_day" } })).toBe(1);
  });
});
