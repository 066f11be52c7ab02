import { expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveSource } from "@/lib/commands/sources";
import { by, CORRIDOR, DATE, dayForm, layGround, person, publishDay, sourceForm } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const HUNDRED = Array.from({ length: 100 }, (_, i) => i);

onEveryStore("a hundred editors at once", (fresh) => {
  it("create one day once: one succeeds, ninety-nine are told that it exists, and how it now reads", async () => {
    const store = await fresh();
    await layGround(store);
    const before = await store.read.revision.count();
    const answers = await Promise.all(
      HUNDRED.map((i) => saveDay(by(store), { day: dayForm({ noteEn: `note ${i}` }), baseRevision: 0 })),
    );
    const saved = answers.filter((answer) => answer.ok);
    const refused = answers.filter((answer) => !answer.ok);
    expect(saved).toHaveLength(1);
    expect(refused).toHaveLength(99);
    const row = await store.read.corridorDay.findUniqueOrThrow({ where: { id: `${CORRIDOR}/${DATE}` } });
    for (const refusal of refused)
      expect(refusal).toMatchObject({
        code: "exists",
        current: { revision: row.revision, payload: { note_en: row.noteEn } },
      });
    expect(await store.read.revision.count()).toBe(before + 1);
    expect(await store.read.claim.count()).toBe(1);
  });

  it("edit one version: one succeeds, ninety-nine are shown the newest", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision, claims } = await publishDay(store);
    const edit = (i: number) =>
      saveDay(by(store), {
        day: dayForm({ noteEn: `note ${i}`, claims: [{ ...dayForm().claims[0], key: claims[0] }] }),
        baseRevision: revision,
        reason: "more is known",
      });
    const answers = await Promise.all(HUNDRED.map(edit));
    const [saved] = answers.filter((answer) => answer.ok);
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).toHaveLength(99);
    const row = await store.read.corridorDay.findUniqueOrThrow({ where: { id: `${CORRIDOR}/${DATE}` } });
    expect(saved).toMatchObject({ revision: row.revision });
    for (const refusal of refused)
      expect(refusal).toMatchObject({
        code: "conflict",
        current: { revision: row.revision, payload: { note_en: row.noteEn, claims: [{ claim: claims[0] }] } },
      });
    expect(await store.read.revision.count({ where: { entry: row.id } })).toBe(2);
  });

  it("send one form a hundred times: one row, and the same answer to all", async () => {
    const store = await fresh();
    await layGround(store);
    const context = by(store, { requestKey: "form-1" });
    const answers = await Promise.all(HUNDRED.map(() => saveDay(context, { day: dayForm(), baseRevision: 0 })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, entry: `${CORRIDOR}/${DATE}` });
    expect(await store.read.revision.count({ where: { entryKind: "corridor_day" } })).toBe(1);
    expect(await store.read.claim.count()).toBe(1);
    expect(await store.read.requestKey.count()).toBe(1);
  });

  it("keep their request keys to themselves: an equal one of somebody else is neither answered for them nor used up", async () => {
    const store = await fresh();
    const edit = { input: sourceForm("", { publisher: "Gamma", url: "" }), baseRevision: 0 };
    const first = await saveSource(by(store, { requestKey: "form-1" }), edit);
    const second = await saveSource(by(store, { requestKey: "form-1", actor: person("editor-2", "editor") }), edit);
    expect([first, second]).toMatchObject([{ slug: "gamma-2001-02-03" }, { slug: "gamma-2001-02-03-2" }]);
  });

  it("get the answer of a used key for the form that it came with alone: typed on and sent again, that form is saved or refused, never dropped", async () => {
    const store = await fresh();
    await layGround(store);
    const context = by(store, { requestKey: "form-1" });
    const first = await saveDay(context, { day: dayForm(), baseRevision: 0 });
    const changed = await saveDay(context, { day: dayForm({ noteEn: "typed on" }), baseRevision: 0 });
    expect(first.ok).toBe(true);
    expect(changed).toMatchObject({ ok: false, code: "exists" });
  });

  it("do not use up a key by a refusal: the mended form goes through", async () => {
    const store = await fresh();
    await layGround(store);
    const context = by(store, { requestKey: "form-1" });
    expect(await saveDay(context, { day: dayForm({ claims: [] }), baseRevision: 0 })).toMatchObject({
      code: "invalid",
    });
    expect(await saveDay(context, { day: dayForm(), baseRevision: 0 })).toMatchObject({ ok: true });
  });

  it("get no old answer any more once their right to publish was taken away", async () => {
    const store = await fresh();
    await layGround(store);
    const edit = { day: dayForm(), baseRevision: 0 };
    await saveDay(by(store, { requestKey: "form-1" }), edit);
    const demoted = by(store, { requestKey: "form-1", actor: person("editor-1", "contributor") });
    expect(await saveDay(demoted, edit)).toMatchObject({ ok: false, code: "not_allowed" });
  });
});
