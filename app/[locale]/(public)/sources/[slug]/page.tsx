import { ClaimList } from "@/components/claims/claim-list";
import { AllClaims } from "@/components/claims/more-claims";
import { PublicPage } from "@/components/site/public-page";
import { SourceFacts } from "@/components/sources/source-facts";
import { sourceTitle } from "@/components/sources/source-reference";
import { findSource } from "@/lib/data/sources";
import { paths } from "@/lib/paths";
import { missing } from "../../known";
import { type InPast, reading } from "../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

export default async function SourcePage({ params }: { params: Promise<{ locale: string; slug: string } & InPast> }) {
  const { locale: segment, slug, past } = await params;
  const { db, reader, settings } = await reading(segment, past);
  const { source, mergedInto, claims, all, corridors } = (await findSource(db, slug)) ?? missing();
  const title = sourceTitle(reader, source);
  const { t } = reader;
  return (
    <PublicPage reader={reader} settings={settings} title={title} at={(to) => paths.source(to, slug)} section="sources">
      <div className="stack section">
        <h1>{title}</h1>
        {mergedInto && (
          <p className="aside">
            {t("page.source.mergedInto")}{" "}
            <a href={paths.source(reader.root, mergedInto.slug)}>{sourceTitle(reader, mergedInto)}</a>
          </p>
        )}
        {source.retracted && <p className="aside">{t("page.source.retractedExplained")}</p>}
        <SourceFacts reader={reader} source={source} />
      </div>
      <section className="section" aria-labelledby="supports">
        <h2 id="supports">{t("page.source.supports")}</h2>
        <p className="muted">{t("page.source.supportsExplained")}</p>
        <ClaimList reader={reader} claims={claims} corridors={corridors} brief />
        <AllClaims reader={reader} list={`in-${slug}`} listed={{ claims, all }} />
      </section>
    </PublicPage>
  );
}
