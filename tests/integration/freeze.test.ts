import { expect, it } from "vitest";
import { markChecked } from "@/lib/commands/checks";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveDraft } from "@/lib/commands/drafts";
import { setFrozen } from "@/lib/commands/freeze";
import { retract } from "@/lib/commands/retractions";
import { revertChangeSet, revertLastOf, revertRevision } from "@/lib/commands/reverts";
import { endAllSessions, signIn } from "@/lib/commands/sessions";
import { readFreeze } from "@/lib/data/freeze";
import { listSessions } from "@/lib/data/sessions";
import { PASSWORD, storeAdmin, storePerson } from "@/tests/support/people";
import { by, CORRIDOR, DATE, dayForm, layGround, NOW, no, publishDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

onEveryStore("a freeze", (fresh) => {
  it("stops all publishing and checking at once, lets drafts be kept, and is lifted again; with a reason each time", async () => {
    const store = await fresh();
    await layGround(store);
    const editor = await storePerson(store, "edda", "editor");
    const admin = by(store, { actor: await storeAdmin(store) });
    const asEditor = by(store, { actor: editor });
    const freeze = { frozen: true, reason: "an account was taken over" };
    expect((await no(setFrozen(asEditor, freeze))).code).toBe("not_allowed");
    expect((await no(setFrozen(admin, { ...freeze, reason: " " }))).problems).toEqual([
      { field: "reason", code: "required" },
    ]);
    await yes(setFrozen(admin, freeze));
    expect(await readFreeze(store.read)).toEqual({ since: NOW, reason: "an account was taken over" });

    expect((await no(saveDay(asEditor, { day: dayForm(), baseRevision: 0 }))).code).toBe("frozen");
    expect((await no(saveDay(admin, { day: dayForm(), baseRevision: 0 }))).code).toBe("frozen");
    expect((await no(markChecked(asEditor, { corridors: [CORRIDOR], date: DATE }))).code).toBe("frozen");
    const form = { corridor: CORRIDOR, date: DATE };
    await yes(saveDraft(asEditor, { id: null, version: 0, form, baseRevision: 0 }));

    await yes(setFrozen(admin, { frozen: false, reason: "the account is closed" }));
    expect(await readFreeze(store.read)).toBeNull();
    await publishDay(store);
    const log = await store.read.auditLog.findMany({ where: { action: { in: ["freeze", "unfreeze"] } } });
    expect(log.map(({ actorId, action, detail }) => [actorId, action, JSON.parse(detail).reason])).toEqual([
      [admin.actor.id, "freeze", "an account was taken over"],
      [admin.actor.id, "unfreeze", "the account is closed"],
    ]);
  });
});

onEveryStore("while all publishing is stopped", (fresh) => {
  it("an administrator, and nobody else, takes back what is false", async () => {
    const store = await fresh();
    await layGround(store);
    const editor = await storePerson(store, "edda", "editor");
    const [asEditor, admin] = [by(store, { actor: editor }), by(store, { actor: await storeAdmin(store) })];
    const publish = (date: string) => yes(saveDay(asEditor, { day: dayForm({ date }), baseRevision: 0 }));
    const [one, two] = [await publish("2001-02-01"), await publish("2001-02-02")];
    await publish(DATE);
    const { changeSetId } = await store.read.revision.findFirstOrThrow({ where: { seq: two.revision } });
    await yes(setFrozen(admin, { frozen: true, reason: "an account was taken over" }));

    const reason = "it is false";
    const away = { entryKind: "corridor_day", entry: one.entry, baseRevision: one.revision, reason } as const;
    for (const refused of [
      retract(asEditor, away),
      revertRevision(asEditor, { seq: one.revision, reason }),
      revertChangeSet(asEditor, { changeSet: changeSetId, reason }),
    ])
      expect((await no(refused)).code).toBe("frozen");
    await yes(retract(admin, away));
    await yes(revertChangeSet(admin, { changeSet: changeSetId, reason }));
    await yes(revertLastOf(admin, { person: editor.id, count: 1, reason }));
    expect(await store.read.corridorDay.count({ where: { retractedAt: null } })).toBe(0);
    expect((await no(saveDay(admin, { day: dayForm({ date: "2001-01-31" }), baseRevision: 0 }))).code).toBe("frozen");
  });
});

onEveryStore("ending all sessions", (fresh) => {
  it("ends everybody's, the administrator's own, too, and is not for editors", async () => {
    const store = await fresh();
    const people = [await storeAdmin(store), await storePerson(store, "edda", "editor")] as const;
    for (const { name } of people)
      await yes(signIn({ store, now: NOW }, { name, password: PASSWORD, device: "a browser" }));
    const as = (actor: (typeof people)[number]) => by(store, { actor });
    expect((await no(endAllSessions(as(people[1])))).code).toBe("not_allowed");
    expect((await yes(endAllSessions(as(people[0])))).ended).toBe(2);
    for (const { id } of people) expect(await listSessions(store.read, id, NOW)).toEqual([]);
  });
});
