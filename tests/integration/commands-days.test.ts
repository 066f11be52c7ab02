import { expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { shownStatus } from "@/lib/domain/status";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  NOW,
  no,
  person,
  publishDay,
  retractSource,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const ENTRY = `${CORRIDOR}/${DATE}`;
const LATER = new Date(NOW.getTime() + 60_000);

onEveryStore("saving a corridor day", (fresh) => {
  it("writes the day, its claims and one revision, and a second version needs a reason", async () => {
    const store = await fresh();
    await layGround(store);
    const first = await publishDay(store, dayForm({ noteEn: "one" }));
    const next = dayForm({ noteEn: "two", claims: [claimForm({ key: first.claims[0] })] });
    const edit = { day: next, baseRevision: first.revision };
    for (const reason of [undefined, null, "", "  \n "])
      expect(await no(saveDay(by(store), { ...edit, reason }))).toMatchObject({
        code: "invalid",
        problems: [{ field: "reason", code: "reason_required" }],
      });
    for (const [reason, code] of [
      ["x".repeat(501), "too_long"],
      ["nul \0", "control_character"],
      ["half a pair \ud83d", "control_character"],
    ])
      expect((await no(saveDay(by(store), { ...edit, reason }))).problems).toEqual([{ field: "reason", code }]);
    const second = await publishDay(store, next, first.revision, " more is known ");
    expect(second.revision).toBe(first.revision + 1);
    const revisions = await store.read.revision.findMany({ where: { entry: ENTRY }, orderBy: { seq: "asc" } });
    expect(revisions).toMatchObject([
      { kind: "addition", reason: "", role: "editor", before: null },
      { kind: "correction", reason: "more is known", role: "editor", fields: "note_en", before: revisions[0]?.after },
    ]);
    expect(JSON.parse(revisions[1]?.after ?? "")).toMatchObject({
      note_en: "two",
      claims: [{ claim: first.claims[0] }],
    });
    expect(await store.read.corridorDay.findUnique({ where: { id: ENTRY } })).toMatchObject({
      noteEn: "two",
      revision: second.revision,
      publishedAt: NOW,
    });
  });

  it("that changes nothing writes nothing", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision, claims } = await publishDay(store);
    const same = dayForm({ noteEn: "  ", claims: [claimForm({ key: claims[0], statement: claims[0] })] });
    const before = await Promise.all([
      store.read.revision.count(),
      store.read.changeSet.count(),
      store.read.auditLog.count(),
    ]);
    expect(await saveDay(by(store, { now: LATER }), { day: same, baseRevision: revision })).toMatchObject({
      ok: true,
      revision,
      claims,
    });
    const after = await Promise.all([
      store.read.revision.count(),
      store.read.changeSet.count(),
      store.read.auditLog.count(),
    ]);
    expect(after).toEqual(before);
    expect((await store.read.corridorDay.findUniqueOrThrow({ where: { id: ENTRY } })).updatedAt).toEqual(NOW);
  });

  it("keeps key and date of the claims that stay as they were, and takes removed ones out of the current view", async () => {
    const store = await fresh();
    await layGround(store);
    const stays = claimForm();
    const goes = claimForm({ kind: "obstacle", outcome: "", summaryEn: "A bridge was closed.", source: "report-2" });
    const changes = claimForm({ kind: "announcement", outcome: "", summaryEn: "It will open.", source: "report-3" });
    const first = await publishDay(store, dayForm({ status: "partly_held", claims: [stays, goes, changes] }));
    const [a, b, c] = first.claims;
    const claims = [
      { ...stays, key: a },
      { ...changes, key: c, summaryEn: "It is to open." },
      claimForm({ summaryEn: "New.", source: "report-2" }),
    ];
    const answer = await saveDay(by(store, { now: LATER }), {
      day: dayForm({ status: "partly_held", claims }),
      baseRevision: first.revision,
      reason: "the bridge is another one",
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    const rows = await store.read.claim.findMany({ where: { dayId: ENTRY }, orderBy: { position: "asc" } });
    expect(rows.map(({ key, updatedAt, revision }) => ({ key, updatedAt, revision }))).toEqual([
      { key: a, updatedAt: NOW, revision: first.revision },
      { key: c, updatedAt: LATER, revision: answer.revision },
      { key: answer.claims[2], updatedAt: LATER, revision: answer.revision },
    ]);
    expect(new Set([...first.claims, ...answer.claims]).size).toBe(4);
    expect((await findCorridorDay(store.read, CORRIDOR, DATE))?.day?.claims.map((claim) => claim.key)).not.toContain(b);
    const kept = await store.read.revision.findUniqueOrThrow({ where: { seq: first.revision } });
    expect(kept.after).toContain("A bridge was closed.");
  });

  it("refuses a claim key that is another entry's", async () => {
    const store = await fresh();
    await layGround(store);
    const { claims } = await publishDay(store);
    const other = dayForm({ date: "2001-02-04", claims: [claimForm({ key: claims[0] })] });
    expect((await no(saveDay(by(store), { day: other, baseRevision: 0 }))).problems).toEqual([
      { field: "claims.0.key", code: "key_taken" },
    ]);
    const twice = dayForm({ date: "2001-02-04", claims: [claimForm({ key: "c-1" }), claimForm({ key: "c-1" })] });
    expect((await no(saveDay(by(store), { day: twice, baseRevision: 0 }))).problems).toEqual([
      { field: "claims.1.key", code: "key_taken" },
    ]);
  });

  it("names what it does not know at the field that says it, and stores nothing", async () => {
    const store = await fresh();
    await layGround(store);
    const claims = [
      claimForm(),
      claimForm({
        kind: "blame",
        outcome: "",
        claimant: "nobody",
        addressee: "no-one",
        unverifiedBy: "none",
        source: "no-report",
      }),
    ];
    const before = await store.read.revision.count();
    expect((await no(saveDay(by(store), { day: dayForm({ claims }), baseRevision: 0 }))).problems).toEqual([
      { field: "claims.1.claimant", code: "unknown_party" },
      { field: "claims.1.addressee", code: "unknown_party" },
      { field: "claims.1.unverifiedBy", code: "unknown_party" },
      { field: "claims.1.source", code: "unknown_source" },
    ]);
    expect(await no(saveDay(by(store), { day: dayForm({ corridor: "nowhere" }), baseRevision: 0 }))).toMatchObject({
      code: "not_found",
      problems: [{ field: "corridor", code: "unknown_corridor" }],
    });
    expect(await no(saveDay(by(store), { day: dayForm({ date: "2001-02-30" }), baseRevision: 0 }))).toMatchObject({
      problems: [{ field: "date", code: "date" }],
    });
    expect(await no(saveDay(by(store), { day: dayForm(), baseRevision: 3 }))).toMatchObject({ code: "not_found" });
    for (const nothing of [null, undefined, 7, "day", [], {}])
      expect(await no(saveDay(by(store), { day: nothing, baseRevision: 0 }))).toMatchObject({ code: "invalid" });
    expect(await store.read.revision.count()).toBe(before);
    expect(await store.read.corridorDay.count()).toBe(0);
  });

  it("is for editors and administrators", async () => {
    const store = await fresh();
    await layGround(store);
    const edit = { day: dayForm(), baseRevision: 0 };
    const contributor = by(store, { actor: person("someone", "contributor") });
    expect(await saveDay(contributor, edit)).toEqual({ ok: false, code: "not_allowed", problems: [] });
    expect(await store.read.corridorDay.count()).toBe(0);
    const admin = by(store, { actor: person("someone", "admin") });
    expect(await saveDay(admin, edit)).toMatchObject({ ok: true });
    expect((await store.read.revision.findFirst({ orderBy: { seq: "desc" } }))?.role).toBe("admin");
  });

  it("falls back to not reported when the last source of an outcome is taken back, and cannot be published anew from it", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision, claims } = await publishDay(store);
    const source = await store.read.source.findUniqueOrThrow({ where: { slug: "report-1" } });
    const take = { slug: "report-1", baseRevision: source.revision, reason: "withdrawn by its publisher" };
    expect(await retractSource(by(store), take)).toMatchObject({ ok: true });
    const { day } = (await findCorridorDay(store.read, CORRIDOR, DATE)) ?? {};
    if (!day) throw new Error("the day is gone");
    expect(day).toMatchObject({ status: "held", evidenced: false, grade: "unsourced", revision });
    expect(shownStatus(day, NOW)).toBe("outcome_not_reported");
    expect(day.claims[0]?.source.retracted).toBe(true);
    const again = dayForm({ noteEn: "still", claims: [claimForm({ key: claims[0] })] });
    expect((await no(saveDay(by(store), { day: again, baseRevision: revision, reason: "why" }))).problems).toEqual([
      { field: "status", code: "outcome_unsourced" },
    ]);
  });
});
