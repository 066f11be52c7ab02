import { PublicPage } from "@/components/site/public-page";
import { SourceTable } from "@/components/sources/source-table";
import { listSources } from "@/lib/data/sources";
import { paths } from "@/lib/paths";
import { reading } from "../reading";

export const revalidate = 10;

export default async function SourcesPage({ params }: { params: Promise<{ locale: string }> }) {
  const { db, reader, settings } = await reading((await params).locale);
  const rows = await listSources(db);
  const title = reader.t("page.sources.title");
  return (
    <PublicPage reader={reader} settings={settings} title={title} at={paths.sources} section="sources">
      <h1 className="section">{title}</h1>
      <p className="muted after-heading">{reader.t("page.sources.explained")}</p>
      <SourceTable reader={reader} rows={rows} />
    </PublicPage>
  );
}
