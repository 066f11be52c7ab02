import type { Locale } from "./vocabulary";

/** A text in both languages; "" where there is none yet. */
export type Bilingual = { en: string; uk: string };

/** Lists that share one cell of a table or file: keys never contain the separator. */
export const joined = (keys: readonly string[]): string => keys.join("; ");
export const separated = (cell: string): string[] => (cell === "" ? [] : cell.split("; "));

/**
 * The text in the reader's language, or in the other one where only that exists.
 * @returns the text with the language it is in; `null` where there is neither.
 */
export function inLanguage(text: Bilingual, locale: Locale): { text: string; lang: Locale } | null {
  if (text[locale]) return { text: text[locale], lang: locale };
  const other: Locale = locale === "en" ? "uk" : "en";
  return text[other] ? { text: text[other], lang: other } : null;
}
