"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/entry/form-state";
import { actingPerson } from "@/lib/auth/session";
import { saveReport } from "@/lib/commands/reports";
import { isDate } from "@/lib/domain/dates";
import { edited } from "@/lib/domain/day-form";
import { invalid } from "@/lib/domain/errors";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import { datesOf, notTicked, reportedDays, withDate } from "@/lib/domain/report-form";
import { paths } from "@/lib/paths";
import { addInside } from "../adding";
import { again, contextOf, refreshPublicPages, refusedAgain, sentOf } from "../answering";
import { addTemplate } from "../templating";

/** The form of one report about many corridors: every button of it. */
export async function editReport(_before: FormState | null, form: FormData): Promise<FormState> {
  const sent = sentOf(form, FORM_FIELDS.report);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  const moved = edited(sent.values, sent.intent) ?? withDate(sent.values, sent.intent);
  if (moved) return again(sent, moved);
  const context = contextOf(who.actor, sent);
  const added = (await addInside(context, sent)) ?? (await addTemplate(sent, who.actor));
  if (added) return added;
  if (sent.intent !== "publish") return again(sent, { notice: sent.t("desk.day.nothingSaved") });
  const { values, locale } = sent;
  const dropped = notTicked(values);
  if (dropped.length > 0) return refusedAgain(sent, invalid(...dropped));
  const dates = datesOf(values);
  const wrong = dates.findIndex((date) => date !== "" && !isDate(date));
  if (wrong >= 0) return refusedAgain(sent, invalid({ field: `dates.${wrong}`, code: "date" }));
  const answer = await saveReport(context, {
    source: values.source ?? "",
    days: reportedDays(values),
    reason: values.reason,
    onPurpose: sent.meta.onPurpose,
  });
  if (!answer.ok) return refusedAgain(sent, answer);
  await refreshPublicPages();
  const first = dates.filter(isDate).sort()[0] ?? "";
  redirect(`${paths.deskDate(locale, first)}&done=report&count=${answer.entries.length}`);
}
