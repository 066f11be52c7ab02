import { dateRange, number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { statusDate } from "@/lib/i18n/status-text";
import { type BoardRow, type BoardView, datesOf } from "./board-types";
import { corridorTitle } from "./corridor-name";
import { OUTCOME_GROUPS, type OutcomeGroup } from "./outcome-groups";
import { StatusMark } from "./status-line";

const SHAPE = {
  held: "held",
  partly_held: "partly_held",
  not_held: "failed",
  not_known: "outcome_not_reported",
} as const;
const NAMED = 2;
/** How many names leave room for all numbers on the first screen of a phone. */
const FEW = 3;

/**
 * The answer before the detail: how many corridors, by the last entry of each, and the first names.
 * Corridors of which nothing recent is on record count as not known.
 */
export function Tally({
  reader,
  groups,
  silent,
}: {
  reader: Reader;
  groups: Record<OutcomeGroup, BoardRow[]>;
  silent: BoardView["silent"];
}) {
  const { locale, t } = reader;
  const named = OUTCOME_GROUPS.reduce((sum, group) => sum + Math.min(groups[group].length, NAMED), 0);
  const long = named > FEW;
  const unheard =
    silent.corridors > 0
      ? [
          t("page.board.silent", {
            count: number(locale, silent.corridors),
            dates: dateRange(locale, silent.from, silent.to),
          }),
        ]
      : [];
  return (
    <section className="section" aria-labelledby="answer">
      <h2 id="answer">{t("page.board.answer")}</h2>
      <ul className={long ? "tally long" : "tally"}>
        {OUTCOME_GROUPS.map((group) => {
          const rows = groups[group];
          const names = rows
            .slice(0, NAMED)
            // none stands under "held" without its date: a past day must not be taken for today
            .map(({ corridor, latest }) =>
              t("page.board.named", { corridor: corridorTitle(reader, corridor), date: statusDate(reader, latest) }),
            );
          if (rows.length > NAMED) names.push(t("page.board.others", { count: rows.length - NAMED }));
          const also = group === "not_known" ? unheard : [];
          names.push(...also);
          const count = rows.length + (also.length > 0 ? silent.corridors : 0);
          return (
            <li key={group}>
              <StatusMark status={SHAPE[group]} /> <b>{number(locale, count)}</b>
              {rows.length > 0 ? <a href={`#${group}`}>{t(`page.group.${group}`)}</a> : t(`page.group.${group}`)}{" "}
              {long && rows.length > 0 && (
                <span className="dates">{[dateRange(locale, ...datesOf(rows)), ...also].join("; ")}</span>
              )}
              <span className="names">{names.length > 0 ? names.join("; ") : t("page.board.noneOfThem")}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
