import type { LocalDate } from "@/lib/domain/dates";
import type { CorridorDay } from "@/lib/domain/record";
import { shownStatus } from "@/lib/domain/status";
import { dayMonth, longDate, weekdayOf, weekdays } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { cellName } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import { StatusMark } from "./status-line";

/**
 * The days of one corridor: a row where there is room, weeks under their weekdays where there is not.
 * A day with an entry links to it and says aloud what it holds; a day without one stays visible as a gap.
 */
export function DayBar({
  reader,
  slug,
  label,
  dates,
  days,
}: {
  reader: Reader;
  slug: string;
  label: string;
  dates: LocalDate[];
  days: (CorridorDay | null)[];
}) {
  const { locale, t } = reader;
  return (
    <>
      <div className="weekdays" aria-hidden="true">
        {weekdays(locale).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ol className="bar" aria-label={label}>
        {dates.map((date, i) => {
          const day = days[i];
          const column = i === 0 ? `w${weekdayOf(date)}` : undefined;
          const shown = Number(date.slice(8));
          return (
            <li key={date} className={column}>
              {day ? (
                <a
                  href={paths.corridorDay(locale, slug, date)}
                  aria-label={cellName(reader, day)}
                  title={cellName(reader, day)}
                >
                  {shown}
                  <StatusMark status={shownStatus(day, reader.now)} />
                </a>
              ) : (
                <span title={t("page.bar.cell", { date: longDate(locale, date), what: t("status.no_entry") })}>
                  <span aria-hidden="true">{shown}</span>
                  <span className="sr">
                    {t("page.bar.cell", { date: dayMonth(locale, date), what: t("status.no_entry") })}
                  </span>
                  <span className="gap" />
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
