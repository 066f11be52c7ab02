"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/components/desk/form-state";
import { actingPerson } from "@/lib/auth/session";
import { deskOrigin } from "@/lib/auth/site";
import type { Context } from "@/lib/commands/change";
import { createLink, type NewLink } from "@/lib/commands/links";
import { setDisabled, setRole } from "@/lib/commands/people";
import { endSessionsOf } from "@/lib/commands/sessions";
import { store } from "@/lib/data/client";
import { type Answer, type Refusal, refuse } from "@/lib/domain/errors";
import { instant } from "@/lib/i18n/format";
import type { Translate } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { doneForm, localeOfForm, refusedForm, textOf } from "../../form-answer";
import { deskReader } from "../../page-frame";

async function acting(): Promise<{ ok: true; context: Context } | Refusal> {
  const person = await actingPerson();
  return person.ok ? { ok: true, context: { store: store(), actor: person.actor, now: new Date() } } : person;
}

/** Makes a link and shows it once. */
async function showLink(context: Context, form: FormData, wanted: NewLink): Promise<FormState> {
  const link = await createLink(context, wanted);
  if (!link.ok) return refusedForm(form, link, ["role"]);
  const locale = localeOfForm(form);
  const until = instant(locale, link.expiresAt, (await deskReader(locale)).zone);
  const url = (await deskOrigin()) + paths.link(locale, link.token);
  return doneForm(form, (t) => t("account.people.link_made", { until }), { kind: "link", url });
}

/** Invites somebody. */
export async function sendInvitation(_before: FormState, form: FormData): Promise<FormState> {
  const as = await acting();
  if (!as.ok) return refusedForm(form, as, ["role"]);
  return showLink(as.context, form, { purpose: "invite", role: textOf(form, "role") });
}

/** Changes one person: role, access, way back in, sessions. */
export async function sendPerson(_before: FormState, form: FormData): Promise<FormState> {
  const as = await acting();
  if (!as.ok) return refusedForm(form, as, ["role"]);
  const { context } = as;
  const id = textOf(form, "person");
  const step = textOf(form, "step");
  if (step === "recover") return showLink(context, form, { purpose: "recover", name: textOf(form, "name") });

  const answers = async (): Promise<Answer<{ say: (t: Translate) => string }>> => {
    if (step === "role") {
      const answer = await setRole(context, id, textOf(form, "role"));
      return answer.ok ? { ok: true, say: (t) => t("account.people.done.role", { name: answer.name }) } : answer;
    }
    if (step === "sessions") {
      const answer = await endSessionsOf(context, id);
      return answer.ok ? { ok: true, say: (t) => t("account.people.done.sessions", { ended: answer.ended }) } : answer;
    }
    if (step !== "disable" && step !== "enable") return refuse("invalid");
    const answer = await setDisabled(context, id, step === "disable");
    return answer.ok ? { ok: true, say: (t) => t(`account.people.done.${step}d`, { name: answer.name }) } : answer;
  };
  const answer = await answers();
  if (!answer.ok) return refusedForm(form, answer, ["role"]);
  revalidatePath(paths.deskPeople(localeOfForm(form)));
  return doneForm(form, answer.say);
}
