import { LOCALES, type Locale } from "../domain/vocabulary";

/** The language that a part of an address names; null where it names none of ours. */
export const localeOf = (segment: string): Locale | null =>
  (LOCALES as readonly string[]).includes(segment) ? (segment as Locale) : null;

/**
 * The language that a browser asks for first among ours.
 * @param header `Accept-Language`, for instance `uk-UA,uk;q=0.9,en;q=0.8`
 */
export function preferredLocale(header: string | null, otherwise: Locale = "en"): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...options] = part.trim().toLowerCase().split(";");
      const weight = options.map((option) => option.trim()).find((option) => option.startsWith("q="));
      return { locale: localeOf(tag.split("-")[0] ?? ""), weight: weight ? Number(weight.slice(2)) || 0 : 1 };
    })
    .filter(({ locale, weight }) => locale !== null && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.locale ?? otherwise;
}
