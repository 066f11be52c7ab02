import type { LocalDate } from "@/lib/domain/dates";
import type { BriefDay, Corridor } from "@/lib/domain/record";
import { shownStatus } from "@/lib/domain/status";
import { dateRange, dayMonth, longDate, monthName, weekdayOf, weekdays } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { cellName } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import { corridorTitle } from "./corridor-name";
import { StatusMark } from "./status-line";
import { type Stretch, stretchesOf } from "./stretches";

/**
 * The days of one corridor: a row where there is room, weeks under their weekdays where there is not.
 * A day with an entry links to it and says aloud what it holds; a day without one stays visible as a gap, a long time
 * without one as a single gap that names its ends.
 * @param others dates whose entry is not what the reader asked for: it stays visible as one, without its status
 * @param stretches the cells, where bars below this one have to have the same; else as this corridor's days have it
 */
export function DayBar({
  reader,
  corridor,
  dates,
  days,
  others,
  stretches = stretchesOf(dates, (i) => Boolean(days[i])),
}: {
  reader: Reader;
  corridor: Corridor;
  dates: LocalDate[];
  days: (BriefDay | null)[];
  others?: ReadonlySet<LocalDate>;
  stretches?: Stretch[];
}) {
  const { locale, t } = reader;
  const label = t("page.bar.label", {
    corridor: corridorTitle(reader, corridor),
    dates: dateRange(locale, dates[0] ?? "", dates.at(-1) ?? ""),
  });
  return (
    <>
      <div className="weekdays" aria-hidden="true">
        {weekdays(locale).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ol className="bar" aria-label={label}>
        {stretches.map(({ at, from: date, to, days: length }, i) => {
          if (length > 1) {
            return (
              <li key={date} className="gap long" data-days={length}>
                {t("page.bar.gap", { dates: dateRange(locale, date, to), days: length })}
              </li>
            );
          }
          const day = days[at];
          // the first of a bar, and the first after a long gap, say anew where in the calendar they are
          const anew = i === 0 || stretches[i - 1]?.days !== 1;
          const shown = (
            <>
              {Number(date.slice(8))}
              {(anew || date.endsWith("-01")) && <span className="month">{monthName(locale, date)}</span>}
            </>
          );
          const column = anew ? ` w${weekdayOf(date)}` : "";
          if (!day) {
            return (
              <li key={date} className={`gap${column}`}>
                <span aria-hidden="true">{shown}</span>
                <span className="sr">
                  {t("page.bar.cell", { date: dayMonth(locale, date), what: t("status.no_entry") })}
                </span>
              </li>
            );
          }
          if (others?.has(date)) {
            const name = t("page.bar.cell", { date: longDate(locale, date), what: t("explorer.grid.other") });
            return (
              <li key={date} className={`entry other${column}`}>
                <a href={paths.corridorDay(reader.root, corridor.slug, date)} aria-label={name} title={name}>
                  <span>{shown}</span>
                </a>
              </li>
            );
          }
          const name = cellName(reader, day);
          return (
            <li key={date} className={`entry${column}`}>
              <a href={paths.corridorDay(reader.root, corridor.slug, date)} aria-label={name} title={name}>
                <span>{shown}</span>
                <StatusMark status={shownStatus(day, reader.now)} />
              </a>
            </li>
          );
        })}
      </ol>
    </>
  );
}
