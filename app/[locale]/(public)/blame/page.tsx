import { BlameView } from "@/components/blame/blame-view";
import { PublicPage } from "@/components/site/public-page";
import { readBlame } from "@/lib/data/blame";
import { paths } from "@/lib/paths";
import { type InPast, reading } from "../reading";

export const revalidate = 10;

export default async function BlamePage({ params }: { params: Promise<{ locale: string } & InPast> }) {
  const { locale: segment, past } = await params;
  const { db, now, reader, settings } = await reading(segment, past);
  const view = await readBlame(db, now);
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={reader.t("blame.title")}
      at={(to) => paths.blame(to)}
      section="blame"
    >
      <BlameView reader={reader} view={view} />
    </PublicPage>
  );
}
