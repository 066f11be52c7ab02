"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/entry/form-state";
import { actingPerson } from "@/lib/auth/session";
import { saveSettings } from "@/lib/commands/settings";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import { paths } from "@/lib/paths";
import { again, contextOf, refreshPublicPages, refusedAgain, sentOf } from "../answering";

/** What the site says of itself, for administrators. */
export async function editSettings(_before: FormState | null, form: FormData): Promise<FormState> {
  const sent = sentOf(form, FORM_FIELDS.settings);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  if (sent.intent !== "publish") return again(sent, { notice: sent.t("desk.day.nothingSaved") });
  const answer = await saveSettings(contextOf(who.actor, sent), sent.values);
  if (!answer.ok) return refusedAgain(sent, answer);
  await refreshPublicPages({ past: true });
  redirect(`${paths.deskSettings(sent.locale)}?done=settings`);
}
