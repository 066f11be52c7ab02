import fc from "fast-check";
import { expect, it } from "vitest";
import { saveParty } from "@/lib/commands/parties";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { derive } from "@/lib/domain/grade";
import { carryOut, DATES, step } from "@/tests/support/any-history";
import { by, CORRIDOR, claimForm, DATE, dayForm, layGround, partyForm, publishDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

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
    const ground = await store.read.revision.count();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const next of steps) await carryOut(store, next);
        await compare(store);
      }),
      { numRuns: 15, endOnFailure: true },
    );
    // how much they change is up to chance; that they change something is not
    expect(await store.read.revision.count()).toBeGreaterThan(ground);
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
