import { ChangeList } from "@/components/history/change-list";
import { InstantForm } from "@/components/history/instant-form";
import { PublicPage } from "@/components/site/public-page";
import { listChanges } from "@/lib/data/changes";
import { paths } from "@/lib/paths";
import { reading } from "../reading";

export const revalidate = 10;

export default async function PastEntrancePage({ params }: { params: Promise<{ locale: string }> }) {
  const { db, reader, settings } = await reading((await params).locale);
  const { t } = reader;
  const list = await listChanges(db, 1);
  return (
    <PublicPage reader={reader} settings={settings} title={t("past.title")} at={paths.past}>
      <h1 className="section">{t("past.title")}</h1>
      <p className="lead after-heading">{t("past.lead")}</p>
      <InstantForm reader={reader} />
      <ChangeList reader={reader} page={1} {...list} />
    </PublicPage>
  );
}
