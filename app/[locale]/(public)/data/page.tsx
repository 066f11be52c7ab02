import { Follow } from "@/components/feed/follow";
import { DataFiles } from "@/components/site/data-files";
import { Dataset } from "@/components/site/dataset";
import { PublicPage } from "@/components/site/public-page";
import { readCheckpointKey } from "@/lib/data/checkpoint";
import { readCoverage } from "@/lib/data/coverage";
import { pastPoint } from "@/lib/data/past";
import { FILE_NAMES } from "@/lib/domain/files";
import { FILTER_NAMES } from "@/lib/domain/filters";
import { citedAddress } from "@/lib/formats/citation";
import { datasetJson } from "@/lib/formats/dataset";
import { AS_OF, FILES, FILTERS } from "@/lib/formats/files";
import { paths } from "@/lib/paths";
import { reading } from "../reading";

export const revalidate = 10;

export default async function DataPage({ params }: { params: Promise<{ locale: string }> }) {
  const { db, locale, now, reader, settings } = await reading((await params).locale);
  const files = FILE_NAMES.map((name) => ({ name, ...FILES[name] }));
  const filters = [
    ...FILTER_NAMES.map((name) => ({ name: name as string, description: FILTERS[name] })),
    { name: "as_of", description: AS_OF },
  ];
  const coverage = await readCoverage(db);
  const point = await pastPoint(db, now, now);
  const edition =
    coverage.change && point.kind === "past"
      ? {
          ...coverage.change,
          asOf: point.canonical,
          signed: readCheckpointKey() !== null,
          address: citedAddress(settings.url, paths.file("corridor-days"), point.canonical),
        }
      : null;
  return (
    <PublicPage reader={reader} settings={settings} title={reader.t("page.data.title")} at={paths.data} section="data">
      <Dataset json={datasetJson(settings, locale, reader.t("feed.dataset"), coverage)} />
      <DataFiles
        reader={reader}
        settings={settings}
        files={files}
        filters={filters}
        edition={edition}
        site={settings.url}
      />
      <section className="section" aria-labelledby="follow">
        <h2 id="follow">{reader.t("feed.follow.title")}</h2>
        <Follow reader={reader} corridor={null} site={settings.url} />
      </section>
    </PublicPage>
  );
}
