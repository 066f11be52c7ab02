import { WiderClaims } from "@/components/claims/wider-claims";
import type { LocalDate } from "@/lib/domain/dates";
import type { Window } from "@/lib/domain/freshness";
import type { Claim, Corridor, CorridorDay } from "@/lib/domain/record";
import { dateRange, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { CorridorLinks } from "./corridor-heading";
import { CorridorName } from "./corridor-name";
import { DayTable } from "./corridor-table";
import { DayBar } from "./day-bar";
import { Ahead, EntrySummary } from "./entry-summary";
import { Legend } from "./legend";

type Timeline = {
  corridor: Corridor;
  days: CorridorDay[];
  dates: LocalDate[];
  window: Window;
  claims: Claim[];
  continuedFrom: Corridor[];
  continuedAs: Corridor | null;
  mergedInto: Corridor | null;
};

/** One corridor: where it stands in the record, its last 90 days, and what was said of it as a whole. */
export function CorridorView({ reader, view }: { reader: Reader; view: Timeline }) {
  const { locale, t } = reader;
  const { corridor, days, dates, window } = view;
  // what is announced for tomorrow must not hide what is reported of today
  const latest = days.findLast((day) => day.date <= window.today) ?? days[0];
  const byDate = new Map(days.map((day) => [day.date, day]));
  const last = latest && longDate(locale, latest.date);
  // nothing before the first entry, but always a month
  const first = dates.findIndex((date) => byDate.has(date));
  const shown = dates.slice(Math.max(0, Math.min(first, dates.length - 30)));
  return (
    <>
      <div className="stack section">
        <h1>
          <CorridorName reader={reader} corridor={corridor} />
        </h1>
        <p className="muted">{t(`page.corridor.purpose.${corridor.purpose}`)}</p>
        <CorridorLinks
          reader={reader}
          continuedFrom={view.continuedFrom}
          continuedAs={view.continuedAs}
          mergedInto={view.mergedInto}
        />
        {last && !window.live && (
          <p className="lead">{t(reader.past ? "past.corridorEnded" : "page.corridor.ended", { date: last })}</p>
        )}
        {latest ? (
          <>
            <EntrySummary reader={reader} corridor={corridor} day={latest} wider={view.claims} />
            <Ahead reader={reader} after={latest} days={days} />
          </>
        ) : (
          <p className="lead">{t("page.corridor.noDays")}</p>
        )}
      </div>
      {latest && (
        <section className="section" aria-labelledby="days">
          <h2 id="days">{t("page.corridor.days")}</h2>
          <p className="muted">{dateRange(locale, shown[0] ?? latest.date, shown.at(-1) ?? latest.date)}</p>
          <div className="stack">
            <Legend reader={reader} />
            <DayBar
              reader={reader}
              corridor={corridor}
              dates={shown}
              days={shown.map((date) => byDate.get(date) ?? null)}
            />
            <DayTable reader={reader} days={days} />
            <p className="onward">
              <a href={paths.records(reader.root, new URLSearchParams({ corridor: corridor.slug }).toString())}>
                {t("page.corridor.allDays")}
              </a>
            </p>
          </div>
        </section>
      )}
      <WiderClaims reader={reader} claims={view.claims} title={t("page.wider.corridor")} />
    </>
  );
}
