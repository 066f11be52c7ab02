import type { Db } from "@/lib/data/client";
import { store } from "@/lib/data/client";
import { readSite } from "@/lib/data/site";
import { readerOf } from "@/lib/i18n/reader";
import { knownLocale } from "./known";

/** The record as it was, for a page that is asked for as of an instant: at/[instant] hands it over with the address. */
export type InPast = { past?: { at: Date; db: Db } };

/**
 * What every public page begins with: the store to read from, the site's settings, and for whom and when it is written.
 * @param segment the first part of the address; one that names none of our languages ends in "not found"
 * @param past what to read instead of the record of now; its instant is the rules' clock, then
 */
export async function reading(segment: string, past?: InPast["past"]) {
  const locale = knownLocale(segment);
  const now = past?.at ?? new Date();
  const { read } = store();
  const settings = await readSite(read);
  return {
    locale,
    now,
    db: past?.db ?? read,
    settings,
    reader: readerOf(locale, settings.timeZone, now, past?.at ?? null),
  };
}
