"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/desk/form-state";
import { answerSuggestion, approveSuggestion, withdrawSuggestion } from "@/lib/commands/suggestions";
import { store } from "@/lib/data/client";
import { versionOf } from "@/lib/data/desk";
import { findSuggestion } from "@/lib/data/suggestions";
import { carriedOver, dayInputOf, dayTyped, newDay, withoutEmptyClaims } from "@/lib/domain/day-form";
import type { Refusal } from "@/lib/domain/errors";
import type { Payload } from "@/lib/domain/payloads";
import type { Actor } from "@/lib/domain/policy";
import { contested } from "@/lib/domain/sheet";
import type { Typed } from "@/lib/domain/typed";
import { paths } from "@/lib/paths";
import { localeOfForm, numberOf, refusedForm, textOf } from "../../form-answer";
import { actingContext } from "../acting";
import { refreshPublicPages } from "../answering";

type Done = "approved" | "sent_back" | "rejected" | "withdrawn";

const toList = (form: FormData, done: Done): never =>
  redirect(`${paths.deskSuggestions(localeOfForm(form))}?done=${done}`);

const decisionOf = (form: FormData) => ({ id: textOf(form, "id"), version: numberOf(form, "version") });

/** Publishes what somebody else suggested. */
export async function sendApproval(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as);
  const decision = { ...decisionOf(form), seen: textOf(form, "seen") };
  let answer = await approveSuggestion(as.context, decision);
  const instead = answer.ok ? null : await onNewest(as.context.actor, decision.id, answer);
  if (instead) answer = await approveSuggestion(as.context, { ...decision, instead });
  if (!answer.ok) {
    // what has changed is shown with the refusal
    revalidatePath(paths.deskSuggestion(localeOfForm(form), decision.id));
    return refusedForm(form, answer);
  }
  await refreshPublicPages();
  return toList(form, "approved");
}

/** A suggested day on the version that stands now, where somebody else changed other things of it; null where not. */
async function onNewest(actor: Actor, id: string, refusal: Refusal): Promise<unknown> {
  const current = refusal.current as { revision: number; payload: Payload | null } | undefined;
  const found = current?.payload ? await findSuggestion(store().read, actor, id) : null;
  if (!current?.payload || !found?.asked.form || found.asked.command !== "saveDay") return null;
  const { typed, base } = found.asked.form;
  const before = await versionOf(store().read, found.suggestion.kind, found.suggestion.entry, base);
  const [corridor = "", date = ""] = found.suggestion.entry.split("/");
  const older: Typed = before ? dayTyped(before) : newDay(corridor, date);
  const newer = dayTyped(current.payload);
  if (contested(older, newer, typed)) return null;
  const day = dayInputOf(withoutEmptyClaims(carriedOver(older, newer, typed)));
  return { ...(found.asked.request as object), day, baseRevision: current.revision };
}

/** Gives a suggestion back with a comment. */
export async function sendAnswer(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as, ["comment"]);
  const state = textOf(form, "button") === "rejected" ? "rejected" : "sent_back";
  const answer = await answerSuggestion(as.context, { ...decisionOf(form), state, comment: textOf(form, "comment") });
  if (!answer.ok) return refusedForm(form, answer, ["comment"]);
  return toList(form, state);
}

/** Takes one's own suggestion away. */
export async function sendWithdrawal(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as);
  const answer = await withdrawSuggestion(as.context, textOf(form, "id"));
  if (!answer.ok) return refusedForm(form, answer);
  return toList(form, "withdrawn");
}
