import type { Settings } from "@/lib/domain/settings";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { Contact } from "./contact";

/**
 * What every reader must know before anything else: reports, hours old, and nothing about whether a route is safe now.
 * @param brief in two lines, for the pages behind the board
 */
export function ReportsNotice({ reader, settings, brief }: { reader: Reader; settings: Settings; brief: boolean }) {
  const { locale, t } = reader;
  // without a script, a page kept in a cache or an open tab has nothing else to say how old it is
  const made = reader.past ? null : (
    <p className="small" data-as-of="">
      {t("page.notice.asOf", { time: instant(locale, reader.now, reader.zone) })}
    </p>
  );
  const hotlines =
    locale === "uk" ? settings.hotlinesUk || settings.hotlinesEn : settings.hotlinesEn || settings.hotlinesUk;
  const lines = (
    <>
      {hotlines && (
        <p>
          <strong>{t("page.notice.hotlines")}</strong> {hotlines}
        </p>
      )}
      {settings.contact && (
        <p className="small">
          <Contact reader={reader} settings={settings} />
        </p>
      )}
    </>
  );
  if (brief) {
    return (
      <section className="notice brief small" aria-label={t("page.notice.label")}>
        <p>
          <strong>{t("page.notice.reports")}</strong>
        </p>
        {made}
        {lines}
      </section>
    );
  }
  return (
    <section className="notice stack" aria-label={t("page.notice.label")}>
      <p className="lead">
        <strong>{t("page.notice.reports")}</strong>
      </p>
      <p>{t("page.notice.held")}</p>
      {made}
      {lines}
    </section>
  );
}
