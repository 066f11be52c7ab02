import type { ReactNode } from "react";
import type { Locale, Role } from "@/lib/domain/vocabulary";
import { LOCALES } from "@/lib/domain/vocabulary";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";

const NAV = [
  { name: "today", to: paths.desk, admin: false },
  { name: "drafts", to: paths.deskDrafts, admin: false },
  { name: "suggestions", to: paths.deskSuggestions, admin: false },
  { name: "imports", to: paths.deskImports, admin: false },
  { name: "changes", to: paths.deskChanges, admin: false },
  { name: "lists", to: paths.deskLists, admin: false },
  { name: "account", to: paths.deskAccount, admin: false },
  { name: "people", to: paths.deskPeople, admin: true },
  { name: "settings", to: paths.deskSettings, admin: true },
  { name: "audit", to: paths.deskAudit, admin: true },
  { name: "emergency", to: paths.deskEmergency, admin: true },
] as const;
export type DeskSection = (typeof NAV)[number]["name"];

/**
 * What stands around every page of the desk: where to go, who is signed in, the way out.
 * @param title of the page: its heading and, with the site's name, the browser's tab
 * @param site its name in this language
 * @param person null where the session has ended while a form was being filled in
 * @param formToken what the sign-out form has to send
 * @param frozen why nobody can publish now, in words; shown on every page
 * @param reviewed whether what this person publishes waits for a review
 * @param waiting how many suggestions of others wait for this person
 * @param at the address of this page in a language, where it has one without side effects
 */
export function DeskShell({
  locale,
  site,
  title,
  section,
  person,
  formToken,
  frozen,
  reviewed = false,
  waiting = 0,
  at,
  children,
}: {
  locale: Locale;
  site: string;
  title: string;
  section?: DeskSection;
  person: { name: string; role: Role } | null;
  formToken: string;
  frozen?: string | null;
  reviewed?: boolean;
  waiting?: number;
  at?: (locale: Locale) => string;
  children: ReactNode;
}) {
  const t = translator(locale);
  return (
    <>
      <title>{`${title} · ${site}`}</title>
      <a className="skip" href="#content">
        {t("account.shell.skip")}
      </a>
      <header className="top desk-top">
        <div className="wrap">
          <a className="site-title" href={paths.desk(locale)}>
            {site}
          </a>
          {person && (
            <nav className="nav" aria-label={t("account.shell.label")}>
              {NAV.filter(({ admin }) => !admin || person.role === "admin").map(({ name, to }) => (
                <a key={name} href={to(locale)} aria-current={name === section ? "page" : undefined}>
                  {t(`account.shell.${name}`)}
                  {name === "suggestions" && waiting > 0 && ` (${waiting})`}
                </a>
              ))}
              <a href={paths.board(locale)}>{t("account.shell.site")}</a>
            </nav>
          )}
        </div>
        <div className="wrap desk-who small">
          {person && (
            <>
              <span>
                {t("account.shell.signed_in_as", { name: person.name, role: t(`account.role.${person.role}`) })}
              </span>
              <form method="post" action={paths.leave}>
                <input type="hidden" name="csrfToken" value={formToken} />
                <input type="hidden" name="locale" value={locale} />
                <button type="submit" className="quiet">
                  {t("account.shell.sign_out")}
                </button>
              </form>
            </>
          )}
          {at &&
            LOCALES.filter((other) => other !== locale).map((other) => (
              <a key={other} href={at(other)} hrefLang={other} lang={other}>
                {translator(other)("page.nav.thisLanguage")}
              </a>
            ))}
        </div>
      </header>
      <main id="content" className="wrap">
        {frozen && <p className="notice frozen">{frozen}</p>}
        {reviewed && <p className="notice">{t("review.notice")}</p>}
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
