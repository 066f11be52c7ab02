import { saveClaim } from "@/lib/commands/claims";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveDraft } from "@/lib/commands/drafts";
import { setFrozen } from "@/lib/commands/freeze";
import { leaveHandover } from "@/lib/commands/handovers";
import { keepUpload } from "@/lib/commands/imports";
import { redact } from "@/lib/commands/redactions";
import { signIn } from "@/lib/commands/sessions";
import { saveSettings } from "@/lib/commands/settings";
import { answerSuggestion } from "@/lib/commands/suggestions";
import type { Store } from "@/lib/data/client";
import type { Answer } from "@/lib/domain/errors";
import type { Role } from "@/lib/domain/vocabulary";
import { PASSWORD, storePerson } from "@/tests/support/people";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  publishDay,
  sourceForm,
  WIDE_BLAME,
  yes,
} from "@/tests/support/record";

/** A text that stands in the store once, for one reason; `seenBy`: who at the desk is shown it. */
export type Planted = { what: string; text: string; seenBy: readonly Role[] };

/** Letters and digits only, so that no escaping can hide it from a search. */
const canary = (what: string) => `qz${what.replaceAll(/[^a-z]/g, "")}7x3`;

/** Published: a search that doesn't find it on a surface has not read that surface. */
export const PUBLISHED = canary("published");

/** What a test needs to know of the record that plant() makes. */
export type Ground = {
  planted: Planted[];
  /** Of the draft, of the suggestion that waits, of the upload, of the one that was given back. */
  draft: string;
  suggestion: string;
  upload: string;
  /** Of the change set that published the day. */
  changeSet: string;
  /** Ids of people, and of their sessions: they stand in many columns and belong in no public answer. */
  ids: string[];
};

const DESK = ["contributor", "editor", "admin"] as const;
const EDITORS = ["editor", "admin"] as const;
const LATER = "2001-02-04";

/**
 * Lays a record with a published day, and plants in it everything that must stay inside: drafts, suggestions and what was
 * said of them, notes between shifts, uploads, texts that were redacted, names of people, their devices, the audit log.
 */
export async function plant(store: Store): Promise<Ground> {
  const now = new Date();
  const planted: Planted[] = [];
  const text = (what: string, seenBy: readonly Role[]) => {
    planted.push({ what, text: canary(what), seenBy });
    return canary(what);
  };

  await layGround(store, {
    sources: [
      sourceForm("report-1", { publisher: `Gazette ${PUBLISHED}` }),
      sourceForm("report-2"),
      sourceForm("report-3"),
    ],
  });
  const author = await storePerson(store, text("name of an author", EDITORS), "editor", now);
  const reviewer = await storePerson(store, text("name of a reviewer", EDITORS), "admin", now);
  const idler = await storePerson(store, text("name of one who did nothing", ["admin"]), "contributor", now);
  const keeper = await storePerson(store, text("name of who left a note", DESK), "editor", now);
  const ed = by(store, { actor: author, now });
  const admin = by(store, { actor: reviewer, now });

  // a day whose claim and note hold a text that is then taken out of every version
  const gone = text("redacted passage", []);
  const claims = [claimForm({ summaryEn: `Cars passed, ${PUBLISHED}.`, speaker: `Officer ${gone}` })];
  const first = await publishDay(store, dayForm({ noteEn: `Slow, ${gone}.`, noteUk: `Повільно, ${gone}.`, claims }));
  const entry = { entryKind: "corridor_day", entry: `${CORRIDOR}/${DATE}` } as const;
  const { changeSetId } = await store.read.revision.findUniqueOrThrow({ where: { seq: first.revision } });
  await yes(redact(admin, { ...entry, texts: [`Officer ${gone}`, gone], reason: "a private person" }));
  const about = { summaryEn: `Blame, ${PUBLISHED}.`, date: DATE, datePrecision: "day" };
  await yes(saveClaim(ed, { input: { ...WIDE_BLAME, ...about }, baseRevision: 0, reason: "" }));
  const { revision } = await store.read.corridorDay.findUniqueOrThrow({ where: { id: entry.entry } });
  const note = { noteEn: `Slow, ${PUBLISHED}.`, noteUk: `Повільно, ${PUBLISHED}.` };
  const day = dayForm({ ...note, claims: [claimForm({ summaryEn: `Cars passed, ${PUBLISHED}.` })] });
  await yes(saveDay(ed, { day, baseRevision: revision, reason: `a reason, ${PUBLISHED}` }));

  const form = { corridor: CORRIDOR, date: LATER, noteEn: text("draft", EDITORS) };
  const draft = await yes(saveDraft(ed, { id: null, version: 0, form, baseRevision: 0 }));

  const suggest = async (date: string, noteEn: string, reason: string) => {
    const asked = { day: dayForm({ date, noteEn }), baseRevision: 0, reason };
    const typed = { corridor: CORRIDOR, date, noteEn };
    const answer = await saveDay({ ...ed, form: { typed, base: 0, suggestion: null } }, asked);
    return (answer as Extract<Answer<unknown>, { ok: false }>).current as { suggestion: string };
  };
  await yes(saveSettings(admin, { reviewEditor: "all" }));
  const { suggestion } = await suggest(
    "2001-02-05",
    text("suggestion", EDITORS),
    text("why it was suggested", EDITORS),
  );
  const { suggestion: back } = await suggest("2001-02-02", text("suggestion given back", []), "a reason");
  const comment = text("what a reviewer said", []);
  await yes(answerSuggestion(admin, { id: back, version: 1, state: "sent_back", comment }));
  await yes(saveSettings(admin, { reviewEditor: "off", publisher: PUBLISHED }));

  await yes(leaveHandover(by(store, { actor: keeper, now }), { text: text("note for the next shift", DESK) }));
  const content = JSON.stringify([
    { name: "parties.csv", text: `party,name\na,${text("content of an upload", EDITORS)}\n` },
  ]);
  const name = text("name of an upload", EDITORS);
  const { id: upload } = await yes(keepUpload(ed, { name, file: "parties", content, rows: 1, mappings: {} }));
  const frozen = text("why publishing was stopped", ["admin"]);
  await yes(setFrozen(admin, { frozen: true, reason: frozen }));
  await yes(setFrozen(admin, { frozen: false, reason: "it is over" }));
  const device = text("device of another", ["admin"]);
  await yes(signIn({ store, now }, { name: author.name, password: PASSWORD, device }));

  const people = [author, reviewer, idler, keeper].map(({ id }) => id);
  const sessions = await store.read.session.findMany({ select: { id: true } });
  return {
    planted,
    draft: draft.id,
    suggestion,
    upload,
    changeSet: changeSetId,
    ids: [...people, ...sessions.map(({ id }) => id)],
  };
}
