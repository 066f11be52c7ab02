import { expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { setFrozen } from "@/lib/commands/freeze";
import { revertChangeSet } from "@/lib/commands/reverts";
import { type AuditFilters, auditChoices, readAudit } from "@/lib/data/audit-log";
import { findChangeSet, listChangeSets } from "@/lib/data/change-sets";
import type { Store } from "@/lib/data/client";
import { verifyStore } from "@/lib/data/verification";
import { storeAdmin, storePerson } from "@/tests/support/people";
import { by, CORRIDOR, DATE, dayForm, layGround, NOW, no, person, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);

/** The ground at NOW; edda adds a day an hour later and corrects it after another; olha takes that back a day later. */
async function write(store: Store) {
  await layGround(store);
  const edda = await storePerson(store, "edda", "editor");
  const olha = await storeAdmin(store);
  const as = (actor: typeof edda, n: number) => by(store, { actor, now: hours(n) });
  const first = await yes(saveDay(as(edda, 1), { day: dayForm(), baseRevision: 0 }));
  const day = dayForm({ noteEn: "More." });
  await yes(saveDay(as(edda, 2), { day, baseRevision: first.revision, reason: "a later report" }));
  const { changeSetId } = await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" } });
  await yes(revertChangeSet(as(olha, 26), { changeSet: changeSetId, reason: "of another day" }));
  await yes(setFrozen(as(olha, 27), { frozen: true, reason: "to look into it" }));
  return { edda, olha, corrected: changeSetId };
}

onEveryStore("the change sets on the desk", (fresh) => {
  it("tell who saved what and why, newest first, and which takes back which; not to contributors", async () => {
    const store = await fresh();
    const { edda, corrected } = await write(store);
    const contributor = person("cora", "contributor");
    expect((await no(listChangeSets(store.read, contributor))).code).toBe("not_allowed");
    const { sets, next } = await yes(listChangeSets(store.read, edda));
    expect(next).toBeNull();
    expect(sets.map(({ author, origin, reason, entries }) => [author, origin, reason, entries])).toEqual([
      ["olha", "revert", "of another day", 1],
      ["edda", "form", "a later report", 1],
      ["edda", "form", "", 1],
      [null, "seed", "", 11],
    ]);
    expect(sets[0]).toMatchObject({
      reverts: corrected,
      first: { kind: "corridor_day", entry: `${CORRIDOR}/${DATE}` },
    });
    expect(sets[1]?.revertedBy).toBe(sets[0]?.id);
    const older = await yes(listChangeSets(store.read, edda, sets[1]?.id));
    expect(older.sets.map(({ id }) => id)).toEqual([sets[2]?.id, sets[3]?.id]);
    const found = await yes(findChangeSet(store.read, edda, sets[3]?.id ?? ""));
    expect(found.entries.map(({ kind, entry }) => `${kind} ${entry}`).slice(0, 3)).toEqual([
      "place alpha",
      "place beta",
      "party north",
    ]);
    expect((await no(findChangeSet(store.read, edda, "none"))).code).toBe("not_found");
  });
});

onEveryStore("the audit log on the desk", (fresh) => {
  it("tells administrators who did what when and why, by person, action, entry and date, in pages", async () => {
    const store = await fresh();
    const { edda, olha } = await write(store);
    expect((await no(readAudit(store.read, edda, {}, "Etc/UTC"))).code).toBe("not_allowed");
    expect((await no(verifyStore(store, edda))).code).toBe("not_allowed");
    const read = async (filters: AuditFilters, before?: number, take?: number) =>
      (await yes(readAudit(store.read, olha, filters, "Etc/UTC", before, take))).lines.map(
        ({ who, action, entry, reason }) => [who, action, entry, reason],
      );
    const entry = `${CORRIDOR}/${DATE}`;
    const correction = ["edda", "correction", entry, "a later report"];
    expect(await read({ person: edda.id })).toEqual([correction, ["edda", "addition", entry, ""]]);
    expect(await read({ action: "freeze" })).toEqual([["olha", "freeze", null, "to look into it"]]);
    expect(await read({ entry: CORRIDOR, action: "addition" })).toEqual([
      ["edda", "addition", entry, ""],
      ["seed", "addition", CORRIDOR, ""],
    ]);
    const next = "2001-02-07";
    expect(await read({ from: next, to: next })).toEqual([
      ["olha", "freeze", null, "to look into it"],
      ["olha", "revert", null, "of another day"],
      ["olha", "correction", entry, "of another day"],
    ]);
    expect(await read({ to: DATE })).toEqual([]);
    const all = await yes(readAudit(store.read, olha, {}, "Etc/UTC"));
    const third = all.lines[2]?.seq;
    expect(await read({}, third, 1)).toEqual([correction]);
    const { people, actions } = await yes(auditChoices(store.read, olha));
    expect(people.map(({ name }) => name)).toEqual(["edda", "olha"]);
    expect(actions).toEqual(["addition", "correction", "freeze", "revert"]);
    expect(await yes(verifyStore(store, olha))).toMatchObject({
      chains: { public: { broken: null, head: { seq: 14 } }, audit: { broken: null } },
      tables: { first: null },
    });
  });
});
