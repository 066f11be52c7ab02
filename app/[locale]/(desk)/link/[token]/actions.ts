"use server";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/desk/form-state";
import { isFromHere, keepTypedName } from "@/lib/auth/request";
import { spendLink } from "@/lib/commands/links";
import { store } from "@/lib/data/client";
import { refuse } from "@/lib/domain/errors";
import { paths } from "@/lib/paths";
import { localeOfForm, refusedForm, textOf } from "../../form-answer";

/** Uses a one-time link up, and leads to sign-in: the new password is then typed once more before it is needed. */
export async function acceptLink(_before: FormState, form: FormData): Promise<FormState> {
  if (!(await isFromHere())) return refusedForm(form, refuse("not_allowed"), ["name"]);
  const answer = await spendLink({ store: store(), now: new Date() }, textOf(form, "token"), {
    name: textOf(form, "name"),
    password: textOf(form, "password"),
  });
  if (!answer.ok) return refusedForm(form, answer, ["name"]);
  await keepTypedName(answer.name);
  redirect(`${paths.signIn(localeOfForm(form))}?done=password_set`);
}
