import { PublicPage } from "@/components/site/public-page";
import { paths } from "@/lib/paths";
import { reading } from "../reading";

export const revalidate = 10;

/** What the publisher answers with, and status 404, for every address that leads nowhere. */
export default async function MissingPage({ params }: { params: Promise<{ locale: string }> }) {
  const { reader, settings } = await reading((await params).locale);
  const title = reader.t("page.missing.title");
  return (
    <PublicPage reader={reader} settings={settings} title={title} at={paths.board}>
      <h1 className="section">{title}</h1>
      <p className="after-heading">{reader.t("page.missing.explained")}</p>
    </PublicPage>
  );
}
