import { dateAt } from "../domain/dates";
import { geometryOf, type LonLat } from "../domain/geometry";
import type { Corridor, CorridorDay } from "../domain/record";
import type { Site } from "../domain/settings";
import { shownStatuses } from "../domain/status";
import { paths } from "../paths";

type Row = { corridor: Corridor; latest: CorridorDay | null };

/** A line where both ends are known, a point where one is, nothing where none is: no position is made up. */
function geometry(corridor: Corridor) {
  const { origin, destination } = geometryOf(corridor);
  const known = [origin, destination].flatMap((end) => (end ? [end.at] : [])) as LonLat[];
  if (known.length === 2) return { type: "LineString", coordinates: known };
  return known.length === 1 ? { type: "Point", coordinates: known[0] } : null;
}

const NOTICE =
  "Not an operational map: lines join two ends and show no route. Statuses are what was reported, never whether a route is safe, each of the day in status_date; status_is_of_today says whether that is today at the origin.";

/**
 * The corridors as GeoJSON (RFC 7946): longitude before latitude, WGS 84, rounded to what the precision of each end bears.
 * @param rows every corridor with its newest day that has begun; where there is none, the first that is announced
 * @param about.asOf instant of the last public revision or check; null for an empty record
 * @param about.now the clock that statuses are shown by
 */
export function corridorsGeoJson(
  rows: readonly Row[],
  { site, asOf, now }: { site: Site; asOf: Date | null; now: Date },
): string {
  const shown = shownStatuses(now);
  const features = rows.map(({ corridor, latest }) => ({
    type: "Feature",
    id: corridor.slug,
    geometry: geometry(corridor),
    properties: {
      corridor: corridor.slug,
      purpose: corridor.purpose,
      origin: corridor.origin.slug,
      origin_name: corridor.origin.name.en,
      origin_precision: corridor.origin.precision,
      destination: corridor.destination.slug,
      destination_name: corridor.destination.name.en,
      destination_precision: corridor.destination.precision,
      status: latest ? shown(latest) : null,
      status_date: latest?.date ?? null,
      status_is_of_today: latest !== null && dateAt(now, latest.timeZone) === latest.date,
      grade: latest?.grade ?? null,
      url: `${site.url}${paths.corridor("en", corridor.slug)}`,
    },
  }));
  return JSON.stringify({
    type: "FeatureCollection",
    title: site.titleEn,
    publisher: site.publisher || null,
    as_of: asOf?.toISOString() ?? null,
    licence: site.licenceName,
    licence_url: site.licenceUrl || null,
    notice: NOTICE,
    features,
  });
}
