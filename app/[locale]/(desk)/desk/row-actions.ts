"use server";

import { randomUUID } from "node:crypto";
import { dayLines } from "@/components/entry/day-lines";
import type { FormState } from "@/components/entry/form-state";
import type { RowState } from "@/components/sheet/row-state";
import { actingPerson } from "@/lib/auth/session";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveDraft } from "@/lib/commands/drafts";
import { store } from "@/lib/data/client";
import { newestVersion, versionOf } from "@/lib/data/desk";
import { findDraft } from "@/lib/data/drafts";
import { carriedOver, dayInputOf, dayTyped, newDay, withoutEmptyClaims } from "@/lib/domain/day-form";
import type { Refusal } from "@/lib/domain/errors";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import type { Payload } from "@/lib/domain/payloads";
import type { Actor } from "@/lib/domain/policy";
import { dayKey } from "@/lib/domain/record";
import { contested, rowOf, withRow } from "@/lib/domain/sheet";
import type { Typed } from "@/lib/domain/typed";
import { again, contextOf, refreshPublicPages, refusedAgain, type Sent, sentOf, waitingAs } from "./answering";
import { changedThere, dayOf, draftMeanwhile, staleDay } from "./comparing";

const notSaved = (state: FormState): RowState => ({ ...state, saved: null });

/** One row of the sheet: every button of it. It changes what its cells hold; the day's claims stay as they are. */
export async function saveRow(_before: RowState | null, form: FormData): Promise<RowState> {
  const sent = sentOf(form, FORM_FIELDS.row);
  const who = await actingPerson();
  if (!who.ok) return notSaved(refusedAgain(sent, who));
  const { actor } = who;
  const { intent, meta } = sent;
  if (intent === "take.theirs") return takeTheirs(sent, actor);
  const whole = await wholeDay(sent, actor);
  if (!whole.ok) return whole.answer;
  const day = whole.sent;
  if (intent === "publish") return publish(day, actor);
  if (intent === "draft") return keepDraft(day, actor);
  if (intent === "keep.mine" && meta.of === "record")
    return publish({ ...day, meta: { ...meta, base: meta.theirs } }, actor);
  if (intent === "keep.mine") return keepDraft(day, actor);
  return notSaved(again(sent, { notice: sent.t("sheet.stayed") }));
}

/** The form of the day that the row was made from, with what stands in the row. */
async function wholeDay(sent: Sent, actor: Actor): Promise<{ ok: true; sent: Sent } | { ok: false; answer: RowState }> {
  const { corridor, date } = dayOf(sent);
  const { meta } = sent;
  const found = meta.draft && (await findDraft(store().read, actor, meta.draft.id));
  const theirs = sent.intent === "keep.mine" && meta.of === "draft" ? meta.theirs : meta.draft?.version;
  if (found && found.draft.version !== theirs) {
    const current = { version: found.draft.version, typed: found.typed };
    const whole = { ...sent, values: withRow(found.typed, sent.values) };
    const meanwhile = await draftMeanwhile(whole, current, dayLines);
    return {
      ok: false,
      answer: notSaved(refusedAgain(sent, { ok: false, code: "conflict", problems: [] }, "", { meanwhile })),
    };
  }
  const base = await versionOf(store().read, "corridor_day", dayKey(corridor, date), meta.base);
  const from = found?.typed ?? (base ? dayTyped(base) : newDay(corridor, date));
  const draft = found ? { id: found.draft.id, version: found.draft.version } : null;
  const values = { ...withRow(from, sent.values), corridor, date };
  return { ok: true, sent: { ...sent, values, meta: { ...meta, draft } } };
}

/** An answer to the row alone, after its whole day was worked on. */
const asRow = (state: FormState, saved: RowState["saved"] = null): RowState => ({
  ...state,
  values: { ...rowOf(state.values), reason: saved ? "" : (state.values.reason ?? "") },
  saved,
});

const save = (sent: Sent, actor: Actor) =>
  saveDay(contextOf(actor, sent), {
    day: dayInputOf(withoutEmptyClaims(sent.values)),
    baseRevision: sent.meta.base,
    reason: sent.values.reason,
    draft: sent.meta.draft,
    onPurpose: sent.meta.onPurpose,
  });

async function publish(sent: Sent, actor: Actor, notice: string | null = null): Promise<RowState> {
  const answer = await save(sent, actor);
  if (!answer.ok) return refused(sent, actor, answer, notice);
  await refreshPublicPages();
  return asRow(again(sent, { base: answer.revision, draft: null, key: randomUUID(), notice }), "published");
}

/** Where two editors changed different things of a day both are kept and told; where the same, the second decides. */
async function refused(sent: Sent, actor: Actor, refusal: Refusal, notice: string | null): Promise<RowState> {
  if (waitingAs(refusal)) return asRow(again(sent, { draft: null, key: randomUUID(), notice }), "suggested");
  const current = refusal.current as { revision: number; payload: Payload | null } | undefined;
  const stale = (refusal.code === "conflict" || refusal.code === "exists") && current;
  if (!stale) return asRow(refusedAgain(sent, refusal, "", { notice }));
  const { corridor, date } = dayOf(sent);
  const base = await versionOf(store().read, "corridor_day", dayKey(corridor, date), sent.meta.base);
  const older = base ? dayTyped(base) : newDay(corridor, date);
  const newer = current.payload && dayTyped(current.payload);
  if (!newer || contested(older, newer, sent.values)) return asRow(await staleDay(sent, actor, refusal));
  const both: Typed = carriedOver(older, newer, sent.values);
  const told = await changedThere(sent, actor, older, newer);
  return publish({ ...sent, values: both, meta: { ...sent.meta, base: current.revision } }, actor, told);
}

async function keepDraft(sent: Sent, actor: Actor): Promise<RowState> {
  const { meta, values } = sent;
  const answer = await saveDraft(contextOf(actor, sent), {
    id: meta.draft?.id ?? null,
    version: meta.draft?.version ?? 0,
    form: { ...values, ...dayOf(sent) },
    baseRevision: meta.base,
  });
  if (!answer.ok) return asRow(refusedAgain(sent, answer));
  const { id, version } = answer;
  return asRow(again(sent, { draft: { id, version }, key: randomUUID() }), "draft");
}

/** Fills the row with what stands there now, and goes on from it. */
async function takeTheirs(sent: Sent, actor: Actor): Promise<RowState> {
  const notice = sent.t("sheet.tookTheirs");
  const { corridor, date } = dayOf(sent);
  const found = sent.meta.of === "draft" && (await findDraft(store().read, actor, sent.meta.draft?.id ?? ""));
  if (found) {
    const { id, version, baseRevision: base } = found.draft;
    return asRow(again(sent, { values: found.typed, base, draft: { id, version }, notice }));
  }
  const { revision, payload } = await newestVersion(store().read, "corridor_day", dayKey(corridor, date));
  const values = payload ? dayTyped(payload) : newDay(corridor, date);
  return asRow(again(sent, { values, base: revision, draft: null, notice }));
}
