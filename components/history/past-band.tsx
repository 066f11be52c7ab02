import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/**
 * That a page shows the record as it was, with the way back to now; nothing on pages of now.
 * @param now the address of the same page now
 */
export function PastBand({ reader: { locale, past, t, zone }, now }: { reader: Reader; now: string }) {
  if (!past) return null;
  return (
    <section className="past band" aria-label={t("past.label")}>
      <p>
        <strong>{t("past.band", { time: instant(locale, past, zone) })}</strong> {t("past.differs")}
      </p>
      <p>
        <a href={now}>{t("past.toNow")}</a>
        {" · "}
        <a href={paths.past(locale)}>{t("past.other")}</a>
      </p>
    </section>
  );
}
