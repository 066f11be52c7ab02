"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/desk/form-state";
import { setFrozen } from "@/lib/commands/freeze";
import { revertLastOf } from "@/lib/commands/reverts";
import { endAllSessions } from "@/lib/commands/sessions";
import { paths } from "@/lib/paths";
import { localeOfForm, refusedForm, textOf } from "../../form-answer";
import { actingContext } from "../acting";
import { refreshPublicPages } from "../answering";

/** Stops all publishing, or lets people publish again. */
export async function sendFreeze(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as, ["reason"]);
  const edit = { frozen: textOf(form, "frozen") === "yes", reason: textOf(form, "reason") };
  const answer = await setFrozen(as.context, edit);
  if (!answer.ok) return refusedForm(form, answer, ["reason"]);
  redirect(`${paths.deskEmergency(localeOfForm(form))}?done=${answer.frozen ? "frozen" : "lifted"}`);
}

/** Ends every session, this one, too. */
export async function sendEndSessions(_before: FormState, form: FormData): Promise<FormState> {
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as);
  const answer = await endAllSessions(as.context);
  if (!answer.ok) return refusedForm(form, answer);
  redirect(paths.signIn(localeOfForm(form)));
}

/** Takes the last changes of one person back, and shows the change set that does it. */
export async function sendRevertPerson(_before: FormState, form: FormData): Promise<FormState> {
  const kept = ["person", "count", "reason"];
  const as = await actingContext(form);
  if (!as.ok) return refusedForm(form, as, kept);
  const count = /^\d{1,4}$/.test(textOf(form, "count")) ? Number(textOf(form, "count")) : 0;
  const edit = { person: textOf(form, "person"), count, reason: textOf(form, "reason") };
  const answer = await revertLastOf(as.context, edit);
  if (!answer.ok) return refusedForm(form, answer, kept);
  await refreshPublicPages();
  redirect(`${paths.deskChange(localeOfForm(form), answer.changeSet)}?done=reverted`);
}
