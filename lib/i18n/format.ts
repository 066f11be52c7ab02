import type { Count } from "../domain/counts";
import type { LocalDate } from "../domain/dates";
import type { Counted, DatePrecision, Locale } from "../domain/vocabulary";
import type { Translate } from "./messages";

/** English as most of the world writes it: day before month, 24 hours. */
const TAGS: Record<Locale, string> = { en: "en-GB", uk: "uk-UA" };

const cache = new Map<string, Intl.DateTimeFormat>();
function dates(locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(TAGS[locale], { timeZone, ...options });
  cache.set(key, made);
  return made;
}

// A local date belongs to no zone: it is printed in UTC from midnight UTC.
const midnight = (date: LocalDate) => new Date(`${date}T00:00:00Z`);
const LONG = { day: "numeric", month: "long", year: "numeric" } as const;

// "р." would end a sentence in the middle of it, and double the full stop at its end
const inWords = (text: string) => text.replace(/[\s\u00a0\u202f]р\.$/, " року");

/** `Monday 14 March 2022` · `понеділок, 14 березня 2022 року` */
export function weekdayDate(locale: Locale, date: LocalDate): string {
  const text = inWords(dates(locale, "UTC", { weekday: "long", ...LONG }).format(midnight(date)));
  return locale === "en" ? text.replace(",", "") : text;
}

/** `14 March 2022` · `14 березня 2022 року` */
export const longDate = (locale: Locale, date: LocalDate): string =>
  inWords(dates(locale, "UTC", LONG).format(midnight(date)));

/** `14 March` · `14 березня`, for places that name the year nearby. */
export const dayMonth = (locale: Locale, date: LocalDate): string =>
  dates(locale, "UTC", { day: "numeric", month: "long" }).format(midnight(date));

/** The month alone, short, as a label of an axis: `Mar` · `бер.` */
export const monthName = (locale: Locale, date: LocalDate): string =>
  dates(locale, "UTC", { month: "short" }).format(midnight(date));

/** The seven weekdays from Monday, short: `Mon` · `пн`. */
export const weekdays = (locale: Locale): string[] =>
  Array.from({ length: 7 }, (_, i) =>
    dates(locale, "UTC", { weekday: "short" }).format(new Date(Date.UTC(2024, 0, 1 + i))),
  );

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: LocalDate): number => midnight(date).getUTCDay() || 7;

/** `28 February – 16 March 2022`; one date where both ends are the same. */
export const dateRange = (locale: Locale, from: LocalDate, to: LocalDate): string =>
  from === to ? longDate(locale, from) : inWords(dates(locale, "UTC", LONG).formatRange(midnight(from), midnight(to)));

/** `UTC+2`, `UTC+5:45` or `UTC`: the offset of the zone at that instant, in words that need no translation. */
export function offsetOf(at: Date, timeZone: string): string {
  const part = dates("en", timeZone, { timeZoneName: "shortOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName");
  return (part?.value ?? "UTC").replace(/GMT([+-]0$)?/, "UTC");
}

/** `14:20 (UTC+2)`: the time of day, always with its zone. */
export const clockTime = (locale: Locale, at: Date, timeZone: string): string =>
  `${dates(locale, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at)} (${offsetOf(at, timeZone)})`;

/** `14 March 2022, 14:20 (UTC+2)`: an instant in a zone. */
export const instant = (locale: Locale, at: Date, timeZone: string): string =>
  `${inWords(dates(locale, timeZone, LONG).format(at))}, ${clockTime(locale, at, timeZone)}`;

const NUMBERS: Record<Locale, Intl.NumberFormat> = {
  en: new Intl.NumberFormat(TAGS.en),
  uk: new Intl.NumberFormat(TAGS.uk),
};

/** `13,000` · `13 000` */
export const number = (locale: Locale, value: number): string => NUMBERS[locale].format(value);

/**
 * A count in words: `about 13,000 people`, `100 to 200 vehicles`, `at least 600 people`.
 * @param of what is counted; people where it is left out
 */
export function countText(t: Translate, locale: Locale, count: Count, of: Counted = "people"): string {
  const { min, max, qualifier } = count;
  const digits = (value: number | null) => number(locale, value ?? 0);
  const ranged = min !== null && max !== null && min !== max;
  const amount = ranged
    ? t(qualifier === "about" ? "count.aboutRange" : "count.range", { from: digits(min), to: digits(max) })
    : t(`count.${qualifier}`, { number: digits(max ?? min) });
  return t(`count.${of}`, { number: amount, plural: max ?? min ?? 0 });
}

/** A date or period as far as it is known: precision says whether it was reported, worked out, or a period. */
export function dateWithPrecision(
  t: Translate,
  locale: Locale,
  at: { date: LocalDate | null; dateTo?: LocalDate | null; precision: DatePrecision | null },
): string {
  if (!at.date) return t("page.claim.dateNotStated");
  const text = dateRange(locale, at.date, at.dateTo ?? at.date);
  return at.precision === "inferred" ? t("page.claim.dateInferred", { date: text }) : text;
}

/** How long ago, in the largest unit that says it honestly: `yesterday`, `12 days ago`, `4 years ago`. */
export function ago(locale: Locale, days: number): string {
  const [value, unit] =
    days < 60
      ? [days, "day" as const]
      : days < 730
        ? [Math.floor(days / 30.44), "month" as const]
        : [Math.floor(days / 365.25), "year" as const];
  return new Intl.RelativeTimeFormat(TAGS[locale], { numeric: unit === "day" ? "auto" : "always" }).format(
    -value,
    unit,
  );
}
