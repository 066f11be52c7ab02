import { StatusMark } from "@/components/corridors/status-line";
import { PLACE_PRECISIONS, SHOWN_STATUSES, type ShownStatus } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import type { Drawing } from "./drawing";
import { ArrowHead, OpenMark, PlaceMark, StatusStroke } from "./marks";

/** What the lines and marks mean: the statuses that are drawn, and every kind of end. */
export function MapLegend({
  reader: { t },
  statuses,
  drawing: { spots, lines },
}: {
  reader: Reader;
  statuses: ReadonlySet<ShownStatus>;
  drawing: Drawing;
}) {
  const levels = PLACE_PRECISIONS.filter((level) => spots.some((spot) => spot.level === level));
  const ends = [...levels, ...(lines.some(({ open }) => open) ? ["open" as const] : [])];
  return (
    <div className="map-legend small">
      <h3>{t("map.legend.lines")}</h3>
      <ul>
        {SHOWN_STATUSES.filter((status) => statuses.has(status)).map((status) => (
          <li key={status}>
            <svg className="sample" viewBox="0 0 64 20" aria-hidden="true" focusable="false">
              <g className="way">
                <StatusStroke path="M2 10H56" status={status} />
              </g>
              <g transform="translate(58 10)">
                <ArrowHead status={status} />
              </g>
            </svg>
            <span>
              <StatusMark status={status} /> <b>{t(`status.${status}`)}</b>: {t(`statusShort.${status}`)}
            </span>
          </li>
        ))}
      </ul>
      <h3>{t("map.legend.ends")}</h3>
      <ul>
        {ends.map((end) => (
          <li key={end}>
            <svg className="sample" viewBox="0 0 64 24" aria-hidden="true" focusable="false">
              <g transform="translate(32 12)">{end === "open" ? <OpenMark /> : <PlaceMark level={end} />}</g>
            </svg>
            <span>{t(`map.legend.${end}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
