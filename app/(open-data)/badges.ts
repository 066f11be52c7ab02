import { badgeOf } from "@/components/corridors/badge";
import { store } from "@/lib/data/client";
import { findReport } from "@/lib/data/corridors";
import { readSettings } from "@/lib/data/settings";
import { LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { badgeSvg } from "@/lib/formats/badge";
import { readerOf } from "@/lib/i18n/reader";
import { nothing, published } from "./published";

/** The badge of a corridor in a language. */
export async function badgeResponse(slug: string, locale: Locale): Promise<Response> {
  const db = store().read;
  const now = new Date();
  const report = await findReport(db, slug, now);
  if (!report) return nothing();
  const { timeZone } = await readSettings(db);
  const readers = [locale, ...LOCALES.filter((other) => other !== locale)].map((lang) => readerOf(lang, timeZone, now));
  return published(badgeSvg(badgeOf(readers, report)), "image/svg+xml", report.until);
}
