"use client"; // Next allows this one page no other way; it is kept as finished HTML and needs no script to be read

import { LOCALES } from "@/lib/domain/vocabulary";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import "./styles.css";

/** A page could not be made. Says nothing about corridors, in every language of the site. */
export default function ErrorPage() {
  return (
    <html lang="en" dir="ltr">
      <body>
        <title>Error · Помилка</title>
        <main className="wrap">
          {LOCALES.map((locale, i) => {
            const t = translator(locale);
            const Heading = i === 0 ? "h1" : "h2";
            return (
              <section key={locale} className="stack section" lang={locale}>
                <Heading>{t("page.error.title")}</Heading>
                <p>{t("page.error.explained")}</p>
                <p>
                  <a href={paths.board(locale)}>{t("page.nav.board")}</a>
                </p>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
