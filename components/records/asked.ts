import type { FilterFault, FilterName, FilterProblem } from "@/lib/domain/filters";
import type { RecordsQuestion } from "@/lib/domain/records";
import { type Bilingual, inLanguage } from "@/lib/domain/text";
import type { Locale } from "@/lib/domain/vocabulary";
import { longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

/** What the explorer was asked, with everything that is wrong with it. */
export type Asked = RecordsQuestion;

/** A name where only text can stand. */
export const named = (locale: Locale, name: Bilingual): string => inLanguage(name, locale)?.text ?? "";

const MESSAGE = {
  once: "once",
  date: "date",
  order: "order",
  too_many: "tooMany",
  too_long: "tooLong",
  no_words: "noWords",
  many_words: "manyWords",
  key: "unknown",
  status: "unknown",
  grade: "unknown",
  unknown: "unknown",
  // of files only
  name: "unknown",
  variant: "unknown",
  instant: "unknown",
  future: "unknown",
} as const satisfies Record<FilterFault, string>;

/** What is wrong with a filter, as a sentence. */
export const faultText = ({ t }: Reader, { fault, value }: FilterProblem): string =>
  t(`explorer.fault.${MESSAGE[fault]}`, { value });

type Names = { corridor: Map<string, string>; party: Map<string, string>; region: Map<string, string> };

/** A value of a filter in words. */
export function valueText({ locale, t }: Reader, name: FilterName, value: string, names: Names): string {
  if (name === "from" || name === "to") return longDate(locale, value);
  if (name === "status") return t(`status.${value as "held"}`);
  if (name === "grade") return t(`grade.${value as "contested"}`);
  if (name === "corridor") return names.corridor.get(value) ?? value;
  if (name === "region") return names.region.get(value) ?? value;
  if (name === "q") return t("explorer.quoted", { words: value });
  return names.party.get(value) ?? value;
}
