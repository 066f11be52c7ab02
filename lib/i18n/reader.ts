import type { Locale } from "../domain/vocabulary";
import { type Translate, translator } from "./messages";

/** For whom a page is written and when: what every component that prints words, dates or statuses needs. */
export type Reader = {
  locale: Locale;
  t: Translate;
  now: Date;
  /** The site's default zone, for instants that belong to no corridor. */
  zone: string;
};

export const readerOf = (locale: Locale, zone: string, now: Date): Reader => ({
  locale,
  t: translator(locale),
  now,
  zone,
});
