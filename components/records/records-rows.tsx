import { CorridorHeading } from "@/components/corridors/corridor-heading";
import { CorridorName } from "@/components/corridors/corridor-name";
import { EntryCells, EntryHeads } from "@/components/corridors/corridor-table";
import { DayBar } from "@/components/corridors/day-bar";
import { stretchesOf } from "@/components/corridors/stretches";
import type { LocalDate } from "@/lib/domain/dates";
import type { BriefDay, Corridor, NamedCorridor } from "@/lib/domain/record";
import { weekdayDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** Corridor days in the order given. */
export function RecordsTable({ reader, rows }: { reader: Reader; rows: { corridor: NamedCorridor; day: BriefDay }[] }) {
  const { locale, t } = reader;
  return (
    <table className="table rows" aria-label={t("explorer.title")}>
      <thead>
        <tr>
          <th scope="col">{t("page.entry.date")}</th>
          <th scope="col">{t("page.corridors.corridor")}</th>
          <EntryHeads reader={reader} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ corridor, day }) => (
          <tr key={`${corridor.slug}/${day.date}`}>
            <th scope="row">
              <a href={paths.corridorDay(reader.root, corridor.slug, day.date)}>{weekdayDate(locale, day.date)}</a>
            </th>
            <td>
              <a href={paths.corridor(reader.root, corridor.slug)}>
                <CorridorName reader={reader} corridor={corridor} />
              </a>
              <span className="kind"> {t(`purpose.${corridor.purpose}`)}</span>
            </td>
            <EntryCells reader={reader} day={day} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Corridors and their days, one bar each. */
export function RecordsGrid({
  reader,
  rows,
  dates,
}: {
  reader: Reader;
  rows: { corridor: Corridor; days: (BriefDay | null)[]; others: ReadonlySet<LocalDate> }[];
  dates: LocalDate[];
}) {
  const stretches = stretchesOf(dates, (i) => rows.some(({ days }) => days[i]));
  return rows.map(({ corridor, days, others }) => (
    <article key={corridor.slug} className="corridor">
      <CorridorHeading reader={reader} corridor={corridor} />
      <DayBar reader={reader} corridor={corridor} dates={dates} days={days} others={others} stretches={stretches} />
    </article>
  ));
}
