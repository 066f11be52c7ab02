import type { Settings } from "@/lib/domain/settings";
import type { Reader } from "@/lib/i18n/reader";
import { Contact } from "./contact";

/** What every reader must know before anything else: reports, hours old, and nothing about whether a route is safe now. */
export function ReportsNotice({ reader, settings }: { reader: Reader; settings: Settings }) {
  const { locale, t } = reader;
  const hotlines =
    locale === "uk" ? settings.hotlinesUk || settings.hotlinesEn : settings.hotlinesEn || settings.hotlinesUk;
  return (
    <section className="notice stack" aria-label={t("page.notice.label")}>
      <p className="lead">
        <strong>{t("page.notice.reports")}</strong>
      </p>
      <p>{t("page.notice.held")}</p>
      {hotlines && (
        <p>
          {t("page.notice.hotlines")} {hotlines}
        </p>
      )}
      {settings.contact && (
        <p className="small">
          <Contact reader={reader} settings={settings} />
        </p>
      )}
    </section>
  );
}
