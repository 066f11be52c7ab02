import { Facts } from "@/components/ui/facts";
import { Text } from "@/components/ui/language";
import { gradedOn } from "@/lib/domain/grade";
import type { Corridor, CorridorDay } from "@/lib/domain/record";
import { countText, dateRange, instant, weekdayDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { StatusLine } from "./status-line";

/** Everything that one entry says of itself, above its claims. */
export function EntryFacts({ reader, corridor, day }: { reader: Reader; corridor: Corridor; day: CorridorDay }) {
  const { locale, t } = reader;
  const date = day.period ? dateRange(locale, day.period.from, day.period.to) : weekdayDate(locale, day.date);
  return (
    <div className="stack">
      <StatusLine reader={reader} day={day} />
      <p className="lead-note">
        <Text reader={reader} value={day.note} />
      </p>
      <Facts
        rows={[
          [
            t(`page.grade.${gradedOn(day.claims, day.status)}`),
            <span key="grade">
              <strong>{t(`grade.${day.grade}`)}</strong>. {t(`gradeMeans.${day.grade}`)}
            </span>,
          ],
          [
            t("page.entry.people"),
            day.evacuees ? countText(t, locale, day.evacuees) : t("page.entry.peopleNotReported"),
          ],
          [t("page.entry.date"), `${date}. ${t(`datePrecision.${day.datePrecision}`)}.`],
          [t("page.entry.purpose"), t(`purpose.${corridor.purpose}`)],
          [t("page.entry.updated"), instant(locale, day.updatedAt, day.timeZone)],
          [
            t("page.board.lastCheck"),
            day.checkedAt ? instant(locale, day.checkedAt, day.timeZone) : t("page.board.neverChecked"),
          ],
        ]}
      />
    </div>
  );
}
