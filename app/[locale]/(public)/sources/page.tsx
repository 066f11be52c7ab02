import { PublicPage } from "@/components/site/public-page";
import { SourceTable } from "@/components/sources/source-table";
import { PagePager } from "@/components/ui/pager";
import { listSources } from "@/lib/data/sources";
import { paths } from "@/lib/paths";
import { missing, pageNumber } from "../known";
import { type InPast, reading } from "../reading";

export const revalidate = 10;

/** The list of reports, and under `/sources/page/2` what follows. */
export default async function SourcesPage({ params }: { params: Promise<{ locale: string; page?: string } & InPast> }) {
  const { locale, page: digits = "1", past } = await params;
  const { db, reader, settings } = await reading(locale, past);
  const { rows, page, pages } = await listSources(db, pageNumber(digits));
  if (page > pages) missing();
  const title = reader.t("page.sources.title");
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={title}
      at={(to) => paths.sources(to, page)}
      section="sources"
    >
      <h1 className="section">{title}</h1>
      <p className="muted after-heading">{reader.t("page.sources.explained")}</p>
      <SourceTable reader={reader} rows={rows} />
      <PagePager reader={reader} page={page} pages={pages} href={(to) => paths.sources(reader.root, to)} />
    </PublicPage>
  );
}
