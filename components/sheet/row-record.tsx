import type { LocalDate } from "@/lib/domain/dates";
import type { Corridor, CorridorDay } from "@/lib/domain/record";
import { countText, instant, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { gradeText, statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import { corridorTitle } from "../corridors/corridor-name";

type Props = {
  reader: Reader;
  row: {
    corridor: Corridor;
    day: CorridorDay | null;
    drafts: { id: string; author: string; mine: boolean }[];
    checkedAt: Date | null;
    lastDay: LocalDate | null;
  };
  date: LocalDate;
};

/** What stands under a corridor's name in its row: what readers see, who works on it, when somebody last looked. */
export function RowRecord({ reader, row }: Props) {
  const { locale, t } = reader;
  const { corridor, day, drafts, checkedAt, lastDay } = row;
  const zone = day?.timeZone ?? corridor.origin.timeZone ?? reader.zone;
  const facts = day
    ? [
        gradeText(reader, day),
        t("desk.board.claims", { count: day.claims.length }),
        day.evacuees && countText(t, locale, day.evacuees),
      ]
    : [lastDay && t("desk.board.lastDay", { date: longDate(locale, lastDay) })];
  return (
    <span className="row-record">
      {corridor.purpose === "aid" && <span>({t("purpose.aid")})</span>}
      <span>{day ? statusSentence(reader, day) : t("status.no_entry")}</span>
      <span className="hint">{facts.filter(Boolean).join(" · ")}</span>
      <span className="hint">
        {checkedAt ? `${t("desk.board.checked")}: ${instant(locale, checkedAt, zone)}` : t("desk.board.neverChecked")}
      </span>
      {drafts.map((draft) => (
        <a key={draft.id} className="draft" href={paths.deskDraft(locale, draft.id)}>
          {draft.mine ? t("desk.board.draftMine") : t("desk.board.draftBy", { name: draft.author })}
        </a>
      ))}
    </span>
  );
}

/** Where a row leads: the full form with its claims, its history, and "nothing new" with one click. */
export function RowLinks({ reader, row, date, canCheck }: Props & { canCheck: boolean }) {
  const { locale, t } = reader;
  const { corridor, day } = row;
  const of = <span className="sr">{t("desk.board.of", { corridor: corridorTitle(reader, corridor) })}</span>;
  return (
    <p className="links">
      <a href={paths.deskDay(locale, corridor.slug, date)}>
        {day ? t("desk.board.edit") : t("desk.board.log")} {of}
      </a>
      {day && (
        <a href={paths.deskHistory(locale, corridor.slug, date)}>
          {t("desk.board.history")} {of}
        </a>
      )}
      {canCheck && (
        <button type="submit" form="checks" name="only" value={corridor.slug} className="quiet">
          {t("desk.board.nothingNew")} {of}
        </button>
      )}
    </p>
  );
}
