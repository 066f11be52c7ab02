"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/entry/form-state";
import { actingPerson } from "@/lib/auth/session";
import { saveCorridor } from "@/lib/commands/corridors";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import { paths } from "@/lib/paths";
import { addInside } from "../../adding";
import { again, contextOf, refreshPublicPages, refusedAgain, sentOf } from "../../answering";

/** The form of a new corridor: every button of it. */
export async function addCorridor(_before: FormState | null, form: FormData): Promise<FormState> {
  const sent = sentOf(form, FORM_FIELDS.corridor);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  const context = contextOf(who.actor, sent);
  const added = await addInside(context, sent);
  if (added) return added;
  if (sent.intent !== "publish") return again(sent, { notice: sent.t("desk.day.nothingSaved") });
  const { origin, destination, purpose } = sent.values;
  const input = { origin, destination, purpose };
  const answer = await saveCorridor(context, { input, baseRevision: 0, onPurpose: sent.meta.onPurpose });
  if (!answer.ok) return refusedAgain(sent, answer);
  await refreshPublicPages();
  redirect(`${paths.desk(sent.locale)}?done=corridor`);
}
