import { redirect } from "next/navigation";
import { type FormState, UNSENT } from "@/components/desk/form-state";
import type { Refusal } from "@/lib/domain/errors";
import { LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { type Translate, translator } from "@/lib/i18n/messages";
import { problemText, refusalText } from "@/lib/i18n/problem-text";
import { paths } from "@/lib/paths";

/** A form as it was sent: whatever else a request puts in its place is an empty one. */
export const formOf = (sent: unknown): FormData => (sent instanceof FormData ? sent : new FormData());

/** One text field of a form; "" where it was not sent. */
export function textOf(form: FormData, name: string): string {
  const value = formOf(form).get(name);
  return typeof value === "string" ? value : "";
}

/** One field of a form that holds a whole number, as a revision does; 0 for anything else. */
export function numberOf(form: FormData, name: string): number {
  const text = textOf(form, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** The language that the form was written in, from its hidden field `locale`. */
export const localeOfForm = (form: FormData): Locale =>
  LOCALES.find((locale) => locale === textOf(form, "locale")) ?? "en";

/**
 * The answer to a form of which nothing was done; leads on to the suggestion where it waits for a review now.
 * @param kept the fields to show again as they were typed; never a password
 */
export function refusedForm(form: FormData, refusal: Refusal, kept: string[] = []): FormState {
  const locale = localeOfForm(form);
  const waiting = refusal.code === "suggested" && (refusal.current as { suggestion: string });
  if (waiting) redirect(`${paths.deskSuggestion(locale, waiting.suggestion)}?done=suggested`);
  const t = translator(locale);
  const problems = Object.fromEntries(refusal.problems.map((problem) => [problem.field, problemText(t, problem)]));
  const values = Object.fromEntries(kept.map((name) => [name, textOf(form, name)]));
  // one sentence is enough where it says which field and why
  const [only] = refusal.problems;
  const refused = refusal.problems.length === 1 && only ? problemText(t, only) : refusalText(t, refusal);
  return { ...UNSENT, values, problems, refused };
}

/** The answer to a form that was carried out. */
export const doneForm = (
  form: FormData,
  done: (t: Translate) => string,
  once: FormState["once"] = null,
): FormState => ({
  ...UNSENT,
  done: done(translator(localeOfForm(form))),
  once,
});
