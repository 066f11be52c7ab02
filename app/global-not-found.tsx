import type { Metadata } from "next";
import { LOCALES } from "@/lib/domain/vocabulary";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import "./styles.css";

export const metadata: Metadata = { title: "Not found · Не знайдено", robots: { index: false } };

/** The address leads nowhere. It does not say for whom, so the page speaks every language of the site. */
export default function NotFoundPage() {
  return (
    <html lang="en" dir="ltr">
      <body>
        <main className="wrap">
          {LOCALES.map((locale, i) => {
            const t = translator(locale);
            const Heading = i === 0 ? "h1" : "h2";
            return (
              <section key={locale} className="stack section" lang={locale}>
                <Heading>{t("page.missing.title")}</Heading>
                <p>{t("page.missing.explained")}</p>
                <p className="voices">
                  <a href={paths.board(locale)}>{t("page.nav.board")}</a>{" "}
                  <a href={paths.corridors(locale)}>{t("page.nav.corridors")}</a>{" "}
                  <a href={paths.sources(locale)}>{t("page.nav.sources")}</a>
                </p>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
