import { expect, it } from "vitest";
import { publish } from "@/lib/commands/change";
import { saveClaim } from "@/lib/commands/claims";
import { publishDay as publishDayInside, saveDay } from "@/lib/commands/corridor-days";
import { saveCorridor } from "@/lib/commands/corridors";
import { saveParty } from "@/lib/commands/parties";
import { publishPlace, savePlace } from "@/lib/commands/places";
import { retract } from "@/lib/commands/retractions";
import { revertChangeSet, revertLastOf, revertRevision } from "@/lib/commands/reverts";
import { publishSource, saveSource } from "@/lib/commands/sources";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import type { Payload } from "@/lib/domain/payloads";
import type { EntryKind } from "@/lib/domain/vocabulary";
import { storePerson } from "@/tests/support/people";
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
  partyForm,
  person,
  placeForm,
  publishDay,
  sourceForm,
  yes,
} from "@/tests/support/record";
import { expectWhole } from "@/tests/support/replayed";
import { onEveryStore } from "@/tests/support/stores";

const ENTRY = `${CORRIDOR}/${DATE}`;
const admin = (store: Store) => by(store, { actor: person("admin-1", "admin") });
const reason = "a slip of the hand";

const wideClaim = (more: Record<string, unknown> = {}) =>
  claimForm({ scope: "corridor", corridor: CORRIDOR, kind: "announcement", outcome: "", ...more });

/** The newest version of an entry: its number, its change set and what it says; null for a retracted one. */
async function newest(store: Store, entryKind: EntryKind, entry: string) {
  const row = await store.read.revision.findFirstOrThrow({ where: { entryKind, entry }, orderBy: { seq: "desc" } });
  return { ...row, says: row.after === null ? null : (JSON.parse(row.after) as Payload) };
}

const shownDay = (store: Store) => findCorridorDay(store.read, CORRIDOR, DATE);

onEveryStore("a retraction", (fresh) => {
  it("takes a day out of every current view, stays in history with its reason, and saving the day brings it back", async () => {
    const store = await fresh();
    await layGround(store);
    const first = await publishDay(store);
    const edit = { entryKind: "corridor_day", entry: ENTRY, baseRevision: first.revision } as const;
    expect((await no(retract(by(store), { ...edit, reason: "" }))).problems).toMatchObject([
      { code: "reason_required" },
    ]);
    const { revision } = await yes(retract(by(store), { ...edit, reason: "the report was of another day" }));
    expect((await shownDay(store))?.day ?? null).toBeNull();
    expect(await newest(store, "corridor_day", ENTRY)).toMatchObject({
      seq: revision,
      kind: "retraction",
      reason: "the report was of another day",
      says: null,
    });
    expect((await no(retract(by(store), { ...edit, reason }))).code).toBe("not_found");
    await expectWhole(store);
    await publishDay(store, dayForm({ noteEn: "Back." }), 0, "it was this day after all");
    expect((await shownDay(store))?.day?.note.en).toBe("Back.");
    await expectWhole(store);
  });

  it("of a claim of wider scope does the same, and a stale one is refused with what stands there", async () => {
    const store = await fresh();
    await layGround(store);
    const { key, revision } = await yes(saveClaim(by(store), { input: wideClaim(), baseRevision: 0 }));
    const newer = await yes(
      saveClaim(by(store), { input: wideClaim({ key, summaryEn: "Anew." }), baseRevision: revision, reason }),
    );
    const edit = { entryKind: "claim", entry: key, reason } as const;
    const stale = await no(retract(by(store), { ...edit, baseRevision: revision }));
    expect(stale).toMatchObject({ code: "conflict", current: { revision: newer.revision } });
    await yes(retract(by(store), { ...edit, baseRevision: newer.revision }));
    expect((await store.read.claim.findUniqueOrThrow({ where: { key } })).retractedAt).not.toBeNull();
    await expectWhole(store);
  });

  it("of what others name is refused with their names, and of a day's own claim there is none", async () => {
    const store = await fresh();
    await layGround(store);
    const { claims } = await publishDay(store);
    const of = async (entryKind: EntryKind, entry: string, baseRevision: number) =>
      (await no(retract(by(store), { entryKind, entry, baseRevision, reason }))).problems;
    expect(await of("place", "beta", 2)).toEqual([{ field: CORRIDOR, code: "names_it", values: { entry: "beta" } }]);
    expect(await of("corridor", CORRIDOR, 11)).toMatchObject([{ field: ENTRY, code: "names_it" }]);
    expect(await of("party", "alpha-council", 5)).toMatchObject([{ field: ENTRY, code: "names_it" }]);
    expect(
      (await no(retract(by(store), { entryKind: "claim", entry: claims[0]!, baseRevision: 12, reason }))).code,
    ).toBe("not_found");
    await expectWhole(store);
  });
});

onEveryStore("a revert", (fresh) => {
  it("of the newest version makes an entry of any kind say again what it said before", async () => {
    const store = await fresh();
    await layGround(store);
    const day = await publishDay(store);
    const claim = await yes(saveClaim(by(store), { input: wideClaim({ key: "wide" }), baseRevision: 0 }));
    const edits: [EntryKind, string, (entry: { revision: number }) => Promise<unknown>][] = [
      [
        "place",
        "beta",
        ({ revision }) =>
          yes(savePlace(by(store), { input: placeForm("beta", { aliases: ["B"] }), baseRevision: revision, reason })),
      ],
      [
        "party",
        "relief",
        ({ revision }) =>
          yes(saveParty(by(store), { input: partyForm("relief", "north"), baseRevision: revision, reason })),
      ],
      [
        "source",
        "report-1",
        ({ revision }) =>
          yes(
            saveSource(by(store), {
              input: sourceForm("report-1", { retrievedAt: NOW.toISOString() }),
              baseRevision: revision,
              reason,
            }),
          ),
      ],
      [
        "corridor",
        CORRIDOR,
        ({ revision }) =>
          yes(
            saveCorridor(by(store), {
              input: corridorForm("alpha", "beta", { slug: CORRIDOR, purpose: "aid" }),
              baseRevision: revision,
              reason,
            }),
          ),
      ],
      [
        "corridor_day",
        ENTRY,
        ({ revision }) =>
          publishDay(
            store,
            dayForm({
              status: "failed",
              claims: [claimForm({ outcome: "failed", key: day.claims[0] }), claimForm({ outcome: "failed" })],
            }),
            revision,
            reason,
          ),
      ],
      [
        "claim",
        "wide",
        ({ revision }) =>
          yes(
            saveClaim(by(store), {
              input: wideClaim({ key: "wide", summaryEn: "Else." }),
              baseRevision: revision,
              reason,
            }),
          ),
      ],
    ];
    expect(claim.key).toBe("wide");
    for (const [kind, entry, change] of edits) {
      const before = await newest(store, kind, entry);
      await change({ revision: before.seq });
      const changed = await newest(store, kind, entry);
      expect(changed.says, entry).not.toEqual(before.says);
      expect((await no(revertRevision(by(store), { seq: before.seq, reason }))).code).toBe("conflict");
      await yes(revertRevision(by(store), { seq: changed.seq, reason: `${entry} was right` }));
      const after = await newest(store, kind, entry);
      expect(after, entry).toMatchObject({ says: before.says, reason: `${entry} was right` });
      const set = await store.read.changeSet.findUniqueOrThrow({ where: { id: after.changeSetId } });
      expect(set).toMatchObject({ origin: "revert", revertsId: changed.changeSetId });
    }
    await expectWhole(store);
  });

  it("of a first version retracts the entry, and of the retraction brings it back with its claims", async () => {
    const store = await fresh();
    await layGround(store);
    const day = await publishDay(store);
    await yes(revertRevision(by(store), { seq: day.revision, reason }));
    expect((await shownDay(store))?.day ?? null).toBeNull();
    const gone = await newest(store, "corridor_day", ENTRY);
    expect(gone.kind).toBe("retraction");
    await yes(revertRevision(by(store), { seq: gone.seq, reason }));
    expect((await shownDay(store))?.day?.claims.map(({ key }) => key)).toEqual(day.claims);
    await expectWhole(store);
  });

  it("of a change set undoes all of it in one, whatever refers to what, and can itself be undone", async () => {
    const store = await fresh();
    await layGround(store);
    const before = await publishDay(store, dayForm({ date: "2001-02-01" }));
    const { changeSet = "" } = await yes(
      publish(
        by(store),
        { reason: "a file" },
        async (change) => {
          await publishPlace(change, { input: placeForm("gamma"), baseRevision: 0 });
          await publishSource(change, { input: sourceForm("report-9"), baseRevision: 0 });
          const claims = [claimForm({ source: "report-9" })];
          await publishDayInside(change, NOW, { day: dayForm({ claims }), baseRevision: 0 });
          const corrected = dayForm({ date: "2001-02-01", claims });
          await publishDayInside(change, NOW, { day: corrected, baseRevision: before.revision });
          return { changeSet: change.changeSet() };
        },
        { origin: "import" },
      ),
    );
    const { changeSet: undone, entries } = await yes(
      revertChangeSet(by(store), { changeSet, reason: "the wrong file" }),
    );
    expect(entries).toBe(4);
    expect(await store.read.revision.count({ where: { changeSetId: undone } })).toBe(4);
    expect(await newest(store, "corridor_day", `${CORRIDOR}/2001-02-01`)).toMatchObject({
      says: JSON.parse((await store.read.revision.findUniqueOrThrow({ where: { seq: before.revision } })).after!),
    });
    for (const [kind, entry] of [
      ["place", "gamma"],
      ["source", "report-9"],
      ["corridor_day", ENTRY],
    ] as const)
      expect((await newest(store, kind, entry)).says, entry).toBeNull();
    await expectWhole(store);
    const again = await no(revertChangeSet(by(store), { changeSet, reason }));
    expect(again.problems).toMatchObject([{ code: "already_reverted" }]);
    await yes(revertChangeSet(by(store), { changeSet: undone, reason: "it was right" }));
    expect((await shownDay(store))?.day?.claims[0]?.source.slug).toBe("report-9");
    await expectWhole(store);
  });

  it("is refused as a whole, with a list, where later changes stand on it", async () => {
    const store = await fresh();
    await layGround(store);
    const { changeSet = "", ...days } = await yes(
      publish(by(store), {}, async (change) => {
        await publishSource(change, { input: sourceForm("report-9"), baseRevision: 0 });
        const one = await publishDayInside(change, NOW, { day: dayForm(), baseRevision: 0 });
        await publishDayInside(change, NOW, { day: dayForm({ date: "2001-02-01" }), baseRevision: 0 });
        return { changeSet: change.changeSet(), one };
      }),
    );
    const later = await publishDay(store, dayForm({ noteEn: "Later." }), days.one.revision, reason);
    const count = () => store.read.revision.count();
    const all = await count();
    const refusal = await no(revertChangeSet(by(store), { changeSet, reason }));
    expect(refusal.problems).toEqual([{ field: ENTRY, code: "changed_since", values: { revision: later.revision } }]);
    await yes(revertRevision(by(store), { seq: later.revision, reason }));
    const day3 = dayForm({ date: "2001-01-30", claims: [claimForm({ source: "report-9" })] });
    await publishDay(store, day3);
    const named = await no(revertChangeSet(by(store), { changeSet, reason }));
    expect(named.problems).toEqual([
      { field: `${CORRIDOR}/2001-01-30`, code: "names_it", values: { entry: "report-9" } },
    ]);
    expect(await count()).toBe(all + 2);
    await expectWhole(store);
  });

  it("of the seed is for administrators", async () => {
    const store = await fresh();
    await layGround(store);
    const { changeSetId: changeSet } = await newest(store, "place", "alpha");
    expect((await no(revertChangeSet(by(store), { changeSet, reason }))).code).toBe("not_allowed");
    const { entries } = await yes(revertChangeSet(admin(store), { changeSet, reason }));
    expect(entries).toBe(11);
    await expectWhole(store);
  });

  it("of one person's last changes is one change set, and leaves what others and they did before", async () => {
    const store = await fresh();
    await layGround(store);
    const pat = await storePerson(store, "pat", "editor");
    const patDoes = by(store, { actor: pat });
    const first = await publishDay(store);
    const save = (day: unknown, baseRevision: number) => yes(saveDay(patDoes, { day, baseRevision, reason }));
    const kept = await save(dayForm({ noteEn: "Kept." }), first.revision);
    const second = await save(dayForm({ noteEn: "Wrong." }), kept.revision);
    await save(dayForm({ noteEn: "Wrong again." }), second.revision);
    await save(dayForm({ date: "2001-02-01" }), 0);
    const edit = { person: pat.id, count: 3, reason: "made in a hurry" };
    expect((await no(revertLastOf(by(store), edit))).code).toBe("not_allowed");
    expect((await no(revertLastOf(admin(store), { ...edit, count: 0 }))).problems).toMatchObject([
      { field: "count", code: "count_of_changes" },
    ]);
    const { changeSet } = await yes(revertLastOf(admin(store), edit));
    expect(await store.read.revision.count({ where: { changeSetId: changeSet } })).toBe(2);
    expect((await shownDay(store))?.day?.note.en).toBe("Kept.");
    expect((await newest(store, "corridor_day", `${CORRIDOR}/2001-02-01`)).says).toBeNull();
    await expectWhole(store);
  });

  it("of one person's changes with somebody else's between them is refused with the entry", async () => {
    const store = await fresh();
    await layGround(store);
    const pat = await storePerson(store, "pat", "editor");
    const one = await yes(saveDay(by(store, { actor: pat }), { day: dayForm(), baseRevision: 0 }));
    const other = await publishDay(store, dayForm({ noteEn: "Somebody else." }), one.revision, reason);
    const last = { day: dayForm({ noteEn: "Over it." }), baseRevision: other.revision, reason };
    await yes(saveDay(by(store, { actor: pat }), last));
    const refusal = await no(revertLastOf(admin(store), { person: pat.id, count: 2, reason }));
    expect(refusal.problems).toEqual([{ field: ENTRY, code: "changed_between", values: { revision: other.revision } }]);
  });
});
