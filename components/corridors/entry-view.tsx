import { EntryClaims } from "@/components/claims/entry-claims";
import { WiderClaims } from "@/components/claims/wider-claims";
import { type EntryHistory, RevisionList } from "@/components/history/revision-list";
import type { LocalDate } from "@/lib/domain/dates";
import type { Claim, Corridor, CorridorDay } from "@/lib/domain/record";
import { weekdayDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { CorridorName } from "./corridor-name";
import { DayOver, DayPager } from "./day-view";
import { EntryFacts } from "./entry-facts";

type Entry = {
  corridor: Corridor;
  mergedInto: Corridor | null;
  day: CorridorDay | null;
  retracted: boolean;
  claims: Claim[];
  history: EntryHistory;
  previous: LocalDate | null;
  next: LocalDate | null;
};

/** One corridor on one day: what is recorded, who says what of whom, and every public change to it. */
export function EntryView({ reader, date, view }: { reader: Reader; date: LocalDate; view: Entry }) {
  const { locale, t } = reader;
  const { corridor, day } = view;
  return (
    <>
      <div className="stack section">
        <p className="small">
          <a href={paths.corridor(reader.root, corridor.slug)}>{t("page.entry.allDays")}</a>
          {" · "}
          <a href={paths.day(reader.root, date)}>{t("page.entry.sameDay")}</a>
        </p>
        <h1>
          <CorridorName reader={reader} corridor={corridor} />
        </h1>
        <p className="lead">{weekdayDate(locale, date)}</p>
        <DayOver reader={reader} date={date} zones={[day?.timeZone ?? corridor.origin.timeZone ?? reader.zone]} />
        {day ? (
          <EntryFacts reader={reader} corridor={corridor} day={day} />
        ) : view.mergedInto ? (
          <p className="aside">
            {t("page.entry.merged")}{" "}
            <a href={paths.corridorDay(reader.root, view.mergedInto.slug, date)}>
              <CorridorName reader={reader} corridor={view.mergedInto} />
            </a>
          </p>
        ) : (
          <p className="aside">{t(view.retracted ? "page.entry.retracted" : "statusMeans.no_entry")}</p>
        )}
      </div>
      {day && <EntryClaims reader={reader} claims={day.claims} />}
      <WiderClaims reader={reader} claims={view.claims} title={t("page.wider.entry")} />
      <RevisionList
        reader={reader}
        history={view.history}
        at={(root) => paths.corridorDay(root, corridor.slug, date)}
        query={new URLSearchParams({ corridor: corridor.slug, from: date, to: date }).toString()}
      />
      <DayPager
        reader={reader}
        previous={view.previous}
        next={view.next}
        href={(to) => paths.corridorDay(reader.root, corridor.slug, to)}
      />
    </>
  );
}
