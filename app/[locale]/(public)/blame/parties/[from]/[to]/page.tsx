import { BlamePairView, pairTitle } from "@/components/blame/pair-view";
import { PublicPage } from "@/components/site/public-page";
import { findBlamePair } from "@/lib/data/blame";
import { paths } from "@/lib/paths";
import { missing } from "../../../../known";
import { type InPast, reading } from "../../../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

type Params = Promise<{ locale: string; from: string; to: string } & InPast>;

export default async function BlamePartiesPage({ params }: { params: Params }) {
  const { locale: segment, from, to, past } = await params;
  const { db, reader, settings } = await reading(segment, past);
  const view = (await findBlamePair(db, "parties", from, to)) ?? missing();
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={pairTitle(reader, view)}
      at={(root) => paths.blameParties(root, from, to)}
      section="blame"
    >
      <BlamePairView reader={reader} view={view} />
    </PublicPage>
  );
}
