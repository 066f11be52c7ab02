import { BlameLines } from "@/components/claims/blame";
import { gradedOn } from "@/lib/domain/grade";
import type { BriefDay, Claim, Corridor, CorridorDay } from "@/lib/domain/record";
import { shownStatus } from "@/lib/domain/status";
import { countText, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import { corridorTitle } from "./corridor-name";
import { StatusLine, StatusMark } from "./status-line";

/**
 * A day of a corridor in short: status with its date, how well that is evidenced, count, who blames whom.
 * @param wider what is said of the corridor as a whole: blame for days that nobody names
 */
export function EntrySummary({
  reader,
  corridor,
  day,
  wider = [],
}: {
  reader: Reader;
  corridor: Corridor;
  day: CorridorDay;
  wider?: Claim[];
}) {
  const { locale, t } = reader;
  const whoSaysWhat = t("page.corridor.whoSaysWhat");
  // a list of the page's links, as screen readers make it, has nothing else to tell them apart
  const name = `${whoSaysWhat}: ${corridorTitle(reader, corridor)}, ${longDate(locale, day.date)}`;
  return (
    <>
      <StatusLine reader={reader} day={day} />
      <p className="line small">
        <span>
          <span className="muted">{t(`page.grade.${gradedOn(day.claims, day.status)}`)}:</span>{" "}
          <strong>{t(`grade.${day.grade}`)}</strong>
        </span>
        {day.evacuees && <span>{countText(t, locale, day.evacuees)}</span>}
        {day.blameContested && <strong>{t("page.blame.bothWays")}</strong>}
        <a className="onward" aria-label={name} href={paths.corridorDay(reader.root, day.corridor, day.date)}>
          {whoSaysWhat}
        </a>
      </p>
      <div className="small">
        <BlameLines reader={reader} claims={day.claims} wider={wider} />
      </div>
    </>
  );
}

/** What is planned for the days after the one that is shown. */
export function Ahead({ reader, after, days }: { reader: Reader; after: CorridorDay; days: (BriefDay | null)[] }) {
  const planned = days.filter((day) => day !== null && day.date > after.date) as BriefDay[];
  return planned.map((day) => (
    <p key={day.date} className="small">
      <StatusMark status={shownStatus(day, reader.now)} />{" "}
      <a href={paths.corridorDay(reader.root, day.corridor, day.date)}>{statusSentence(reader, day)}</a>
    </p>
  ));
}
