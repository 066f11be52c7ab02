import { corridorTitle } from "@/components/corridors/corridor-name";
import { CorridorView } from "@/components/corridors/corridor-view";
import { Follow } from "@/components/feed/follow";
import { PublicPage } from "@/components/site/public-page";
import { findCorridor } from "@/lib/data/corridors";
import { paths } from "@/lib/paths";
import { missing } from "../../known";
import { type InPast, reading } from "../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

export default async function CorridorPage({ params }: { params: Promise<{ locale: string; slug: string } & InPast> }) {
  const { locale: segment, slug, past } = await params;
  const { db, now, reader, settings } = await reading(segment, past);
  const view = (await findCorridor(db, slug, now)) ?? missing();
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={corridorTitle(reader, view.corridor)}
      at={(to) => paths.corridor(to, slug)}
      section="corridors"
      corridor={slug}
    >
      <CorridorView reader={reader} view={view} />
      {!past && (
        <details className="section" id="follow">
          <summary>{reader.t("feed.follow.titleCorridor")}</summary>
          <Follow reader={reader} corridor={slug} site={settings.url} />
        </details>
      )}
    </PublicPage>
  );
}
