import type { Corridor, CorridorDay } from "@/lib/domain/record";
import { instant, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { corridorTitle } from "../corridors/corridor-name";

/** What was announced for the day before and nobody has reported on, each with the way to its day. */
export function FollowUp({
  reader,
  rows,
}: {
  reader: Reader;
  rows: readonly { corridor: Corridor; day: CorridorDay }[];
}) {
  const { locale, t } = reader;
  if (rows.length === 0) return null;
  return (
    <section className="follow-up" aria-labelledby="follow-up">
      <h2 id="follow-up">{t("sheet.followUp.title", { count: rows.length })}</h2>
      <p className="hint">{t("sheet.followUp.hint")}</p>
      <ul className="plain-list">
        {rows.map(({ corridor, day }) => (
          <li key={corridor.slug}>
            <a href={paths.deskDay(locale, corridor.slug, day.date)}>
              {corridorTitle(reader, corridor)}, {longDate(locale, day.date)}
            </a>
            : {t(`status.${day.status}`)}
            {". "}
            <a href={`${paths.deskDate(locale, day.date)}#${corridor.slug}`}>{t("sheet.followUp.row")}</a>
            {day.checkedAt && (
              <span className="hint">
                {t("desk.board.checked")}: {instant(locale, day.checkedAt, day.timeZone)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
