import { WiderClaims } from "@/components/claims/wider-claims";
import { PagePager, Pager } from "@/components/ui/pager";
import { dateAt, daysBetween, type LocalDate, phaseOf } from "@/lib/domain/dates";
import type { Claim, Corridor, CorridorDay } from "@/lib/domain/record";
import { ago, longDate, weekdayDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { CorridorHeading } from "./corridor-heading";
import { EntrySummary } from "./entry-summary";

type Day = {
  date: LocalDate;
  days: { corridor: Corridor; day: CorridorDay }[];
  claims: Claim[];
  previous: LocalDate | null;
  next: LocalDate | null;
  all: number;
  page: number;
  pages: number;
};

/** Links to the neighbouring days on record. */
export function DayPager({
  reader: { locale, t },
  previous,
  next,
  href,
}: {
  reader: Reader;
  previous: LocalDate | null;
  next: LocalDate | null;
  href: (date: LocalDate) => string;
}) {
  const end = (date: LocalDate | null, text: (date: string) => string) =>
    date === null ? null : { href: href(date), text: text(longDate(locale, date)) };
  return (
    <Pager
      label={t("page.pager.days")}
      previous={end(previous, (date) => t("page.pager.earlier", { date }))}
      next={end(next, (date) => t("page.pager.later", { date }))}
    />
  );
}

/**
 * That a day is over, and how long ago it was; nothing while it goes on.
 * @param zones in which it has to be over
 */
export function DayOver({ reader, date, zones }: { reader: Reader; date: LocalDate; zones: string[] }) {
  const { locale, t, now } = reader;
  // how long ago, seen from when? the band of the page says of which instant it is
  if (reader.past || zones.some((zone) => phaseOf(date, zone, now) !== "past")) return null;
  const days = Math.max(1, daysBetween(date, dateAt(now, reader.zone)));
  return <p className="lead">{t("page.day.over", { ago: ago(locale, days) })}</p>;
}

/** Everything on record about one local day. */
export function DayView({ reader, view }: { reader: Reader; view: Day }) {
  const { locale, t } = reader;
  return (
    <>
      <div className="stack section">
        <h1>{weekdayDate(locale, view.date)}</h1>
        <DayOver reader={reader} date={view.date} zones={[reader.zone, ...view.days.map(({ day }) => day.timeZone)]} />
        <p className="muted after-heading">
          {view.all > 0 ? t("page.day.explained", { count: view.all }) : t("page.day.empty")}
        </p>
      </div>
      {view.days.map(({ corridor, day }) => (
        <article key={corridor.slug} className="corridor">
          <CorridorHeading reader={reader} corridor={corridor} level={2} />
          <EntrySummary reader={reader} corridor={corridor} day={day} />
        </article>
      ))}
      <PagePager
        reader={reader}
        page={view.page}
        pages={view.pages}
        href={(to) => paths.day(reader.root, view.date, to)}
      />
      <WiderClaims reader={reader} claims={view.claims} title={t("page.wider.sameDay")} />
      <DayPager
        reader={reader}
        previous={view.previous}
        next={view.next}
        href={(date) => paths.day(reader.root, date)}
      />
    </>
  );
}
