import type { Locale } from "../domain/vocabulary";
import { type Root, rootOf } from "../paths";
import { type Translate, translator } from "./messages";

/** For whom a page is written and when: what every component that prints words, dates or statuses needs. */
export type Reader = {
  locale: Locale;
  t: Translate;
  now: Date;
  /** The site's default zone, for instants that belong to no corridor. */
  zone: string;
  /** The record is shown as it was at this instant, which is also `now`; null: as it is. */
  past: Date | null;
  /** What the addresses of the pages that this one leads to begin with. */
  root: Root;
};

export const readerOf = (locale: Locale, zone: string, now: Date, past: Date | null = null): Reader => ({
  locale,
  t: translator(locale),
  now,
  zone,
  past,
  root: rootOf(locale, past),
});
