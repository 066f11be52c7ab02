import { CorridorName } from "@/components/corridors/corridor-name";
import { StatusMark } from "@/components/corridors/status-line";
import { ANNOUNCED_OUTCOMES, type Share } from "@/lib/domain/announced";
import type { Corridor } from "@/lib/domain/record";
import { dateRange, number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { fractionText, ShareBar, ShareKey, SharePatterns } from "./share-bar";

export type AnnouncedDays = {
  all: Share;
  corridors: { corridor: Corridor; share: Share }[];
  more: number;
};

/** What became of announced days, altogether and by corridor. What nobody reported is a part of every whole. */
export function DaysView({ reader, days }: { reader: Reader; days: AnnouncedDays }) {
  const { locale, t } = reader;
  const { all, corridors, more } = days;
  const { period } = all;
  const dates = period && dateRange(locale, period.from, period.to);
  return (
    <section className="section" aria-labelledby="announced">
      <h2 id="announced">{dates ? t("blame.days.titleIn", { dates }) : t("blame.days.title")}</h2>
      <p>{t("blame.days.explained")}</p>
      {all.announced === 0 ? (
        <p className="muted">{t("blame.days.none")}</p>
      ) : (
        <>
          <ShareBar share={all} tall />
          <ul className="tally shares">
            {ANNOUNCED_OUTCOMES.map((outcome) => (
              <li key={outcome}>
                <ShareKey outcome={outcome} /> <StatusMark status={outcome} />{" "}
                <b>{number(locale, all.outcomes[outcome])}</b>
                {t(`status.${outcome}`)}{" "}
                <span className="names">{fractionText(reader, all.outcomes[outcome], all.announced)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <SharePatterns />
      <Left reader={reader} left={all.left} />
      {corridors.length > 0 && <DaysTable reader={reader} all={all} corridors={corridors} dates={dates} />}
      {more > 0 && (
        <p className="small">
          {t("blame.days.most", { count: more, number: number(locale, more) })}{" "}
          <a href={paths.corridors(reader.root)}>{t("page.board.all")}</a>
        </p>
      )}
    </section>
  );
}

/** How many days on record are no announced days that are over. */
function Left({ reader: { locale, t }, left }: { reader: Reader; left: Share["left"] }) {
  return (
    <>
      <h3>{t("blame.days.left")}</h3>
      <ul className="left-out">
        {(["unannounced", "offered", "ahead"] as const).map((name) => (
          <li key={name}>
            <b>{number(locale, left[name])}</b> {t(`blame.days.${name}`, { count: left[name] })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Every number of the bars, in a table that can be read alone. */
function DaysTable({
  reader,
  all,
  corridors,
  dates,
}: {
  reader: Reader;
  all: Share;
  corridors: AnnouncedDays["corridors"];
  dates: string | null;
}) {
  const { locale, t } = reader;
  const cells = (share: Share) => (
    <>
      <td data-label={t("blame.days.announced")}>{number(locale, share.announced)}</td>
      <td className="bar-cell">
        <ShareBar share={share} />
      </td>
      {ANNOUNCED_OUTCOMES.map((outcome) => (
        <td key={outcome} className="fraction" data-label={t(`status.${outcome}`)}>
          {fractionText(reader, share.outcomes[outcome], share.announced)}
        </td>
      ))}
    </>
  );
  return (
    <>
      <h3 id="by-corridor">{dates ? t("blame.days.byCorridorIn", { dates }) : t("blame.days.byCorridor")}</h3>
      <table className="table rows share-table" aria-labelledby="by-corridor">
        <thead>
          <tr>
            <th scope="col">{t("blame.days.corridor")}</th>
            <th scope="col">{t("blame.days.announced")}</th>
            <th scope="col">{t("blame.days.shares")}</th>
            {ANNOUNCED_OUTCOMES.map((outcome) => (
              <th key={outcome} scope="col">
                <ShareKey outcome={outcome} /> {t(`status.${outcome}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {corridors.map(({ corridor, share }) => (
            <tr key={corridor.slug}>
              <th scope="row">
                <a href={paths.corridor(reader.root, corridor.slug)}>
                  <CorridorName reader={reader} corridor={corridor} />
                </a>
                {corridor.purpose === "aid" && <span className="kind"> {t("purpose.aid")}</span>}
              </th>
              {cells(share)}
            </tr>
          ))}
        </tbody>
        {corridors.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{t("blame.days.every")}</th>
              {cells(all)}
            </tr>
          </tfoot>
        )}
      </table>
    </>
  );
}
