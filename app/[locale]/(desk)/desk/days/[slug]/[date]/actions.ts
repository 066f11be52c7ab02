"use server";

import { redirect } from "next/navigation";
import { dayLines } from "@/components/entry/day-lines";
import type { FormState } from "@/components/entry/form-state";
import { actingPerson } from "@/lib/auth/session";
import { saveDay } from "@/lib/commands/corridor-days";
import { discardDraft, saveDraft } from "@/lib/commands/drafts";
import { store } from "@/lib/data/client";
import { newestVersion } from "@/lib/data/desk";
import { findDraft } from "@/lib/data/drafts";
import { dayInputOf, dayTyped, edited, newDay, withoutEmptyClaims } from "@/lib/domain/day-form";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import type { Actor } from "@/lib/domain/policy";
import { dayKey } from "@/lib/domain/record";
import type { Typed } from "@/lib/domain/typed";
import { paths } from "@/lib/paths";
import { addInside } from "../../../adding";
import { again, contextOf, refreshPublicPages, refusedAgain, type Sent, sentOf } from "../../../answering";
import { dayOf, draftMeanwhile, staleDay } from "../../../comparing";
import { addTemplate } from "../../../templating";

/** The form of a corridor day: every button of it. */
export async function editDay(_before: FormState | null, form: FormData): Promise<FormState> {
  const sent = sentOf(form, FORM_FIELDS.day);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  const { actor } = who;
  const moved = edited(sent.values, sent.intent);
  if (moved) return again(sent, moved);
  const added = (await addInside(contextOf(actor, sent), sent)) ?? (await addTemplate(sent, actor));
  if (added) return added;

  const { meta, intent } = sent;
  if (intent === "take.theirs") return takeTheirs(sent, actor);
  if (intent === "keep.mine" && meta.of === "record") return publish(rebased(sent, meta.theirs), actor);
  if (intent === "keep.mine" && meta.draft)
    return keepDraft({ ...sent, meta: { ...meta, draft: { ...meta.draft, version: meta.theirs } } }, actor);
  if (intent === "publish") return publish(sent, actor);
  if (intent === "draft") return keepDraft(sent, actor);
  if (intent === "discard") return discard(sent, actor);
  return again(sent, { notice: sent.t("desk.day.nothingSaved") });
}

const rebased = (sent: Sent, base: number): Sent => ({ ...sent, meta: { ...sent.meta, base } });

/** Back to all corridors of that day, with what was done. */
function toDesk(sent: Sent, done: "published" | "draft" | "discarded"): never {
  const { corridor, date } = dayOf(sent);
  redirect(`${paths.deskDate(sent.locale, date)}&done=${done}&corridor=${encodeURIComponent(corridor)}`);
}

async function publish(given: Sent, actor: Actor): Promise<FormState> {
  const sent = { ...given, values: withoutEmptyClaims(given.values) };
  const { meta, values } = sent;
  const answer = await saveDay(contextOf(actor, sent), {
    day: dayInputOf(values),
    baseRevision: meta.base,
    reason: values.reason,
    draft: meta.draft,
    onPurpose: meta.onPurpose,
  });
  if (!answer.ok) return staleDay(sent, actor, answer);
  await refreshPublicPages();
  toDesk(sent, "published");
}

async function keepDraft(sent: Sent, actor: Actor): Promise<FormState> {
  const { meta, values } = sent;
  const answer = await saveDraft(contextOf(actor, sent), {
    id: meta.draft?.id ?? null,
    version: meta.draft?.version ?? 0,
    form: { ...values, ...dayOf(sent) },
    baseRevision: meta.base,
  });
  if (answer.ok) toDesk(sent, "draft");
  const current = answer.current as { version: number; form: Typed } | undefined;
  if (answer.code !== "conflict" || !current) return refusedAgain(sent, answer);
  const theirs = { version: current.version, typed: current.form };
  return refusedAgain(sent, answer, "", { meanwhile: await draftMeanwhile(sent, theirs, dayLines) });
}

async function discard(sent: Sent, actor: Actor): Promise<FormState> {
  const answer = await discardDraft(contextOf(actor, sent), sent.meta.draft?.id ?? "");
  if (!answer.ok) return refusedAgain(sent, answer);
  toDesk(sent, "discarded");
}

/** Fills the form with what stands there now, and goes on from it. */
async function takeTheirs(sent: Sent, actor: Actor): Promise<FormState> {
  const notice = sent.t("desk.day.tookTheirs");
  if (sent.meta.of === "draft") {
    const found = await findDraft(store().read, actor, sent.meta.draft?.id ?? "");
    if (!found) return refusedAgain(sent, { ok: false, code: "not_found", problems: [] });
    const { draft, typed } = found;
    return again(sent, {
      values: typed,
      base: draft.baseRevision,
      draft: { id: draft.id, version: draft.version },
      notice,
    });
  }
  const { corridor, date } = dayOf(sent);
  const { revision, payload } = await newestVersion(store().read, "corridor_day", dayKey(corridor, date));
  const values = payload ? dayTyped(payload) : newDay(corridor, date);
  return again(sent, { values, base: revision, notice });
}
