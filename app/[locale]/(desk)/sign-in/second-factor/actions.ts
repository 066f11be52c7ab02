"use server";
import { redirect } from "next/navigation";
import { type FormState, UNSENT } from "@/components/desk/form-state";
import { askingClient, isFromHere, rememberDevice } from "@/lib/auth/request";
import { currentSession } from "@/lib/auth/session";
import { admit } from "@/lib/auth/throttle";
import { giveCode } from "@/lib/commands/second-factor";
import { store } from "@/lib/data/client";
import { refuse } from "@/lib/domain/errors";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { localeOfForm, refusedForm, textOf } from "../../form-answer";

/** The second half of signing in. */
export async function sendCode(_before: FormState, form: FormData): Promise<FormState> {
  if (!(await isFromHere())) return refusedForm(form, refuse("not_allowed"));
  const locale = localeOfForm(form);
  const session = await currentSession();
  if (session?.standing !== "code") redirect(session ? paths.desk(locale) : paths.signIn(locale));
  const { name } = session.person;
  const admission = await admit("code", session.person.id, await askingClient(name));
  if (!admission.ok) return { ...UNSENT, refused: translator(locale)("account.code.too_many") };
  const answer = await giveCode({ store: store(), now: new Date() }, session.id, textOf(form, "code"));
  if (!answer.ok) return refusedForm(form, answer);
  await admission.forgive();
  await rememberDevice(name);
  redirect(paths.desk(locale));
}
