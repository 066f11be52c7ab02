import { ClaimListView, claimListTitle } from "@/components/claims/claim-list-view";
import { PublicPage } from "@/components/site/public-page";
import { readClaimList } from "@/lib/data/claim-lists";
import { paths } from "@/lib/paths";
import { missing, pageNumber } from "../../known";
import { type InPast, reading } from "../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

type Params = { locale: string; list: string; page?: string } & InPast;

/** A list of claims, and under `/claims/LIST/2` what follows. */
export default async function ClaimsPage({ params }: { params: Promise<Params> }) {
  const { locale: segment, list, page: digits = "1", past } = await params;
  const { db, reader, settings } = await reading(segment, past);
  const page = pageNumber(digits);
  const view = (await readClaimList(db, list, page)) ?? missing();
  const title = claimListTitle(reader, view.about);
  return (
    <PublicPage reader={reader} settings={settings} title={title} at={(to) => paths.claims(to, list, page)}>
      <ClaimListView reader={reader} name={list} view={view} />
    </PublicPage>
  );
}
