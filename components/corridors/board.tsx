import { disputes } from "@/components/claims/claim-list";
import { Totals } from "@/components/claims/totals";
import { WiderBlame, WiderClaims } from "@/components/claims/wider-claims";
import { SearchBox } from "@/components/records/search-box";
import { dateRange } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { BoardAge, BoardHeading } from "./board-heading";
import type { BoardView } from "./board-types";
import { CorridorCard } from "./corridor-card";
import { Legend } from "./legend";
import { byOutcome, OUTCOME_GROUPS } from "./outcome-groups";
import { stretchesOf } from "./stretches";
import { Tally } from "./tally";

/** The board below its notice: how old the record is, what held, what did not, what is not known, who blames whom, totals. */
export function Board({ reader, view }: { reader: Reader; view: BoardView }) {
  const { locale, t, now } = reader;
  const groups = byOutcome(view.rows, now);
  const { disputed, others } = disputes(view.claims);
  const stretches = stretchesOf(view.dates, (i) => view.rows.some(({ bar }) => bar[i]));
  return (
    <div className="board">
      <BoardHeading reader={reader} view={view} />
      {view.rows.length > 0 && (
        <>
          <Tally reader={reader} groups={groups} silent={view.silent} />
          <BoardAge reader={reader} view={view} />
          <SearchBox reader={reader} />
          <section className="section reading" aria-label={t("page.board.bars")}>
            <p className="muted">
              {t("page.board.barsExplained", {
                dates: dateRange(locale, view.dates[0] ?? "", view.dates.at(-1) ?? ""),
              })}
            </p>
            <Legend reader={reader} />
            <p>
              <a href={paths.map(reader.root)}>{t("map.link")}</a>
            </p>
          </section>
        </>
      )}
      {OUTCOME_GROUPS.map((group) =>
        groups[group].length === 0 ? null : (
          <section className="section group" key={group} aria-labelledby={group}>
            <h2 id={group}>{t(`page.group.${group}`)}</h2>
            <p className="muted">{t(`page.groupMeans.${group}`)}</p>
            {groups[group].map((row) => (
              <CorridorCard
                key={row.corridor.slug}
                reader={reader}
                row={row}
                dates={view.dates}
                stretches={stretches}
              />
            ))}
          </section>
        ),
      )}
      {view.rows.length > 0 && (
        <p className="onward">
          <a href={paths.corridors(reader.root)}>{t(view.more ? "page.board.more" : "page.board.all")}</a>
        </p>
      )}
      <WiderBlame reader={reader} claims={disputed} />
      <Totals reader={reader} claims={view.totals} />
      <WiderClaims reader={reader} claims={others} />
    </div>
  );
}
