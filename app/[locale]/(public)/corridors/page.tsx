import { CorridorList } from "@/components/corridors/corridor-list";
import { PublicPage } from "@/components/site/public-page";
import { readWindow } from "@/lib/data/board";
import { listCorridors } from "@/lib/data/corridors";
import { paths } from "@/lib/paths";
import { type InPast, reading } from "../reading";

export const revalidate = 10;

export default async function CorridorsPage({ params }: { params: Promise<{ locale: string } & InPast> }) {
  const { locale: segment, past } = await params;
  const { db, now, reader, settings } = await reading(segment, past);
  const list = await listCorridors(db, 1, now);
  const title = reader.t("page.corridors.title");
  return (
    <PublicPage reader={reader} settings={settings} title={title} at={paths.corridors} section="corridors">
      <CorridorList reader={reader} window={await readWindow(db, now)} {...list} />
    </PublicPage>
  );
}
