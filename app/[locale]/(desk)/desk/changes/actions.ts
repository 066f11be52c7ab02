"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/desk/form-state";
import { redact } from "@/lib/commands/redactions";
import { retract } from "@/lib/commands/retractions";
import { revertChangeSet, revertRevision } from "@/lib/commands/reverts";
import { store } from "@/lib/data/client";
import { keptTexts } from "@/lib/data/kept-texts";
import type { EntryKind } from "@/lib/domain/vocabulary";
import { ENTRY_KINDS } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { formOf, localeOfForm, numberOf, refusedForm, textOf } from "../../form-answer";
import { actingContext } from "../acting";
import { refreshPublicPages } from "../answering";

/** Takes a whole change set back, and shows the one that does it. */
export async function sendRevertSet(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as, ["reason"]);
  const edit = { changeSet: textOf(form, "changeSet"), reason: textOf(form, "reason") };
  const answer = await revertChangeSet(as.context, edit);
  if (!answer.ok) return refusedForm(form, answer, ["reason"]);
  await refreshPublicPages();
  redirect(`${paths.deskChange(localeOfForm(form), answer.changeSet)}?done=reverted`);
}

const entryOf = (form: FormData): { entryKind: EntryKind; entry: string } => ({
  entryKind: ENTRY_KINDS.find((kind) => kind === textOf(form, "kind")) ?? "corridor_day",
  entry: textOf(form, "entry"),
});

function toEntry(form: FormData, done: "retracted" | "reverted" | "redacted"): never {
  const { entryKind, entry } = entryOf(form);
  redirect(`${paths.deskEntry(localeOfForm(form), entryKind, entry)}?done=${done}`);
}

/** Takes an entry back. */
export async function sendRetract(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as, ["reason"]);
  const baseRevision = numberOf(form, "revision");
  const answer = await retract(as.context, { ...entryOf(form), baseRevision, reason: textOf(form, "reason") });
  if (!answer.ok) return refusedForm(form, answer, ["reason"]);
  await refreshPublicPages();
  toEntry(form, "retracted");
}

/** Takes the newest version of an entry back. */
export async function sendRevert(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as, ["reason"]);
  const edit = { seq: numberOf(form, "revision"), reason: textOf(form, "reason") };
  const answer = await revertRevision(as.context, edit);
  if (!answer.ok) return refusedForm(form, answer, ["reason"]);
  await refreshPublicPages();
  toEntry(form, "reverted");
}

/** Removes texts from an entry for good: those that were ticked, and the passage that was typed. */
export async function sendRedact(_before: FormState, form: FormData): Promise<FormState> {
  const ticked = formOf(form).getAll("texts").map(String);
  const kept = (state: FormState): FormState => ({ ...state, values: { ...state.values, texts: ticked.join(" ") } });
  const as = await actingContext(form);
  if (!as.ok) return kept(refusedForm(form, as, ["reason", "passage"]));
  const entry = entryOf(form);
  const known = await keptTexts(store().read, as.context.actor, entry.entryKind, entry.entry);
  const chosen = known.ok ? known.texts.filter(({ id }) => ticked.includes(id)).map(({ text }) => text) : [];
  const texts = [...chosen, textOf(form, "passage")].filter(Boolean);
  const answer = await redact(as.context, { ...entry, texts, reason: textOf(form, "reason") });
  if (!answer.ok) return kept(refusedForm(form, answer, ["reason", "passage"]));
  await refreshPublicPages({ past: true });
  toEntry(form, "redacted");
}
