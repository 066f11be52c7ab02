import { store } from "@/lib/data/client";
import { readSite } from "@/lib/data/site";
import { readerOf } from "@/lib/i18n/reader";
import { knownLocale } from "./known";

/**
 * What every public page begins with: the store to read from, the site's settings, and for whom and when it is written.
 * @param segment the first part of the address; one that names none of our languages ends in "not found"
 */
export async function reading(segment: string) {
  const locale = knownLocale(segment);
  const now = new Date();
  const db = store().read;
  const settings = await readSite(db);
  return { locale, now, db, settings, reader: readerOf(locale, settings.timeZone, now) };
}
