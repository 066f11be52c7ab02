import { type BoardRow, datesOf } from "@/components/corridors/board-types";
import { shownStatus } from "@/lib/domain/status";
import { inLanguage } from "@/lib/domain/text";
import type { PlacePrecision } from "@/lib/domain/vocabulary";
import { dateRange, dayMonth } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import type { Drawing } from "./drawing";
import { WIDTH } from "./frame";
import { labelsOf, ROW } from "./labels";
import { ArrowHead, OpenMark, PlaceMark, StatusStroke } from "./marks";

/** Units below the drawing for what must not be cut off when somebody passes a picture of it on. */
const STRIP = 96;

/** How far marks reach from their middle, in pixels: those of places, and those of statuses with their days. */
const RADIUS = { settlement: 5, district: 6, region: 6, country: 10 } as const satisfies Record<PlacePrecision, number>;
const DAY = 9;

/** Names find more room on a wide screen: units of the view box per pixel, as in map.css. */
const WIDTHS = [
  { width: "narrow", units: 2 },
  { width: "wide", units: 1 },
] as const;

/** The drawing itself: each line is a link that says aloud which corridor it is and what its last entry says, with its date. */
export function CorridorMap({
  reader,
  rows,
  drawing,
}: {
  reader: Reader;
  rows: readonly BoardRow[];
  drawing: Drawing;
}) {
  const { locale, t, now } = reader;
  const { frame, ground, spots, lines } = drawing;
  const nameOf = (name: { en: string; uk: string }) => inLanguage(name, locale)?.text ?? "";
  const shown = lines.flatMap((line) => {
    const row = rows.find(({ corridor }) => corridor.slug === line.corridor);
    return row ? [{ line, row, status: shownStatus(row.latest, now) }] : [];
  });
  const [from, to] = datesOf(shown.map(({ row }) => row));
  const names = [...spots]
    .sort((a, b) => b.lines - a.lines)
    .map(({ place, at, level }) => ({
      at,
      radius: RADIUS[level],
      first: nameOf(place.name),
      second: level === "settlement" ? null : t(`map.level.${level}`),
    }));
  const days = shown.map(({ line, row: { latest } }) => ({
    at: line.mark,
    radius: DAY,
    first: dayMonth(locale, latest.period?.to ?? latest.date),
    second: null,
  }));
  const marks = [
    ...spots.map(({ at, level }) => ({ at, radius: RADIUS[level] })),
    ...lines.map(({ mark }) => ({ at: mark, radius: DAY })),
    ...lines.flatMap(({ open }) => (open ? [{ at: open, radius: DAY }] : [])),
  ];
  const ways = lines.flatMap(({ course }) => course);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset, and an image would hide its links
    <svg
      className="map"
      viewBox={`0 0 ${WIDTH} ${frame.height + STRIP}`}
      role="group"
      aria-labelledby="map-title"
      aria-describedby="map-desc"
    >
      <title id="map-title">{t("map.title", { dates: dateRange(locale, from, to) })}</title>
      <desc id="map-desc">{t("map.desc")}</desc>
      <pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="hatch" d="M0 0v10" />
      </pattern>
      <path className="sea" d={`M0 0h${WIDTH}v${frame.height}H0z`} />
      <path className="land" d={ground.land} />
      {ground.hatched && <path fill="url(#hatch)" d={ground.hatched} />}
      <path className="region" d={ground.regions} />
      <path className="border" d={ground.borders} />
      {shown.map(({ line, row: { corridor, latest }, status }) => (
        <a key={corridor.slug} href={paths.corridor(reader.root, corridor.slug)}>
          <title>
            {t("map.line", {
              origin: nameOf(corridor.origin.name),
              destination: nameOf(corridor.destination.name),
              purpose: t(`purpose.${corridor.purpose}`),
              sentence: statusSentence(reader, latest),
            })}
          </title>
          <g className="way">
            <path className="reach" d={line.path} />
            <StatusStroke path={line.path} status={status} />
          </g>
          <g transform={`translate(${line.tip.join(" ")})rotate(${line.turn})`}>
            <g className="k">
              <ArrowHead status={status} />
            </g>
          </g>
          {line.open && (
            <g transform={`translate(${line.open.join(" ")})`}>
              <g className="k">
                <OpenMark />
              </g>
            </g>
          )}
          <g transform={`translate(${line.mark.join(" ")})`}>
            <g className="k">
              <circle className="f-paper" r="10" />
              <use href={`#s-${status}`} x="-8" y="-8" width="16" height="16" />
            </g>
          </g>
        </a>
      ))}
      {spots.map(({ place, at, level }) => (
        <g key={place.slug} transform={`translate(${at.join(" ")})`}>
          <g className="k">
            <PlaceMark level={level} />
          </g>
        </g>
      ))}
      {WIDTHS.map(({ width, units }) => (
        <g key={width} className={width}>
          {labelsOf([...names, ...days], marks, ways, frame.height, units).map(
            ({ at, dx, dy, anchor, radius, first, second }) => (
              <g key={`${first} ${at.join(" ")}`} transform={`translate(${at.join(" ")})`}>
                <text className={radius === DAY ? "k name level" : "k name"} x={dx} y={dy} textAnchor={anchor}>
                  {first}
                  {second && (
                    <tspan className="level" x={dx} dy={ROW}>
                      {second}
                    </tspan>
                  )}
                </text>
              </g>
            ),
          )}
        </g>
      ))}
      <path className="edge" d={`M0 0h${WIDTH}v${frame.height}H0z`} />
      <g transform={`translate(0 ${frame.height})`}>
        <path className="f-paper" d={`M0 0h${WIDTH}v${STRIP}H0z`} />
        <text className="k name" x="2" y="19">
          {t("map.strip", { dates: dateRange(locale, from, to) })}
          <tspan className="level" x="2" dy="19">
            {t("map.notOperational")}
          </tspan>
        </text>
      </g>
    </svg>
  );
}
