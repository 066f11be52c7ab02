import { BoardHeading } from "@/components/corridors/board-heading";
import { type BoardView, datesOf } from "@/components/corridors/board-types";
import { shownStatus } from "@/lib/domain/status";
import { dateRange } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { CorridorMap } from "./corridor-map";
import { drawingOf } from "./drawing";
import { MapLegend } from "./map-legend";
import { MapTable } from "./map-table";

/** The corridors of the board as a drawing, what it means, and the same in a table. */
export function MapView({ reader, view }: { reader: Reader; view: BoardView }) {
  const { locale, t, now } = reader;
  const { rows } = view;
  const drawing = drawingOf(rows.map(({ corridor }) => corridor));
  const drawnNot = rows.length - (drawing?.lines.length ?? 0);
  const drawnRows = rows.filter(({ corridor }) => drawing?.lines.some((line) => line.corridor === corridor.slug));
  const [from, to] = datesOf(rows);
  if (rows.length === 0) return <BoardHeading reader={reader} view={view} />;
  return (
    <>
      <BoardHeading reader={reader} view={view} />
      <section className="section" aria-labelledby="map">
        <h2 id="map">{t("map.heading", { dates: dateRange(locale, from, to) })}</h2>
        <p className="notice">
          <b>{t("map.notOperational")}</b> {t("map.warning")}
        </p>
        <p className="to-table">
          <a href="#map-table">{t(drawing ? "map.skip" : "map.toTable")}</a>
        </p>
        {drawing ? (
          <div className="map-page">
            <div>
              <CorridorMap reader={reader} rows={rows} drawing={drawing} />
            </div>
            <MapLegend
              drawing={drawing}
              reader={reader}
              statuses={new Set(drawnRows.map(({ latest }) => shownStatus(latest, now)))}
            />
          </div>
        ) : (
          <p className="aside">{t("map.nowhere")}</p>
        )}
        {drawing && drawnNot > 0 && <p>{t("map.drawnNot", { count: drawnNot })}</p>}
        {view.more && (
          <p>
            {t("map.more", { count: rows.length })} <a href={paths.corridors(reader.root)}>{t("page.board.more")}</a>
          </p>
        )}
      </section>
      <section className="section" aria-labelledby="map-table">
        <h2 id="map-table" tabIndex={-1}>
          {t("map.table.heading")}
        </h2>
        <MapTable reader={reader} rows={rows} />
      </section>
      <section className="section prose" aria-labelledby="map-how">
        <h2 id="map-how">{t("map.how.heading")}</h2>
        {(["lines", "ends", "latest", "borders"] as const).map((name) => (
          <p key={name}>{t(`map.how.${name}`)}</p>
        ))}
        <p>
          <a href={paths.method(locale)}>{t("page.legend.method")}</a>
          {" · "}
          <a href={paths.geojson}>{t("map.geojson")}</a>
        </p>
        <p className="small muted">{t("map.credits")}</p>
      </section>
    </>
  );
}
