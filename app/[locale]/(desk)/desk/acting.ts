import { actingPerson } from "@/lib/auth/session";
import type { Context } from "@/lib/commands/change";
import { store } from "@/lib/data/client";
import type { Refusal } from "@/lib/domain/errors";
import { textOf } from "../form-answer";

/** What a command is told by a small form, with the form's key: sent twice, it is carried out once. */
export async function actingContext(form: FormData): Promise<{ ok: true; context: Context } | Refusal> {
  const person = await actingPerson();
  if (!person.ok) return person;
  const requestKey = textOf(form, "key") || undefined;
  return { ok: true, context: { store: store(), actor: person.actor, now: new Date(), requestKey } };
}
