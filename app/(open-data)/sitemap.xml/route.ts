import { published } from "@/app/(open-data)/published";
import { store } from "@/lib/data/client";
import { listPages } from "@/lib/data/pages";
import { lastChange } from "@/lib/data/revisions";
import { siteUrl } from "@/lib/data/site";
import type { Locale } from "@/lib/domain/vocabulary";
import { type SitemapPage, sitemap } from "@/lib/formats/site-files";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

/** The pages that search engines may find, in both languages. */
export async function GET(): Promise<Response> {
  const db = store().read;
  const last = (await lastChange(db))?.at ?? null;
  const { corridors, entries, days, sources, parties } = await listPages(db);
  const pages: SitemapPage[] = [
    ...[paths.board, paths.corridors, paths.map, paths.blame, paths.sources, paths.data].map((at) => ({
      at,
      changed: last,
    })),
    { at: paths.method, changed: null },
    ...corridors.map(({ slug, updatedAt }) => ({
      at: (locale: Locale) => paths.corridor(locale, slug),
      changed: updatedAt,
    })),
    ...days.map((date) => ({ at: (locale: Locale) => paths.day(locale, date), changed: null })),
    ...entries.map(({ corridor, date, updatedAt }) => ({
      at: (locale: Locale) => paths.corridorDay(locale, corridor, date),
      changed: updatedAt,
    })),
    ...sources.map(({ slug, updatedAt }) => ({
      at: (locale: Locale) => paths.source(locale, slug),
      changed: updatedAt,
    })),
    ...parties.map(({ slug, updatedAt }) => ({
      at: (locale: Locale) => paths.party(locale, slug),
      changed: updatedAt,
    })),
  ];
  return published(sitemap(siteUrl(), pages), "application/xml; charset=utf-8", null);
}
