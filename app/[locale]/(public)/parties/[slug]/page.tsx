import { PartyView } from "@/components/claims/party-view";
import { PublicPage } from "@/components/site/public-page";
import { findParty } from "@/lib/data/parties";
import { inLanguage } from "@/lib/domain/text";
import { paths } from "@/lib/paths";
import { missing } from "../../known";
import { type InPast, reading } from "../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

export default async function PartyPage({ params }: { params: Promise<{ locale: string; slug: string } & InPast> }) {
  const { locale: segment, slug, past } = await params;
  const { db, locale, reader, settings } = await reading(segment, past);
  const view = (await findParty(db, slug)) ?? missing();
  const title = inLanguage(view.party.name, locale)?.text ?? slug;
  return (
    <PublicPage reader={reader} settings={settings} title={title} at={(to) => paths.party(to, slug)}>
      <PartyView reader={reader} view={view} />
    </PublicPage>
  );
}
