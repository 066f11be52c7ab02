import type { ReactNode } from "react";
import { PastBand } from "@/components/history/past-band";
import type { Site } from "@/lib/domain/settings";
import { LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import { translator } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { paths, type Root, rootOf } from "@/lib/paths";
import { Contact } from "./contact";
import { PageStrip, ThemeChoice } from "./page-script";
import { ReportsNotice } from "./reports-notice";
import { Sharing } from "./sharing";

const NAV = ["board", "records", "corridors", "map", "blame", "sources", "method", "data"] as const;
/** Pages that have no past: from the record as it was they lead back to now. */
const NOW_ONLY: readonly string[] = ["method", "data"];

/**
 * What stands around every public page: the site's name, where to go, the same page in the other language,
 * how to report an error.
 * @param at the address of this page under a root
 * @param title of the browser's tab, where the site's own name follows it; null for the first page
 */
export function PublicPage({
  reader,
  settings,
  title,
  at,
  section,
  corridor,
  children,
}: {
  reader: Reader;
  settings: Site;
  title: string | null;
  at: (root: Root) => string;
  section?: (typeof NAV)[number];
  /** Slug of the corridor that the page is about. */
  corridor?: string;
  children: ReactNode;
}) {
  const { locale, t } = reader;
  const site = locale === "uk" ? settings.titleUk : settings.titleEn;
  const notice = locale === "uk" ? settings.noticeUk || settings.noticeEn : settings.noticeEn || settings.noticeUk;
  const inLocale = (other: Locale) => at(rootOf(other, reader.past));
  const named = title ? `${title} · ${site}` : site;
  const tab = reader.past ? t("past.tab", { page: named, time: instant(locale, reader.past, reader.zone) }) : named;
  const others = LOCALES.filter((other) => other !== locale);
  return (
    <>
      <title>{tab}</title>
      {reader.past && <meta name="robots" content="noindex" />}
      <link rel="canonical" href={`${settings.url}${at(locale)}`} />
      {LOCALES.map((other) => (
        <link key={other} rel="alternate" hrefLang={other} href={`${settings.url}${inLocale(other)}`} />
      ))}
      <Sharing
        reader={reader}
        site={settings}
        title={reader.past ? tab : (title ?? site)}
        path={inLocale(locale)}
        corridor={corridor}
      />
      <a className="skip" href="#content">
        {t("page.nav.skip")}
      </a>
      <header className="top">
        <div className="wrap">
          <a className="site-title" href={paths.board(locale)}>
            {site}
          </a>
          <span className="paper">{`${settings.url}${inLocale(locale)}`}</span>
          <span className="languages">
            {others.map((other) => (
              <a key={other} href={inLocale(other)} hrefLang={other} lang={other}>
                {translator(other)("page.nav.thisLanguage")}
              </a>
            ))}
          </span>
          <nav className="nav" aria-label={t("page.nav.label")}>
            {NAV.map((name) => (
              <a
                key={name}
                href={paths[name](NOW_ONLY.includes(name) ? locale : reader.root)}
                aria-current={name === section ? "true" : undefined}
              >
                {t(`page.nav.${name}`)}
              </a>
            ))}
          </nav>
        </div>
      </header>
      <main id="content" className="wrap">
        <PastBand reader={reader} now={at(locale)} />
        <p data-kept="" hidden className="aside band">
          {t("page.kept", { time: instant(locale, reader.now, reader.zone) })}
        </p>
        {notice && <p className="aside band">{notice}</p>}
        <ReportsNotice reader={reader} settings={settings} brief={title !== null} />
        {children}
      </main>
      <footer className="foot small">
        <div className="wrap">
          <p>{t("page.foot.reports")}</p>
          <p>
            <Contact reader={reader} settings={settings} />
          </p>
          <p>
            {settings.publisher && `${t("page.foot.publisher", { name: settings.publisher })} `}
            {t("page.foot.licence")}{" "}
            {settings.licenceUrl ? (
              <a rel="license" href={settings.licenceUrl}>
                {settings.licenceName}
              </a>
            ) : (
              settings.licenceName
            )}
            {". "}
            {t("page.foot.zone")}
          </p>
          <p className="onward">
            <a href={paths.past(locale)}>{t("past.title")}</a>
            {" · "}
            <a href={corridor ? paths.corridorFeed(corridor) : paths.feed}>
              {t(corridor ? "feed.follow.footCorridor" : "feed.follow.footAll")}
            </a>
            {" · "}
            <a href={`${paths.data(locale)}#follow`}>{t("feed.follow.more")}</a>
            {" · "}
            <a href={`${paths.data(locale)}#cite`}>{t("page.foot.cite")}</a>
          </p>
          <ThemeChoice reader={reader} />
        </div>
      </footer>
      <PageStrip reader={reader} href={inLocale(locale)} />
    </>
  );
}
