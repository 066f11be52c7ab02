import { expect, it } from "vitest";
import { type ReportEdit, saveReport } from "@/lib/commands/reports";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { warningKey } from "@/lib/domain/errors";
import type { ReportedDay } from "@/lib/domain/report-form";
import type { Typed } from "@/lib/domain/typed";
import {
  by,
  CORRIDOR,
  claimForm,
  corridorForm,
  DATE,
  layGround,
  no,
  placeForm,
  publishDay,
  yes,
} from "@/tests/support/record";
import { expectWhole } from "@/tests/support/replayed";
import { onEveryStore } from "@/tests/support/stores";

const OTHER = "beta-to-alpha";
const ground = { corridors: [corridorForm("alpha", "beta"), corridorForm("beta", "alpha")] };
const blame = claimForm({ kind: "blame", outcome: "", addressee: "south-army", source: "report-2" }) as Typed;
const held = claimForm({ source: "report-2", claimant: "relief" }) as Typed;

const reported = (corridor: string, status: string | null, claims: Typed[], date = DATE): ReportedDay => ({
  corridor,
  date,
  status,
  claims: claims.map((claim, at) => ({ at, claim })),
});
const report = (days: ReportedDay[], more: Partial<ReportEdit> = {}): ReportEdit => ({
  source: "report-2",
  days,
  reason: "another report",
  ...more,
});
const dayOf = async (store: Store, corridor: string, date = DATE) =>
  (await findCorridorDay(store.read, corridor, date))?.day ?? null;

onEveryStore("a report about many corridors", (fresh) => {
  it("adds its claims to every day that it speaks of, in one change set, and leaves the rest of each as it was", async () => {
    const store = await fresh();
    await layGround(store, ground);
    await publishDay(store);
    const days = [reported(CORRIDOR, null, [held, blame]), reported(OTHER, "held", [held])];
    const { entries } = await yes(saveReport(by(store), report(days)));
    expect(entries).toEqual([`${CORRIDOR}/${DATE}`, `${OTHER}/${DATE}`]);
    const [first, second] = [await dayOf(store, CORRIDOR), await dayOf(store, OTHER)];
    expect(first?.claims.map(({ source, kind }) => [source.slug, kind])).toEqual([
      ["report-1", "outcome"],
      ["report-2", "outcome"],
      ["report-2", "blame"],
    ]);
    expect(second).toMatchObject({ status: "held" });
    const revisions = await store.read.revision.findMany({ orderBy: { seq: "desc" }, take: 2 });
    expect(new Set(revisions.map(({ changeSetId }) => changeSetId)).size).toBe(1);
    await expectWhole(store);
  });

  it("is published whole or not at all, with what is wrong by the field of its form", async () => {
    const store = await fresh();
    await layGround(store, ground);
    const noStatus = report([reported(CORRIDOR, "held", [held]), reported(OTHER, null, [held])]);
    expect((await no(saveReport(by(store), noStatus))).problems.map(({ field }) => field)).toEqual([`status.${OTHER}`]);
    const noClaimant = report([
      reported(CORRIDOR, "held", [{ ...held, claimant: "" }]),
      reported(OTHER, "held", [held]),
    ]);
    expect((await no(saveReport(by(store), noClaimant))).problems.map(({ field }) => field)).toEqual([
      "claims.0.claimant",
    ]);
    expect((await no(saveReport(by(store), report([])))).problems).toEqual([{ field: "on", code: "report_no_day" }]);
    expect(
      (await no(saveReport(by(store), report([reported(CORRIDOR, "held", [held])], { source: "" })))).problems,
    ).toEqual([{ field: "source", code: "required" }]);
    expect(await store.read.corridorDay.count()).toBe(0);
  });

  it("changes no status that is on record unless the editor has seen that one, and asks for a reason", async () => {
    const store = await fresh();
    await layGround(store, { ...ground, places: [placeForm("alpha"), placeForm("beta")] });
    await publishDay(store);
    const stopped = claimForm({ outcome: "partly_held", source: "report-2", claimant: "relief" }) as Typed;
    const edit = report([reported(CORRIDOR, "partly_held", [stopped])]);
    const { problems } = await no(saveReport(by(store), edit));
    expect(problems).toEqual([
      {
        field: `status.${CORRIDOR}`,
        code: "status_stands",
        values: { corridor: CORRIDOR, date: DATE, status: "held" },
        warning: true,
      },
    ]);
    const onPurpose = problems.map(warningKey);
    expect((await no(saveReport(by(store), { ...edit, onPurpose, reason: "" }))).problems).toMatchObject([
      { code: "reason_required" },
    ]);
    await yes(saveReport(by(store), { ...edit, onPurpose }));
    expect(await dayOf(store, CORRIDOR)).toMatchObject({ status: "partly_held" });
  });

  it("sent twice under one key is published once", async () => {
    const store = await fresh();
    await layGround(store, ground);
    const edit = report([reported(CORRIDOR, "held", [held])]);
    const answers = await Promise.all([1, 2].map(() => saveReport(by(store, { requestKey: "k" }), edit)));
    expect(answers[0]).toEqual(answers[1]);
    expect(await store.read.claim.count()).toBe(1);
  });
});
