import { Facts } from "@/components/ui/facts";
import { daysBetween } from "@/lib/domain/dates";
import { ago, instant, longDate, weekdayDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import type { BoardView } from "./board-types";

/** The heading names the day that the record reaches; a record that ended says so before anything else. */
export function BoardHeading({ reader: { locale, past, t }, view }: { reader: Reader; view: BoardView }) {
  const { lastDay, live, today } = view.window;
  if (!lastDay) {
    return (
      <div className="stack section">
        <h1>{t("page.board.empty")}</h1>
        <p>{t("page.board.emptyExplained")}</p>
      </div>
    );
  }
  const date = longDate(locale, lastDay);
  return (
    <div className="stack section">
      <h1>{t(live ? "page.board.live" : "page.board.ended", { date })}</h1>
      {!past && lastDay < today && (
        <p className="lead">
          {live ? t("page.board.nothingToday", { date: longDate(locale, today) }) : t("page.board.notToday")}
        </p>
      )}
    </div>
  );
}

/** How old that is: the last day on record, and when anybody last changed or checked the record. */
export function BoardAge({ reader: { locale, past, t, zone }, view }: { reader: Reader; view: BoardView }) {
  const { lastDay, ahead, today } = view.window;
  if (!lastDay) return null;
  return (
    <div className="age">
      <Facts
        rows={[
          [
            t("page.board.lastDay"),
            past
              ? weekdayDate(locale, lastDay)
              : `${weekdayDate(locale, lastDay)} (${lastDay > today ? t("page.board.ahead") : ago(locale, daysBetween(lastDay, today))})`,
          ],
          [t("page.board.lastAhead"), ahead && ahead !== lastDay ? weekdayDate(locale, ahead) : null],
          [t("page.board.lastChange"), view.asOf ? instant(locale, view.asOf, zone) : null],
          [
            t("page.board.lastCheck"),
            view.lastCheckedAt ? instant(locale, view.lastCheckedAt, zone) : t("page.board.neverChecked"),
          ],
        ]}
      />
    </div>
  );
}
