import { ChangeList } from "@/components/history/change-list";
import { PublicPage } from "@/components/site/public-page";
import { listChanges } from "@/lib/data/changes";
import { paths } from "@/lib/paths";
import { missing, pageNumber } from "../../../known";
import { reading } from "../../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

export default async function FurtherChangesPage({ params }: { params: Promise<{ locale: string; page: string }> }) {
  const { locale: segment, page: digits } = await params;
  const { db, reader, settings } = await reading(segment);
  const page = pageNumber(digits);
  const list = await listChanges(db, page);
  if (page > list.pages) missing();
  const { t } = reader;
  const title = `${t("past.changes.title")}, ${t("page.pager.page", { page, pages: list.pages })}`;
  return (
    <PublicPage reader={reader} settings={settings} title={title} at={(to) => paths.past(to, page)}>
      <h1 className="section">{t("past.title")}</h1>
      <ChangeList reader={reader} page={page} {...list} />
    </PublicPage>
  );
}
