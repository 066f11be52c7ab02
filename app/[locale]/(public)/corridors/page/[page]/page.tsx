import { CorridorList } from "@/components/corridors/corridor-list";
import { PublicPage } from "@/components/site/public-page";
import { readWindow } from "@/lib/data/board";
import { listCorridors } from "@/lib/data/corridors";
import { paths } from "@/lib/paths";
import { missing, pageNumber } from "../../../known";
import { type InPast, reading } from "../../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

export default async function CorridorsFurtherPage({
  params,
}: {
  params: Promise<{ locale: string; page: string } & InPast>;
}) {
  const { locale: segment, page: digits, past } = await params;
  const { db, now, reader, settings } = await reading(segment, past);
  const page = pageNumber(digits);
  const list = await listCorridors(db, page, now);
  if (page > list.pages) missing();
  const title = `${reader.t("page.corridors.title")}, ${reader.t("page.pager.page", { page, pages: list.pages })}`;
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={title}
      at={(to) => paths.corridors(to, page)}
      section="corridors"
    >
      <CorridorList reader={reader} window={await readWindow(db, now)} {...list} />
    </PublicPage>
  );
}
