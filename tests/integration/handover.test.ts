import { expect, it } from "vitest";
import { markChecked } from "@/lib/commands/checks";
import { leaveHandover } from "@/lib/commands/handovers";
import { readFollowUp } from "@/lib/data/desk";
import { listHandovers } from "@/lib/data/handovers";
import { seedActor } from "@/lib/domain/policy";
import { later, storePerson } from "@/tests/support/people";
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
  placeForm,
  publishDay,
  sourceForm,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

onEveryStore("the note for the next shift", (fresh) => {
  it("is left by everybody of the desk, and read with its author, the newest first", async () => {
    const store = await fresh();
    const cora = await storePerson(store, "cora", "contributor", NOW);
    const edda = await storePerson(store, "edda", "editor", NOW);
    for (const [i, actor] of [cora, edda, cora].entries())
      await yes(leaveHandover(by(store, { actor, now: later(i, NOW) }), { text: `  note ${i}\nsecond line ` }));
    expect(await listHandovers(store.read, 2)).toMatchObject([
      { author: "cora", at: later(2, NOW), text: "note 2\nsecond line" },
      { author: "edda", at: later(1, NOW) },
    ]);
    expect(await store.read.auditLog.count({ where: { action: "handover.leave" } })).toBe(3);
  });

  it("is not left when it is empty, by the seed, or twice by one form", async () => {
    const store = await fresh();
    const edda = await storePerson(store, "edda", "editor", NOW);
    expect(await no(leaveHandover(by(store, { actor: edda }), { text: " \n" }))).toMatchObject({
      code: "invalid",
      problems: [{ field: "text", code: "required" }],
    });
    expect(await no(leaveHandover(by(store, { actor: seedActor }), { text: "x" }))).toMatchObject({
      code: "not_allowed",
    });
    const context = by(store, { actor: edda, requestKey: "one" });
    const first = await yes(leaveHandover(context, { text: "once" }));
    expect(await yes(leaveHandover(context, { text: "once" }))).toEqual(first);
    expect(await listHandovers(store.read, 5)).toHaveLength(1);
  });
});

onEveryStore("what waits for a report", (fresh) => {
  const announced = (corridor: string, more = {}) =>
    dayForm({
      corridor,
      status: "announced",
      claims: [claimForm({ kind: "announcement", outcome: "" })],
      ...more,
    });

  it("are the announced and proposed days before the one asked for, once they are over where they begin", async () => {
    const store = await fresh();
    await layGround(store, {
      places: [placeForm("alpha"), placeForm("beta"), placeForm("west", { timeZone: "Etc/GMT+12" })],
      corridors: [corridorForm("alpha", "beta"), corridorForm("beta", "alpha"), corridorForm("west", "beta")],
      sources: [sourceForm("report-1")],
    });
    await publishDay(store, announced(CORRIDOR));
    await publishDay(store, announced("west-to-beta", { status: "proposed" }));
    await publishDay(store, dayForm({ corridor: "beta-to-alpha" }));
    await publishDay(store, announced(CORRIDOR, { date: "2001-02-02" }));
    const waiting = async (now: string) =>
      (await readFollowUp(store.read, "2001-02-04", new Date(now))).map(({ corridor }) => corridor.slug);
    // in the west the day goes on for twelve hours more
    expect(await waiting("2001-02-04T11:00:00Z")).toEqual([CORRIDOR]);
    expect(await waiting("2001-02-04T12:00:00Z")).toEqual([CORRIDOR, "west-to-beta"]);
    expect(await waiting("2001-02-03T23:59:59Z")).toEqual([]);
  });

  it("goes on waiting when somebody looked and found nothing, and is told so", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await publishDay(store, announced(CORRIDOR));
    await yes(markChecked(by(store), { corridors: [CORRIDOR], date: DATE }));
    expect(await readFollowUp(store.read, "2001-02-04", NOW)).toMatchObject([{ day: { checkedAt: NOW } }]);
    await publishDay(store, dayForm(), revision, "A report came");
    expect(await readFollowUp(store.read, "2001-02-04", NOW)).toEqual([]);
  });
});
