import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, metaOf, newState } from "@/components/entry/form-state";
import type { Context } from "@/lib/commands/change";
import { store } from "@/lib/data/client";
import { forgetPast } from "@/lib/data/past-shelf";
import { readVersion } from "@/lib/data/version";
import { type Refusal, warningKey } from "@/lib/domain/errors";
import type { IsField } from "@/lib/domain/form-fields";
import type { Actor } from "@/lib/domain/policy";
import { only, type Typed, typedOf } from "@/lib/domain/typed";
import type { Locale } from "@/lib/domain/vocabulary";
import { publicRecordChanged } from "@/lib/front/signal";
import { localeOf } from "@/lib/i18n/locale";
import { type Translate, translator } from "@/lib/i18n/messages";
import { problemText, refusalText } from "@/lib/i18n/problem-text";
import { paths } from "@/lib/paths";
import { formOf } from "../form-answer";

/** A form of the desk as it was sent. */
export type Sent = {
  locale: Locale;
  t: Translate;
  /** The button. */
  intent: string;
  values: Typed;
  meta: ReturnType<typeof metaOf>;
};

/** Reads a sent form; `isField`: which fields it has. Others are left out. */
export function sentOf(given: FormData, isField: IsField): Sent {
  const form = formOf(given);
  const locale = localeOf(String(form.get("meta.locale"))) ?? "en";
  return {
    locale,
    t: translator(locale),
    intent: String(form.get("intent") ?? ""),
    values: only(typedOf(form.entries()), isField),
    meta: metaOf(form),
  };
}

/** The same form once more, with everything typed still in it. */
export const again = ({ meta, values }: Sent, changes: Partial<FormState> = {}): FormState =>
  newState({
    turn: meta.turn + 1,
    values,
    base: meta.base,
    draft: meta.draft,
    suggestion: meta.suggestion,
    key: meta.key,
    onPurpose: meta.onPurpose,
    ...changes,
  });

/** What is known of a change that waits for a review now; null for any other refusal. */
export const waitingAs = (refusal: Refusal): { suggestion: string; entry: string } | null =>
  refusal.code === "suggested" ? (refusal.current as { suggestion: string; entry: string }) : null;

/**
 * The same form with the reasons why nothing was saved; leads on to the suggestion where it waits for a review now.
 * @param prefix of the fields that the command was told of, where it was only a part of the form
 */
export function refusedAgain(sent: Sent, refusal: Refusal, prefix = "", changes: Partial<FormState> = {}): FormState {
  const waiting = waitingAs(refusal);
  if (waiting) redirect(`${paths.deskSuggestion(sent.locale, waiting.suggestion)}?done=suggested`);
  const problems = refusal.problems.map((problem) => ({
    field: `${prefix}${problem.field}`,
    text: problemText(sent.t, problem),
    ...(problem.warning && { onPurpose: warningKey(problem) }),
  }));
  return again(sent, {
    refusal: { code: refusal.code, text: refusalText(sent.t, refusal) },
    problems,
    focus: problems[0]?.field ?? null,
    ...changes,
  });
}

/** What a command is told. The form's key makes a save that is sent twice one save. */
export const contextOf = (actor: Actor, { meta, values }: Sent): Context => ({
  store: store(),
  actor,
  now: new Date(),
  requestKey: meta.key || undefined,
  form: { typed: values, base: meta.base, suggestion: meta.suggestion },
});

/**
 * Makes every public page show what was saved.
 * @param past whether that changes pages of the record as it was, too: a redaction, and what the site says of itself
 */
export async function refreshPublicPages({ past = false } = {}): Promise<void> {
  if (past) forgetPast();
  revalidatePath("/[locale]", "layout");
  await tellPublisher({ past });
}

/** Tells the publisher of a save, and to which version it led; that this cannot be read is no fault of the save. */
export async function tellPublisher({ past = false } = {}): Promise<void> {
  await publicRecordChanged(await readVersion(store().read).catch(() => null), { past });
}
