import { expect, it } from "vitest";
import { markChecked } from "@/lib/commands/checks";
import { saveDay } from "@/lib/commands/corridor-days";
import type { Store } from "@/lib/data/client";
import { refusedBy } from "@/lib/data/refusals";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  publishDay,
  retractSource,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

/** The same saves on any store, with texts that are easily mangled on their way. */
async function write(store: Store): Promise<void> {
  await layGround(store);
  const claims = [claimForm({ summaryUk: "Пройшли автомобілі — «без втрат» 🚗\nдругий рядок" })];
  const first = await publishDay(store, dayForm({ noteUk: 'Нотатка: é, ’, \\, "лапки"', claims }));
  await publishDay(
    store,
    dayForm({ noteEn: "Mended.", claims: [{ ...claims[0], key: first.claims[0] }, claimForm({ source: "report-2" })] }),
    first.revision,
    "Друге джерело",
  );
  const source = await store.read.source.findUniqueOrThrow({ where: { slug: "report-2" } });
  await yes(retractSource(by(store), { slug: "report-2", baseRevision: source.revision, reason: "withdrawn" }));
  await yes(markChecked(by(store), { corridors: [CORRIDOR], date: DATE }));
}

onEveryStore("the history", (fresh) => {
  it("has the same head on every database after the same saves, and a stranger can recompute it", async () => {
    const store = await fresh();
    await write(store);
    expect(await store.read.revision.count()).toBe(14);
    // Written down once: it changes only where the public contract of the chain does.
    expect(await headOfRevisions(store)).toBe("f1a4a923e717cc9b85a56365b82045c53a3f0c2137bbbdebc377527327efd04c");
  });

  it("keeps who did what in an audit log with a chain of its own, a line for every revision and every check", async () => {
    const store = await fresh();
    await write(store);
    expect(await headOfAudit(store)).toMatch(/^[0-9a-f]{64}$/);
    const lines = await store.read.auditLog.findMany({ orderBy: { seq: "asc" } });
    expect(lines).toHaveLength(15);
    expect(lines.slice(-4).map(({ actorId, action, entry }) => ({ actorId, action, entry }))).toEqual([
      { actorId: "editor-1", action: "addition", entry: `${CORRIDOR}/${DATE}` },
      { actorId: "editor-1", action: "correction", entry: `${CORRIDOR}/${DATE}` },
      { actorId: "editor-1", action: "retraction", entry: "report-2" },
      { actorId: "editor-1", action: "check", entry: null },
    ]);
    const publicHistory = JSON.stringify(await store.read.revision.findMany());
    expect(publicHistory).not.toContain("editor-1");
  });

  it("lets nobody change or remove a line, not even in a transaction of its own", async () => {
    const store = await fresh();
    await write(store);
    const tries = [
      store.transaction((tx) => tx.revision.update({ where: { seq: 1 }, data: { reason: "other" } })),
      store.transaction((tx) => tx.revision.deleteMany({ where: { seq: 1 } })),
      store.transaction((tx) => tx.auditLog.updateMany({ data: { actorId: "nobody" } })),
      store.transaction((tx) => tx.auditLog.deleteMany({})),
      store.transaction((tx) => tx.changeSet.updateMany({ data: { reason: "" } })),
    ];
    const refusals = (await Promise.allSettled(tries)).map((t) =>
      t.status === "rejected" ? refusedBy(t.reason) : null,
    );
    expect(refusals).toEqual([
      "revision_append_only",
      "revision_append_only",
      "audit_log_append_only",
      "audit_log_append_only",
      "change_set_append_only",
    ]);
    await headOfRevisions(store);
    await headOfAudit(store);
  });

  it("never goes back in time: a clock that was set back dates a save like the one before it", async () => {
    const store = await fresh();
    await layGround(store);
    const { at } = await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" } });
    const early = by(store, { now: new Date(at.getTime() - 3_600_000) });
    await yes(markChecked(early, { corridors: [CORRIDOR], date: DATE }));
    await yes(saveDay(early, { day: dayForm(), baseRevision: 0 }));
    const revisions = await store.read.revision.findMany({ orderBy: { seq: "desc" }, take: 2 });
    expect(revisions.map((revision) => revision.at)).toEqual([at, at]);
    const lines = await store.read.auditLog.findMany({ orderBy: { seq: "desc" }, take: 3 });
    expect(lines.map((line) => line.at)).toEqual([at, at, at]);
    await headOfRevisions(store);
  });
});
