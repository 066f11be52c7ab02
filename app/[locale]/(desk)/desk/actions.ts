"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/entry/form-state";
import { actingPerson } from "@/lib/auth/session";
import { markChecked } from "@/lib/commands/checks";
import { leaveHandover } from "@/lib/commands/handovers";
import { store } from "@/lib/data/client";
import { isDate } from "@/lib/domain/dates";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import { localeOf } from "@/lib/i18n/locale";
import { paths } from "@/lib/paths";
import { formOf } from "../form-answer";
import { again, contextOf, refreshPublicPages, refusedAgain, sentOf } from "./answering";

/** "Checked, nothing new", for one row (its own button) or for every row that is ticked. */
export async function checkCorridors(given: FormData): Promise<void> {
  const form = formOf(given);
  const locale = localeOf(String(form.get("locale"))) ?? "en";
  const date = String(form.get("date") ?? "");
  const one = form.get("only");
  const corridors = (one ? [one] : form.getAll("corridors")).map(String);
  const back = (result: string) =>
    redirect(`${isDate(date) ? paths.deskDate(locale, date) : `${paths.desk(locale)}?`}&${result}`);

  const who = await actingPerson();
  if (!who.ok) return who.code === "not_signed_in" ? redirect(paths.signIn(locale)) : back(`no=${who.code}`);
  if (corridors.length === 0) return back("no=nothingSelected");
  const context = { store: store(), actor: who.actor, now: new Date(), requestKey: String(form.get("key") ?? "") };
  const answer = await markChecked(context, { corridors, date });
  if (!answer.ok) return back(`no=${answer.code}`);
  await refreshPublicPages();
  back(`done=checked&count=${answer.checked}`);
}

/** Leaves a note for the next shift. */
export async function handOver(_before: FormState | null, form: FormData): Promise<FormState> {
  const sent = sentOf(form, FORM_FIELDS.handover);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  if (sent.intent !== "leave") return again(sent, { notice: sent.t("desk.day.nothingSaved") });
  const answer = await leaveHandover(contextOf(who.actor, sent), { text: sent.values.text ?? "" });
  if (!answer.ok) return refusedAgain(sent, answer);
  redirect(`${paths.desk(sent.locale)}?done=handover`);
}
