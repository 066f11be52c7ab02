import { expect, it } from "vitest";
import type { Context } from "@/lib/commands/change";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveDraft } from "@/lib/commands/drafts";
import { setFrozen } from "@/lib/commands/freeze";
import { importFiles } from "@/lib/commands/imports";
import { saveParty } from "@/lib/commands/parties";
import { redact } from "@/lib/commands/redactions";
import { saveReport } from "@/lib/commands/reports";
import { retract } from "@/lib/commands/retractions";
import { saveSettings } from "@/lib/commands/settings";
import { saveSource } from "@/lib/commands/sources";
import { COMMANDS } from "@/lib/commands/suggested-commands";
import { answerSuggestion, approveSuggestion, withdrawSuggestion } from "@/lib/commands/suggestions";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { readChoices } from "@/lib/data/desk";
import { listDrafts } from "@/lib/data/drafts";
import { countWaiting, findSuggestion, listSuggestions, ownForm, suggestedVersions } from "@/lib/data/suggestions";
import type { Answer, Refusal } from "@/lib/domain/errors";
import { MOST_WAITING } from "@/lib/domain/suggestions";
import { DAY_STATUSES, type Role } from "@/lib/domain/vocabulary";
import { storePerson } from "@/tests/support/people";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  no,
  partyForm,
  publishDay,
  sourceForm,
  yes,
} from "@/tests/support/record";
import { expectWhole } from "@/tests/support/replayed";
import { onEveryStore } from "@/tests/support/stores";

const ENTRY = `${CORRIDOR}/${DATE}`;
const REASON = "another report says more";

/** A record with one day, where what editors and contributors publish is reviewed. */
async function reviewed(store: Store) {
  await layGround(store);
  const as = async (name: string, role: Role) => by(store, { actor: await storePerson(store, name, role) });
  const admin = await as("ada", "admin");
  const [ed, bo, cy] = [await as("ed", "editor"), await as("bo", "editor"), await as("cy", "contributor")];
  const { revision } = await publishDay(store);
  await yes(saveSettings(admin, { reviewEditor: "all", reviewContributor: "all" }));
  return { revision, admin, ed, bo, cy };
}

/** Hands a change in, and gives what is known of it. */
async function handIn(answer: Promise<Answer<unknown>>): Promise<{ suggestion: string; entry: string }> {
  const refusal: Refusal = await no(answer);
  expect(refusal.code).toBe("suggested");
  return refusal.current as { suggestion: string; entry: string };
}

const newNote = (context: Context, baseRevision: number, noteEn = "Rain on the road.", more: Partial<Context> = {}) =>
  saveDay({ ...context, ...more }, { day: dayForm({ noteEn }), baseRevision, reason: REASON });

const newest = async (store: Store) =>
  (await store.read.corridorDay.findUniqueOrThrow({ where: { id: ENTRY } })).revision;
const noteOf = async (store: Store) => (await findCorridorDay(store.read, CORRIDOR, DATE))?.day?.note.en ?? "";
const decisionOn = async (context: Context, id: string) => {
  const found = await findSuggestion(context.store.read, context.actor, id);
  return { id, version: found?.suggestion.version ?? 0, seen: found?.seen ?? "" };
};

onEveryStore("a change that is reviewed", (fresh) => {
  it("waits while the published version stays, and is published as its author's when another person approves", async () => {
    const store = await fresh();
    const { revision, ed, bo } = await reviewed(store);
    const { suggestion, entry } = await handIn(newNote(ed, revision));
    expect(entry).toBe(ENTRY);
    expect(await noteOf(store)).toBe("");
    expect(await store.read.revision.count({ where: { entry: ENTRY } })).toBe(1);
    expect(await listDrafts(store.read, bo.actor)).toEqual([]);
    expect(await countWaiting(store.read, bo.actor)).toBe(1);
    expect(await countWaiting(store.read, ed.actor)).toBe(0);

    await yes(approveSuggestion(bo, await decisionOn(bo, suggestion)));
    expect(await noteOf(store)).toBe("Rain on the road.");
    const last = await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" }, include: { changeSet: true } });
    expect(last).toMatchObject({ kind: "correction", reason: REASON, role: "editor" });
    expect(last.changeSet.actorId).toBe(ed.actor.id);
    const lines = await store.read.auditLog.findMany({ where: { action: { startsWith: "suggestion." } } });
    expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["suggestion.add", ed.actor.id],
      ["suggestion.approve", bo.actor.id],
    ]);
    await expectWhole(store);
  });

  it("is told at once what the rules say against it, and nothing is kept of that", async () => {
    const store = await fresh();
    const { revision, cy } = await reviewed(store);
    const outcomeOfNobody = saveDay(cy, { day: dayForm({ claims: [] }), baseRevision: revision, reason: REASON });
    expect((await no(outcomeOfNobody)).code).toBe("invalid");
    expect((await no(newNote(cy, 0))).code).toBe("exists");
    expect(await store.read.draft.count()).toBe(0);
  });

  it("is decided on by nobody who made it, nor by a contributor, and by two reviewers at once only once", async () => {
    const store = await fresh();
    const { revision, ed, bo, cy, admin } = await reviewed(store);
    const { suggestion } = await handIn(newNote(ed, revision));
    const decision = await decisionOn(bo, suggestion);
    expect(await approveSuggestion(ed, decision)).toMatchObject({ code: "own_suggestion" });
    expect(await approveSuggestion(cy, decision)).toMatchObject({ code: "not_allowed" });
    const answers = await Promise.all([approveSuggestion(bo, decision), approveSuggestion(admin, decision)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      code: "gone",
      problems: [{ code: "suggestion_decided" }],
    });
    expect(await store.read.revision.count({ where: { entry: ENTRY } })).toBe(2);
  });

  it("comes back with a comment, is handed in again under the same name, or is turned down or withdrawn", async () => {
    const store = await fresh();
    const { revision, bo, cy } = await reviewed(store);
    const form = { typed: { noteEn: "Rain." }, base: revision, suggestion: null };
    const { suggestion } = await handIn(newNote(cy, revision, "Rain.", { form }));
    const first = await decisionOn(bo, suggestion);
    expect((await no(answerSuggestion(bo, { ...first, state: "sent_back", comment: " " }))).problems).toMatchObject([
      { field: "comment" },
    ]);
    await yes(answerSuggestion(bo, { ...first, state: "sent_back", comment: "Which road?" }));
    expect(await listSuggestions(store.read, cy.actor)).toMatchObject([
      { id: suggestion, state: "sent_back", comment: "Which road?", decidedBy: "bo", mine: true },
    ]);
    expect(await ownForm(store.read, cy.actor, suggestion)).toEqual({
      id: suggestion,
      typed: form.typed,
      base: revision,
    });
    expect(await ownForm(store.read, bo.actor, suggestion)).toBeNull();

    const again = { form: { ...form, suggestion } };
    expect(await handIn(newNote(cy, revision, "Rain on both roads.", again))).toMatchObject({ suggestion });
    expect(await approveSuggestion(bo, first)).toMatchObject({ code: "conflict" });
    await yes(
      answerSuggestion(bo, { ...(await decisionOn(bo, suggestion)), state: "rejected", comment: "No source." }),
    );
    expect(await countWaiting(store.read, bo.actor)).toBe(0);
    expect(await approveSuggestion(bo, first)).toMatchObject({ code: "gone" });
    // what was turned down stays so: the same once more is another suggestion
    const other = await handIn(newNote(cy, revision, "Rain on both roads, again.", again));
    expect(other.suggestion).not.toBe(suggestion);
    await yes(withdrawSuggestion(cy, other.suggestion));
    expect(await withdrawSuggestion(bo, suggestion)).toMatchObject({ code: "not_found" });
    await yes(withdrawSuggestion(cy, suggestion));
    expect(await store.read.draft.count()).toBe(0);
  });

  it("is compared with what stands now, and approved only on what its reviewer saw", async () => {
    const store = await fresh();
    const { revision, ed, bo, admin } = await reviewed(store);
    const { suggestion } = await handIn(newNote(ed, revision));
    await yes(newNote(admin, revision, "Snow."));
    const found = await findSuggestion(store.read, bo.actor, suggestion);
    const { versions } = await suggestedVersions(store.read, found!.asked);
    expect(versions).toMatchObject([
      { moved: true, before: { note_en: "Snow." }, after: { note_en: "Rain on the road." } },
    ]);
    const decision = await decisionOn(bo, suggestion);
    const refused = await no(approveSuggestion(bo, decision));
    expect(refused).toMatchObject({ code: "conflict", current: { payload: { note_en: "Snow." } } });
    expect(await noteOf(store)).toBe("Snow.");
    const instead = { day: dayForm({ noteEn: "Rain, then snow." }), baseRevision: 0, reason: REASON };
    const { revision: newest } = refused.current as { revision: number };
    await yes(approveSuggestion(bo, { ...decision, instead: { ...instead, baseRevision: newest } }));
    expect(await noteOf(store)).toBe("Rain, then snow.");
  });

  it("brings the report along that its author suggested before it", async () => {
    const store = await fresh();
    const { revision, bo, cy } = await reviewed(store);
    const source = await handIn(saveSource(cy, { input: sourceForm("report-9"), baseRevision: 0 }));
    expect((await readChoices(store.read, cy.actor)).sources.map(({ slug }) => slug)).toContain("report-9");
    expect((await readChoices(store.read, bo.actor)).sources.map(({ slug }) => slug)).not.toContain("report-9");
    const day = dayForm({ claims: [claimForm(), claimForm({ source: "report-9", claimant: "relief" })] });
    const { suggestion } = await handIn(saveDay(cy, { day, baseRevision: revision, reason: REASON }));
    expect((await findSuggestion(store.read, bo.actor, suggestion))?.needs.map((need) => need.suggestion.id)).toEqual([
      source.suggestion,
    ]);
    await yes(approveSuggestion(bo, await decisionOn(bo, suggestion)));
    const shown = await findCorridorDay(store.read, CORRIDOR, DATE);
    expect(shown?.day?.claims.map((claim) => claim.source.slug).sort()).toEqual(["report-1", "report-9"]);
    expect(await store.read.draft.count()).toBe(0);
    await expectWhole(store);
  });

  it("publishes nothing that waits by changing nothing, nor by words that name it", async () => {
    const store = await fresh();
    const { revision, cy } = await reviewed(store);
    await handIn(saveSource(cy, { input: sourceForm("report-9"), baseRevision: 0 }));
    const { key } = await store.read.claim.findFirstOrThrow();
    const same = {
      day: dayForm({ claims: [claimForm({ key })] }),
      baseRevision: revision,
      reason: "report-9",
      onPurpose: ["report-9"],
    };
    expect(await yes(saveDay(cy, same))).toMatchObject({ revision });
    expect(await store.read.source.findUnique({ where: { slug: "report-9" } })).toBeNull();
    const day = { ...same.day, noteEn: "report-9" };
    const { suggestion } = await handIn(saveDay(cy, { ...same, day }));
    expect((await findSuggestion(store.read, cy.actor, suggestion))?.needs).toEqual([]);
    expect(await store.read.draft.count({ where: { state: "suggested" } })).toBe(2);
  });

  it("needs what adds an entry that it names, and no correction of one", async () => {
    const store = await fresh();
    const { revision, cy } = await reviewed(store);
    const relief = await store.read.party.findUniqueOrThrow({ where: { slug: "relief" } });
    const renamed = { input: partyForm("relief", "", { nameEn: "Other" }), baseRevision: relief.revision, reason: "x" };
    await handIn(saveParty(cy, renamed));
    const day = dayForm({ claims: [claimForm(), claimForm({ claimant: "relief" })] });
    const { suggestion } = await handIn(saveDay(cy, { day, baseRevision: revision, reason: REASON }));
    expect((await findSuggestion(store.read, cy.actor, suggestion))?.needs).toEqual([]);
  });

  it("is not approved once what is published with it, or what it touches, is another than the reviewer saw", async () => {
    const store = await fresh();
    const { revision, bo, cy, admin } = await reviewed(store);
    const source = (form: Partial<Context>, nameEn: string) =>
      saveSource({ ...cy, ...form }, { input: sourceForm("report-9", { publisher: nameEn }), baseRevision: 0 });
    const { suggestion: needed } = await handIn(source({}, "Gazette"));
    const day = dayForm({ claims: [claimForm({ source: "report-9" })] });
    const { suggestion } = await handIn(saveDay(cy, { day, baseRevision: revision, reason: REASON }));
    const seen = await decisionOn(bo, suggestion);
    const moved = { code: "conflict", problems: [{ code: "seen_moved" }] };

    await handIn(source({ form: { typed: {}, base: 0, suggestion: needed } }, "Not the Gazette"));
    expect(await no(approveSuggestion(bo, seen))).toMatchObject(moved);
    const again = await decisionOn(bo, suggestion);
    await yes(newNote(admin, revision, "Snow."));
    expect(await no(approveSuggestion(bo, again))).toMatchObject(moved);
    expect(await store.read.source.findUnique({ where: { slug: "report-9" } })).toBeNull();
    expect(await noteOf(store)).toBe("Snow.");
  });

  it("of a report is approved only on the days that the reviewer saw, whatever warnings its author went past", async () => {
    const store = await fresh();
    const { revision, bo, cy, admin } = await reviewed(store);
    const claims = [{ at: 0, claim: claimForm({ outcome: "failed", source: "report-2", claimant: "relief" }) }];
    const edit = {
      source: "report-2",
      days: [{ corridor: CORRIDOR, date: DATE, status: "failed", claims }],
      reason: REASON,
    };
    const onPurpose = DAY_STATUSES.map((status) => `status_stands ${CORRIDOR} ${DATE} ${status}`);
    const { suggestion } = await handIn(saveReport(cy, { ...edit, onPurpose } as never));
    const seen = await decisionOn(bo, suggestion);
    await yes(saveDay(admin, { day: dayForm({ status: "partly_held" }), baseRevision: revision, reason: REASON }));
    expect(await no(approveSuggestion(bo, seen))).toMatchObject({ code: "conflict" });
    expect((await findCorridorDay(store.read, CORRIDOR, DATE))?.day?.status).toBe("partly_held");
  });

  it("is published once with one that needs it in turn", async () => {
    const store = await fresh();
    const { bo, cy } = await reviewed(store);
    const add = (slug: string) => handIn(saveSource(cy, { input: sourceForm(slug), baseRevision: 0 }));
    const [one, other] = [(await add("report-8")).suggestion, (await add("report-9")).suggestion];
    for (const [id, needs] of [
      [one, [other]],
      [other, [one]],
    ] as const)
      await store.transaction(async (tx) => {
        const { payload } = await tx.draft.findUniqueOrThrow({ where: { id } });
        await tx.draft.update({ where: { id }, data: { payload: JSON.stringify({ ...JSON.parse(payload), needs }) } });
      });
    await yes(approveSuggestion(bo, await decisionOn(bo, one)));
    expect(await store.read.source.count({ where: { slug: { in: ["report-8", "report-9"] } } })).toBe(2);
    expect(await store.read.draft.count()).toBe(0);
  });

  it("is handed in again in the place of itself, whatever it names", async () => {
    const store = await fresh();
    const { cy } = await reviewed(store);
    const side = (nameEn: string, suggestion: string | null) =>
      saveParty(
        { ...cy, form: { typed: {}, base: 0, suggestion } },
        { input: partyForm("east", "east", { nameEn }), baseRevision: 0 },
      );
    const { suggestion } = await handIn(side("East", null));
    expect(await handIn(side("The East", suggestion))).toMatchObject({ suggestion });
    const found = await findSuggestion(store.read, cy.actor, suggestion);
    expect(found).toMatchObject({ needs: [], asked: { recorded: [{ after: { name: "The East" } }] } });
  });

  it("cannot be an import, is not published while publishing is stopped, and loses a text that is removed for good", async () => {
    const store = await fresh();
    const { revision, ed, bo, admin } = await reviewed(store);
    const upload = { files: [] } as unknown as Parameters<typeof importFiles>[1]["upload"];
    const imported = importFiles(ed, { upload, choices: {} as never, reason: REASON, skipProblems: false });
    expect((await no(imported)).code).toBe("review_required");

    const { suggestion } = await handIn(newNote(ed, revision, "Ask Nobody Inparticular."));
    await yes(newNote(admin, revision, "Ask Nobody Inparticular, they say."));
    const texts = ["Nobody Inparticular"];
    await yes(redact(admin, { entryKind: "corridor_day", entry: ENTRY, texts, reason: "a private person" }));
    expect((await store.read.draft.findUniqueOrThrow({ where: { id: suggestion } })).payload).not.toContain(
      "Inparticular",
    );

    // also where it waits along with other days, and in a draft, which stays the form that it was
    const days = [DATE, "2001-02-04"].map((date) => ({
      corridor: CORRIDOR,
      date,
      status: "held",
      claims: [{ at: 0, claim: claimForm({ source: "report-2", summaryEn: "Ask Nobody Inparticular." }) }],
    }));
    const report = await handIn(saveReport(ed, { source: "report-2", days: days as never, reason: REASON }));
    expect(report.entry).toBe(ENTRY);
    const typed = { corridor: CORRIDOR, date: DATE, status: "held", noteEn: "Nobody Inparticular", reason: "held" };
    await yes(saveDraft(ed, { id: null, version: 0, baseRevision: revision, form: typed }));
    await yes(newNote(admin, await newest(store), "Nobody Inparticular, held."));
    await yes(redact(admin, { entryKind: "corridor_day", entry: ENTRY, texts: [...texts, "held"], reason: "again" }));
    for (const { payload } of await store.read.draft.findMany()) expect(payload).not.toContain("Inparticular");
    const draft = await store.read.draft.findFirstOrThrow({ where: { state: "draft" } });
    expect(JSON.parse(draft.payload)).toMatchObject({ ...typed, noteEn: "[redacted]", reason: "[redacted]" });

    await yes(setFrozen(admin, { frozen: true, reason: "an attack" }));
    expect((await no(approveSuggestion(bo, await decisionOn(bo, suggestion)))).code).toBe("frozen");
  });

  it("is kept once when its form is sent again, and answered alike", async () => {
    const store = await fresh();
    const { revision, ed } = await reviewed(store);
    const sends = [
      () => newNote(ed, revision, "Rain.", { requestKey: "form-1" }),
      () => saveSource({ ...ed, requestKey: "form-2" }, { input: sourceForm("report-9"), baseRevision: 0 }),
      () => saveParty({ ...ed, requestKey: "form-3" }, { input: partyForm("rescue"), baseRevision: 0 }),
    ];
    for (const send of sends) {
      const [first, ...others] = [...(await Promise.all([send(), send()])), await send()];
      expect(first).toMatchObject({ ok: false, code: "suggested", current: { suggestion: expect.any(String) } });
      expect(others).toEqual([first, first]);
    }
    expect(await store.read.draft.count({ where: { state: "suggested" } })).toBe(sends.length);
  });

  it("ends the draft that it was made from where that is its author's, and no contributor another person's", async () => {
    const store = await fresh();
    const { revision, ed, cy } = await reviewed(store);
    const draftOf = (context: Context) =>
      saveDraft(context, { id: null, version: 0, baseRevision: revision, form: { corridor: CORRIDOR, date: DATE } });
    const [own, other] = [await yes(draftOf(cy)), await yes(draftOf(ed))];
    for (const draft of [own, other])
      await handIn(saveDay(cy, { day: dayForm({ noteEn: draft.id }), baseRevision: revision, reason: REASON, draft }));
    expect(await store.read.draft.findMany({ where: { state: "draft" }, select: { id: true } })).toEqual([
      { id: other.id },
    ]);
  });

  it("is one of a few hundred of a person's at most, and can be handed in again also then", async () => {
    const store = await fresh();
    const { revision, ed, cy } = await reviewed(store);
    const { suggestion } = await handIn(newNote(cy, revision));
    const row = await store.read.draft.findUniqueOrThrow({ where: { id: suggestion } });
    const others = Array.from({ length: MOST_WAITING - 1 }, (_, n) => ({ ...row, id: `suggestion-${n}` }));
    await store.transaction((tx) => tx.draft.createMany({ data: others }));
    expect((await no(newNote(cy, revision, "One more."))).problems).toEqual([
      { field: "reason", code: "suggestions_many", values: { most: MOST_WAITING } },
    ]);
    const form = { typed: {}, base: revision, suggestion };
    expect(await handIn(newNote(cy, revision, "Again.", { form }))).toMatchObject({ suggestion });
    await handIn(newNote(ed, revision, "Another person's."));
  });

  it("of any kind waits: no command forgets to ask", async () => {
    const store = await fresh();
    const { revision, ed } = await reviewed(store);
    expect(Object.keys(COMMANDS).sort()).toEqual([
      "mergeEntries",
      "retract",
      "revertChangeSet",
      "revertRevision",
      "saveClaim",
      "saveCorridor",
      "saveDay",
      "saveParty",
      "savePlace",
      "saveReport",
      "saveSource",
    ]);
    const target = { entryKind: "corridor_day", entry: ENTRY, baseRevision: revision, reason: REASON } as const;
    await handIn(retract(ed, target));
    await handIn(COMMANDS.revertRevision(ed, { seq: revision, reason: REASON }));
    expect(await noteOf(store)).toBe("");
    expect((await findCorridorDay(store.read, CORRIDOR, DATE))?.day?.revision).toBe(revision);
  });
});
