import { MapView } from "@/components/map/map-view";
import { PublicPage } from "@/components/site/public-page";
import { readBoard } from "@/lib/data/board";
import { paths } from "@/lib/paths";
import { type InPast, reading } from "../reading";

export const revalidate = 10;

export default async function MapPage({ params }: { params: Promise<{ locale: string } & InPast> }) {
  const { locale: segment, past } = await params;
  const { db, now, reader, settings } = await reading(segment, past);
  const view = await readBoard(db, now);
  return (
    <PublicPage reader={reader} settings={settings} title={reader.t("map.page")} at={paths.map} section="map">
      <MapView reader={reader} view={view} />
    </PublicPage>
  );
}
