import { BlameLines } from "@/components/claims/blame";
import type { LocalDate } from "@/lib/domain/dates";
import { countText, dateRange } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import type { BoardRow } from "./board-types";
import { CorridorName, corridorTitle } from "./corridor-name";
import { DayBar } from "./day-bar";
import { StatusLine } from "./status-line";

/** One corridor on the board: its last status with its date, how well that is evidenced, who blames whom, its days. */
export function CorridorCard({ reader, row, dates }: { reader: Reader; row: BoardRow; dates: LocalDate[] }) {
  const { locale, t } = reader;
  const { corridor, latest, bar } = row;
  return (
    <article className="corridor">
      <div className="corridor-head">
        <h3>
          <a href={paths.corridor(locale, corridor.slug)}>
            <CorridorName reader={reader} corridor={corridor} />
          </a>
        </h3>
        <span className="small muted">{t(`purpose.${corridor.purpose}`)}</span>
      </div>
      <StatusLine reader={reader} day={latest} />
      <p className="line small">
        <span>
          <span className="muted">{t("page.grade.label")}</span> <strong>{t(`grade.${latest.grade}`)}</strong>
        </span>
        {latest.evacuees && <span>{countText(t, locale, latest.evacuees)}</span>}
        {latest.blameContested && <strong>{t("page.blame.bothWays")}</strong>}
        <a href={paths.corridorDay(locale, corridor.slug, latest.date)}>{t("page.corridor.whoSaysWhat")}</a>
      </p>
      <div className="small">
        <BlameLines reader={reader} claims={latest.claims} />
      </div>
      <DayBar
        reader={reader}
        slug={corridor.slug}
        dates={dates}
        days={bar}
        label={t("page.bar.label", {
          corridor: corridorTitle(reader, corridor),
          dates: dateRange(locale, dates[0] ?? "", dates.at(-1) ?? ""),
        })}
      />
    </article>
  );
}
