"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/desk/form-state";
import { askingClient } from "@/lib/auth/request";
import { actingOwner, actingPerson } from "@/lib/auth/session";
import { admit } from "@/lib/auth/throttle";
import type { Context } from "@/lib/commands/change";
import { changePassword } from "@/lib/commands/passwords";
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "@/lib/commands/second-factor";
import { endOwnSessions } from "@/lib/commands/sessions";
import { store } from "@/lib/data/client";
import { type Answer, refuse } from "@/lib/domain/errors";
import { paths } from "@/lib/paths";
import { doneForm, localeOfForm, refusedForm, textOf } from "../../form-answer";

/** Runs what asks for the password or a code again, as often as the throttle allows. */
async function guarded<T>(
  guess: "confirm" | "code",
  person: { id: string; name: string },
  run: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const admission = await admit(guess, person.id, await askingClient(person.name));
  if (!admission.ok) return refuse("too_many");
  const answer = await run();
  if (answer.ok) await admission.forgive();
  return answer;
}

/** Changes the password. */
export async function sendPassword(_before: FormState, form: FormData): Promise<FormState> {
  const acting = await actingPerson();
  if (!acting.ok) return refusedForm(form, acting);
  const { actor, sessionId } = acting;
  const context: Context = { store: store(), actor, now: new Date() };
  const typed = { current: textOf(form, "current"), password: textOf(form, "password") };
  const answer = await guarded("confirm", actor, () => changePassword(context, sessionId, typed));
  if (!answer.ok) return refusedForm(form, answer);
  revalidatePath(paths.deskAccount(localeOfForm(form)));
  return doneForm(form, (t) => t("account.account.password.done", { ended: answer.ended }));
}

/** Every step of the second factor: begin, confirm, new recovery codes, away. */
export async function sendSecondFactor(_before: FormState, form: FormData): Promise<FormState> {
  const acting = await actingOwner();
  if (!acting.ok) return refusedForm(form, acting);
  const { actor, sessionId, fresh } = acting;
  const context: Context = { store: store(), actor, now: new Date() };
  const current = textOf(form, "current");
  const again = paths.deskAccount(localeOfForm(form));
  const step = textOf(form, "step");

  if (step === "begin") {
    const answer = await guarded("confirm", actor, () => beginSecondFactor(context, fresh ? null : current));
    if (!answer.ok) return refusedForm(form, answer);
    redirect(again);
  }
  if (step === "manage" && textOf(form, "what") === "remove") {
    const answer = await guarded("confirm", actor, () => removeSecondFactor(context, current));
    if (!answer.ok) return refusedForm(form, answer, ["what"]);
    revalidatePath(again);
    return doneForm(form, (t) => t("account.account.second_factor.removed"));
  }
  const answer =
    step === "confirm"
      ? await guarded("code", actor, () => confirmSecondFactor(context, sessionId, textOf(form, "code")))
      : await guarded("confirm", actor, () => renewRecoveryCodes(context, current));
  if (!answer.ok) return refusedForm(form, answer, ["what"]);
  revalidatePath(again);
  return doneForm(form, (t) => `${t("account.account.codes.title")}. ${t("account.account.codes.explained")}`, {
    kind: "codes",
    codes: answer.codes,
  });
}

/** Ends one session of the person's own. */
export async function endSession(form: FormData): Promise<void> {
  const acting = await actingPerson();
  if (acting.ok) {
    await endOwnSessions({ store: store(), actor: acting.actor, now: new Date() }, { id: textOf(form, "session") });
  }
  redirect(paths.deskAccount(localeOfForm(form)));
}

/** Ends every session of the person's own but this one. */
export async function endOthers(form: FormData): Promise<void> {
  const acting = await actingPerson();
  if (acting.ok) {
    await endOwnSessions({ store: store(), actor: acting.actor, now: new Date() }, { allBut: acting.sessionId });
  }
  redirect(paths.deskAccount(localeOfForm(form)));
}
