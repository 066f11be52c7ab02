import { expect, it } from "vitest";
import { markChecked } from "@/lib/commands/checks";
import { saveDay } from "@/lib/commands/corridor-days";
import { discardDraft, MOST_DRAFTS, saveDraft } from "@/lib/commands/drafts";
import { saveSettings } from "@/lib/commands/settings";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { readSettings } from "@/lib/data/settings";
import type { Role } from "@/lib/domain/vocabulary";
import { by, CORRIDOR, DATE, dayForm, layGround, NOW, no, person, publishDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

/** People who may have drafts, and what a command is told when they act. */
async function desk(store: Store) {
  await layGround(store);
  const people = [
    ["cora", "contributor"],
    ["carl", "contributor"],
    ["edda", "editor"],
  ] as const;
  await store.transaction(async (tx) => {
    for (const [name, role] of people) await tx.user.create({ data: { id: name, name, role, createdAt: NOW } });
  });
  const as = (id: string, role: Role) => by(store, { actor: person(id, role) });
  return { cora: as("cora", "contributor"), carl: as("carl", "contributor"), edda: as("edda", "editor") };
}

const form = (more: Record<string, unknown> = {}) => ({ corridor: CORRIDOR, date: DATE, noteEn: "half a", ...more });
const newDraft = (more: Record<string, unknown> = {}) => ({ id: null, version: 0, form: form(more), baseRevision: 0 });

onEveryStore("a draft", (fresh) => {
  it("is kept as typed, changes no public entry, and is its author's and the editors' alone", async () => {
    const store = await fresh();
    const { cora, carl, edda } = await desk(store);
    const before = await store.read.revision.count();
    const { id, version } = await yes(saveDraft(cora, newDraft({ claims: [{ summaryEn: " unfinished" }] })));
    expect(version).toBe(1);
    const kept = await store.read.draft.findUniqueOrThrow({ where: { id } });
    expect(JSON.parse(kept.payload)).toEqual(form({ claims: [{ summaryEn: " unfinished" }] }));
    expect(await store.read.revision.count()).toBe(before);
    expect((await findCorridorDay(store.read, CORRIDOR, DATE))?.day).toBeNull();

    const change = { id, version: 1, form: form({ noteEn: "whole" }), baseRevision: 0 };
    expect(await saveDraft(carl, change)).toEqual({ ok: false, code: "not_found", problems: [] });
    expect(await discardDraft(carl, id)).toEqual({ ok: false, code: "not_found", problems: [] });
    expect(await saveDraft(edda, change)).toMatchObject({ ok: true, version: 2 });
    expect(await no(saveDraft(cora, change))).toMatchObject({
      code: "conflict",
      current: { version: 2, form: { noteEn: "whole" } },
    });
    expect(await discardDraft(cora, id)).toMatchObject({ ok: true, entry: `${CORRIDOR}/${DATE}` });
    expect(await store.read.draft.count()).toBe(0);
    const actions = (await store.read.auditLog.findMany({ orderBy: { seq: "desc" }, take: 3 })).map((l) => l.action);
    expect(actions).toEqual(["draft.discard", "draft.change", "draft.add"]);
  });

  it("is of a corridor and a date that exist", async () => {
    const store = await fresh();
    const { cora } = await desk(store);
    expect((await no(saveDraft(cora, newDraft({ date: "2001-02-30" })))).problems).toEqual([
      { field: "date", code: "date" },
    ]);
    for (const corridor of ["nowhere", "no\0where"])
      expect((await no(saveDraft(cora, newDraft({ corridor })))).problems).toEqual([
        { field: "corridor", code: "unknown_corridor" },
      ]);
    expect((await no(saveDraft(cora, newDraft({ noteEn: "x".repeat(300_000) })))).problems).toMatchObject([
      { code: "too_long" },
    ]);
  });

  it("ends when it is published, and blocks neither a publication nor another draft", async () => {
    const store = await fresh();
    const { cora, carl, edda } = await desk(store);
    const mine = await yes(saveDraft(cora, newDraft()));
    const other = await yes(saveDraft(carl, newDraft()));
    const elsewhere = await yes(saveDraft(cora, newDraft({ date: "2001-02-04" })));
    await publishDay(store);
    const { revision } = await store.read.corridorDay.findUniqueOrThrow({ where: { id: `${CORRIDOR}/${DATE}` } });
    const edit = { day: dayForm({ noteEn: "as drafted" }), baseRevision: revision, reason: "a report came" };
    await yes(saveDay(edda, { ...edit, draft: mine }));
    const left = await store.read.draft.findMany({ select: { id: true } });
    expect(new Set(left.map((draft) => draft.id))).toEqual(new Set([other.id, elsewhere.id]));
    const { detail } = await store.read.auditLog.findFirstOrThrow({ where: { action: "draft.publish" } });
    expect(JSON.parse(detail)).toEqual({ draft: mine.id });
    // a draft of another entry is none that this publication could end
    await yes(saveDay(edda, { day: dayForm({ date: "2001-02-05" }), baseRevision: 0, draft: elsewhere }));
    expect(await store.read.draft.count()).toBe(2);
  });

  it("is one of a few hundred of a person's at most, and can be gone on with also then", async () => {
    const store = await fresh();
    const { cora, carl } = await desk(store);
    const { id } = await yes(saveDraft(cora, newDraft()));
    const row = await store.read.draft.findUniqueOrThrow({ where: { id } });
    const others = Array.from({ length: MOST_DRAFTS - 1 }, (_, n) => ({ ...row, id: `draft-${n}` }));
    await store.transaction((tx) => tx.draft.createMany({ data: others }));
    const many = { field: "noteEn", code: "drafts_many", values: { most: MOST_DRAFTS } };
    expect((await no(saveDraft(cora, newDraft()))).problems).toEqual([many]);
    await yes(saveDraft(cora, { ...newDraft(), id, version: 1 }));
    await yes(saveDraft(carl, newDraft()));
    await yes(discardDraft(cora, id));
    await yes(saveDraft(cora, newDraft()));
  });

  it("stays when its publication is refused", async () => {
    const store = await fresh();
    const { cora, edda } = await desk(store);
    const draft = await yes(saveDraft(cora, newDraft()));
    expect(await saveDay(cora, { day: dayForm(), baseRevision: 0, draft })).toMatchObject({ code: "not_allowed" });
    await no(saveDay(edda, { day: dayForm({ claims: [] }), baseRevision: 0, draft }));
    expect(await store.read.draft.count()).toBe(1);
  });

  it("stays when its author went on with it while an editor published what it said before", async () => {
    const store = await fresh();
    const { cora, edda } = await desk(store);
    const draft = await yes(saveDraft(cora, newDraft()));
    const later = { id: draft.id, version: 1, form: form({ noteEn: "one report more" }), baseRevision: 0 };
    await yes(saveDraft(cora, later));
    await yes(saveDay(edda, { day: dayForm(), baseRevision: 0, draft }));
    expect(await store.read.draft.findMany({ select: { id: true, version: true } })).toEqual([
      { id: draft.id, version: 2 },
    ]);
  });
});

onEveryStore("looking and finding nothing new", (fresh) => {
  it("is recorded for each corridor and shown with the day, without a revision", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    const before = await store.read.revision.count();
    const later = new Date(NOW.getTime() + 1000);
    await yes(markChecked(by(store), { corridors: [CORRIDOR], date: DATE }));
    const again = await yes(markChecked(by(store, { now: later }), { corridors: [CORRIDOR, CORRIDOR], date: DATE }));
    expect(again.checked).toBe(1);
    await yes(markChecked(by(store), { corridors: [CORRIDOR], date: "2001-02-04" }));
    expect((await findCorridorDay(store.read, CORRIDOR, DATE))?.day?.checkedAt).toEqual(later);
    expect(await store.read.revision.count()).toBe(before);
  });

  it("is of corridors and days that exist, all or none, and for editors", async () => {
    const store = await fresh();
    await layGround(store);
    const problems = async (corridors: string[], date = DATE) =>
      (await no(markChecked(by(store), { corridors, date }))).problems;
    const unknown = [{ field: "corridors", code: "unknown_corridor" }];
    expect(await problems([CORRIDOR, "nowhere"])).toEqual(unknown);
    expect(await problems([])).toEqual(unknown);
    expect(await problems([CORRIDOR, "no\0where"])).toEqual(unknown);
    expect(await problems([CORRIDOR], "yesterday")).toEqual([{ field: "date", code: "date" }]);
    const contributor = by(store, { actor: person("someone", "contributor") });
    expect(await markChecked(contributor, { corridors: [CORRIDOR], date: DATE })).toMatchObject({
      code: "not_allowed",
    });
    expect(await store.read.check.count()).toBe(0);
  });
});

onEveryStore("settings", (fresh) => {
  it("change only where they were sent and differ, by an administrator, on the record of who did it", async () => {
    const store = await fresh();
    const admin = by(store, { actor: person("ada", "admin") });
    expect(await saveSettings(admin, { publisher: "The Desk", contact: "desk@example.org" })).toEqual({
      ok: true,
      changed: ["publisher", "contact"],
    });
    expect(await saveSettings(admin, { noticeUk: "Увага", publisher: "The Desk" })).toEqual({
      ok: true,
      changed: ["noticeUk"],
    });
    expect(await saveSettings(admin, {})).toEqual({ ok: true, changed: [] });
    expect(await readSettings(store.read)).toMatchObject({
      publisher: "The Desk",
      contact: "desk@example.org",
      noticeUk: "Увага",
      timeZone: "Europe/Kyiv",
    });
    const lines = await store.read.auditLog.findMany({ orderBy: { seq: "asc" } });
    expect(lines.map(({ actorId, detail }) => [actorId, JSON.parse(detail)])).toEqual([
      ["ada", { changed: ["publisher", "contact"] }],
      ["ada", { changed: ["noticeUk"] }],
    ]);
  });

  it("are refused field by field, and to everybody else", async () => {
    const store = await fresh();
    const admin = by(store, { actor: person("ada", "admin") });
    expect((await no(saveSettings(admin, { titleEn: " ", timeZone: "Mars/Base" }))).problems).toEqual([
      { field: "titleEn", code: "required" },
      { field: "timeZone", code: "time_zone" },
    ]);
    expect(await saveSettings(by(store), { publisher: "x" })).toMatchObject({ code: "not_allowed" });
    expect(await store.read.setting.count()).toBe(0);
  });
});
