import type { BoardRow } from "@/components/corridors/board-types";
import { CorridorName } from "@/components/corridors/corridor-name";
import { StatusMark } from "@/components/corridors/status-line";
import { Text } from "@/components/ui/language";
import { positionOf } from "@/lib/domain/geometry";
import type { Place } from "@/lib/domain/record";
import { shownStatus } from "@/lib/domain/status";
import type { Reader } from "@/lib/i18n/reader";
import { gradeText, statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";

/** The same corridors as on the map, and those that it cannot draw, in words. */
export function MapTable({ reader, rows }: { reader: Reader; rows: readonly BoardRow[] }) {
  const { t } = reader;
  const end = (place: Place) => (
    <>
      <Text reader={reader} value={place.name} />{" "}
      <span className="kind">
        {place.kind === "not_stated" ? t("map.table.notStated") : t(`placePrecision.${place.precision}`)}
        {place.kind !== "not_stated" && !positionOf(place) && `; ${t("map.table.unplaced")}`}
      </span>
    </>
  );
  return (
    <table className="table rows" aria-label={t("map.table.heading")}>
      <thead>
        <tr>
          <th scope="col">{t("map.table.corridor")}</th>
          <th scope="col">{t("map.table.from")}</th>
          <th scope="col">{t("map.table.to")}</th>
          <th scope="col">{t("map.table.latest")}</th>
          <th scope="col">{t("map.table.grade")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ corridor, latest }) => (
          <tr key={corridor.slug}>
            <th scope="row">
              <a href={paths.corridor(reader.root, corridor.slug)}>
                <CorridorName reader={reader} corridor={corridor} />
              </a>
              <span className="kind"> {t(`purpose.${corridor.purpose}`)}</span>
            </th>
            <td data-label={t("map.table.from")}>{end(corridor.origin)}</td>
            <td data-label={t("map.table.to")}>{end(corridor.destination)}</td>
            <td>
              <StatusMark status={shownStatus(latest, reader.now)} /> {statusSentence(reader, latest)}
            </td>
            <td data-label={t("map.table.grade")}>{gradeText(reader, latest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
