import type { LocalDate } from "../domain/dates";
import type { Site } from "../domain/settings";
import { LOCALES, type Locale } from "../domain/vocabulary";
import { paths } from "../paths";
import { xml, xmlDocument } from "./xml";

/** A page in all languages, and the day on which it last changed, where that is known. */
export type SitemapPage = { at: (locale: Locale) => string; changed: Date | null };

/** The list of pages for search engines, every language of a page naming the others. */
export function sitemap(site: string, pages: readonly SitemapPage[]): string {
  const urls = pages.flatMap(({ at, changed }) =>
    LOCALES.map((locale) =>
      xml(
        "url",
        {},
        xml("loc", {}, `${site}${at(locale)}`),
        changed && xml("lastmod", {}, changed.toISOString()),
        LOCALES.map((other) => xml("xhtml:link", { rel: "alternate", hreflang: other, href: `${site}${at(other)}` })),
      ),
    ),
  );
  return xmlDocument(
    xml(
      "urlset",
      { xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9", "xmlns:xhtml": "http://www.w3.org/1999/xhtml" },
      urls,
    ),
  );
}

/** What search engines leave alone, and where the list of pages is. */
export const robotsTxt = (site: string): string =>
  [
    "User-agent: *",
    "Disallow: /api/",
    ...LOCALES.flatMap((locale) =>
      [paths.desk(locale), paths.signIn(locale), paths.link(locale, "")].map((path) => `Disallow: ${path}`),
    ),
    "",
    `Sitemap: ${site}${paths.sitemap}`,
    "",
  ].join("\n");

/** Whom to tell of a security problem (RFC 9116). @param expires the date from which it is not to be relied on */
export const securityTxt = ({ contact, url }: Site, expires: LocalDate): string =>
  [
    `Contact: ${contact.startsWith("https:") ? contact : `mailto:${contact}`}`,
    `Expires: ${expires}T00:00:00Z`,
    `Preferred-Languages: ${LOCALES.join(", ")}`,
    `Canonical: ${url}${paths.securityTxt}`,
    "",
  ].join("\n");
