import type { FormState } from "@/components/entry/form-state";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import type { Actor } from "@/lib/domain/policy";
import { isTemplate, TEMPLATES, withTemplate } from "@/lib/domain/report-form";
import { LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { translator } from "@/lib/i18n/messages";
import { again, refusedAgain, type Sent } from "./answering";

/**
 * Begins a claim with a common sentence, in both languages.
 * @returns the form afterwards; null where the button asked for something else
 */
export async function addTemplate(sent: Sent, actor: Actor): Promise<FormState | null> {
  if (sent.intent !== "claim.template") return null;
  const { values } = sent;
  const name = values["template.name"] ?? "";
  const who = { claimant: values["template.claimant"] ?? "", addressee: values["template.addressee"] ?? "" };
  const missing = (field: string) =>
    refusedAgain(sent, { ok: false, code: "invalid", problems: [{ field: `template.${field}`, code: "required" }] });
  if (!isTemplate(name)) return missing("name");
  if (!who.claimant) return missing("claimant");
  if ("answers" in TEMPLATES[name] && !who.addressee) return missing("addressee");
  const { parties } = await readChoices(store().read, actor);
  const named = (slug: string, locale: Locale) => parties.find((party) => party.slug === slug)?.name[locale] || slug;
  const [en, uk] = LOCALES.map((locale) =>
    translator(locale)(`report.template.${name}.text`, {
      claimant: named(who.claimant, locale),
      addressee: named(who.addressee, locale),
    }),
  );
  return again(sent, withTemplate(values, name, who, { en: en ?? "", uk: uk ?? "" }));
}
