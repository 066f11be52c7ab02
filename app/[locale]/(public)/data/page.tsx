import { DataFiles } from "@/components/site/data-files";
import { PublicPage } from "@/components/site/public-page";
import { siteUrl } from "@/lib/data/site";
import { FILE_NAMES } from "@/lib/domain/files";
import { FILTER_NAMES } from "@/lib/domain/filters";
import { FILES, FILTERS } from "@/lib/formats/files";
import { paths } from "@/lib/paths";
import { reading } from "../reading";

export const revalidate = 10;

export default async function DataPage({ params }: { params: Promise<{ locale: string }> }) {
  const { reader, settings } = await reading((await params).locale);
  const files = FILE_NAMES.map((name) => ({ name, ...FILES[name] }));
  const filters = FILTER_NAMES.map((name) => ({ name, description: FILTERS[name] }));
  return (
    <PublicPage reader={reader} settings={settings} title={reader.t("page.data.title")} at={paths.data} section="data">
      <DataFiles reader={reader} settings={settings} files={files} filters={filters} site={siteUrl()} />
    </PublicPage>
  );
}
