import type { BriefDay, Corridor, CorridorDay } from "@/lib/domain/record";
import { shownStatus } from "@/lib/domain/status";
import { countText, dateRange, number, weekdayDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { gradeText, statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import { CorridorName } from "./corridor-name";
import { StatusMark } from "./status-line";

export type CorridorRow = {
  corridor: Corridor;
  latest: CorridorDay | null;
  firstDay: string | null;
  lastDay: string | null;
  days: number;
};

/** Every corridor with its last entry and how many days are on record. */
export function CorridorTable({ reader, rows }: { reader: Reader; rows: CorridorRow[] }) {
  const { locale, t } = reader;
  return (
    <table className="table rows" aria-label={t("page.corridors.title")}>
      <thead>
        <tr>
          <th scope="col">{t("page.corridors.corridor")}</th>
          <th scope="col">{t("page.corridors.latest")}</th>
          <th scope="col">{t("page.corridors.days")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ corridor, latest, firstDay, lastDay, days }) => (
          <tr key={corridor.slug}>
            <th scope="row">
              <a href={paths.corridor(reader.root, corridor.slug)}>
                <CorridorName reader={reader} corridor={corridor} />
              </a>
              <span className="kind"> {t(`purpose.${corridor.purpose}`)}</span>
            </th>
            <td>
              {latest ? (
                <>
                  <StatusMark status={shownStatus(latest, reader.now)} /> {statusSentence(reader, latest)}
                </>
              ) : (
                t("page.corridors.noDay")
              )}
            </td>
            <td data-label={t("page.corridors.days")}>
              {firstDay && lastDay
                ? t("page.corridors.span", {
                    days,
                    number: number(locale, days),
                    dates: dateRange(locale, firstDay, lastDay),
                  })
                : "0"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The heads of what a table says of an entry. */
export function EntryHeads({ reader: { t } }: { reader: Reader }) {
  return (
    <>
      <th scope="col">{t("page.corridors.status")}</th>
      <th scope="col">{t("page.entry.grade")}</th>
      <th scope="col">{t("page.entry.people")}</th>
    </>
  );
}

/** What a table says of an entry: status with its date, grade, people. */
export function EntryCells({ reader, day }: { reader: Reader; day: BriefDay }) {
  const { locale, t } = reader;
  return (
    <>
      <td>
        <StatusMark status={shownStatus(day, reader.now)} /> {statusSentence(reader, day)}
      </td>
      <td data-label={t("page.entry.grade")}>
        {gradeText(reader, day)}
        {day.blameContested && `; ${t("page.blame.bothWays")}`}
      </td>
      <td data-label={t("page.entry.people")}>
        {day.evacuees ? countText(t, locale, day.evacuees) : t("page.entry.peopleNotReported")}
      </td>
    </>
  );
}

/** The days of one corridor, newest first. */
export function DayTable({ reader, days }: { reader: Reader; days: CorridorDay[] }) {
  const { locale, t } = reader;
  return (
    <table className="table rows" aria-label={t("page.corridor.days")}>
      <thead>
        <tr>
          <th scope="col">{t("page.entry.date")}</th>
          <EntryHeads reader={reader} />
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.date}>
            <th scope="row">
              <a href={paths.corridorDay(reader.root, day.corridor, day.date)}>{weekdayDate(locale, day.date)}</a>
            </th>
            <EntryCells reader={reader} day={day} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
