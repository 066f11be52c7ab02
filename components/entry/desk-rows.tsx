import type { LocalDate } from "@/lib/domain/dates";
import type { Corridor, CorridorDay } from "@/lib/domain/record";
import { countText, instant, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { gradeText, statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import { CorridorName, corridorTitle } from "../corridors/corridor-name";

type Row = {
  corridor: Corridor;
  day: CorridorDay | null;
  drafts: { id: string; author: string; mine: boolean }[];
  checkedAt: Date | null;
  lastDay: LocalDate | null;
};

/** Every corridor of a day: what is on record, who works on it, when somebody last looked, and one click to log it. */
export function DeskRows({
  reader,
  rows,
  date,
  canCheck,
}: {
  reader: Reader;
  rows: readonly Row[];
  date: LocalDate;
  canCheck: boolean;
}) {
  const { t } = reader;
  return (
    <table className="table rows desk-rows">
      <thead>
        <tr>
          <th scope="col">{t("desk.board.corridor")}</th>
          <th scope="col">{t("desk.board.state")}</th>
          <th scope="col">{t("desk.board.checked")}</th>
          <th scope="col">{t("desk.board.actions")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DeskRow key={row.corridor.slug} reader={reader} row={row} date={date} canCheck={canCheck} />
        ))}
      </tbody>
    </table>
  );
}

function DeskRow({ reader, row, date, canCheck }: { reader: Reader; row: Row; date: LocalDate; canCheck: boolean }) {
  const { locale, t } = reader;
  const { corridor, day, drafts, checkedAt, lastDay } = row;
  const name = corridorTitle(reader, corridor);
  const zone = day?.timeZone ?? corridor.origin.timeZone ?? reader.zone;
  const of = <span className="sr">{t("desk.board.of", { corridor: name })}</span>;
  return (
    <tr>
      <th scope="row">
        {canCheck && (
          <input
            type="checkbox"
            name="corridors"
            value={corridor.slug}
            aria-label={t("desk.board.select", { corridor: name })}
          />
        )}{" "}
        <CorridorName reader={reader} corridor={corridor} />
        {corridor.purpose === "aid" && ` (${t("purpose.aid")})`}
      </th>
      <td>
        {day ? (
          <>
            {statusSentence(reader, day)}
            <span className="hint">
              {[
                gradeText(reader, day),
                t("desk.board.claims", { count: day.claims.length }),
                day.evacuees && countText(t, locale, day.evacuees),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </>
        ) : (
          <>
            {t("status.no_entry")}
            {lastDay && <span className="hint">{t("desk.board.lastDay", { date: longDate(locale, lastDay) })}</span>}
          </>
        )}
        {drafts.map((draft) => (
          <a key={draft.id} className="draft" href={paths.deskDraft(locale, draft.id)}>
            {draft.mine ? t("desk.board.draftMine") : t("desk.board.draftBy", { name: draft.author })}
          </a>
        ))}
      </td>
      <td data-label={checkedAt ? t("desk.board.checked") : undefined}>
        {checkedAt ? instant(locale, checkedAt, zone) : t("desk.board.neverChecked")}
      </td>
      <td>
        <p className="links">
          <a href={paths.deskDay(locale, corridor.slug, date)}>
            {day ? t("desk.board.edit") : t("desk.board.log")} {of}
          </a>
          {day && (
            <a href={paths.deskHistory(locale, corridor.slug, date)}>
              {t("desk.board.history")} {of}
            </a>
          )}
        </p>
        {canCheck && (
          <button type="submit" name="only" value={corridor.slug} className="quiet">
            {t("desk.board.nothingNew")} {of}
          </button>
        )}
      </td>
    </tr>
  );
}
