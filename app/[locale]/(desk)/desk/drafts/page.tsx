import { corridorTitle } from "@/components/corridors/corridor-name";
import { requireActor } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import { listDrafts } from "@/lib/data/drafts";
import { readSettings } from "@/lib/data/settings";
import { instant, longDate } from "@/lib/i18n/format";
import { readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../../page-frame";

type Params = Promise<{ locale: string }>;

/** Everything that waits to be published, or to be gone on with. */
export default async function DraftsPage({ params }: { params: Params }) {
  const locale = await deskLocale(params);
  const actor = await requireActor(locale);
  const db = store().read;
  const reader = readerOf(locale, (await readSettings(db)).timeZone, new Date());
  const { t } = reader;
  const drafts = await listDrafts(db, actor);
  const { corridors } = await readChoices(db, actor);
  const name = (slug: string) => {
    const corridor = corridors.find((one) => one.slug === slug);
    return corridor ? corridorTitle(reader, corridor) : slug;
  };
  return (
    <DeskPage locale={locale} section="drafts" title={t("desk.drafts.title")} at={paths.deskDrafts}>
      {drafts.length === 0 ? (
        <p>{t("desk.drafts.none")}</p>
      ) : (
        <>
          <p>{t("desk.drafts.intro")}</p>
          <table className="table rows">
            <thead>
              <tr>
                <th scope="col">{t("desk.drafts.day")}</th>
                <th scope="col">{t("desk.drafts.author")}</th>
                <th scope="col">{t("desk.drafts.saved")}</th>
              </tr>
            </thead>
            <tbody>
              {drafts.map((draft) => (
                <tr key={draft.id}>
                  <th scope="row">
                    <a href={paths.deskDraft(locale, draft.id)}>
                      {name(draft.corridor)}, {longDate(locale, draft.date)}
                    </a>
                  </th>
                  <td data-label={t("desk.drafts.author")}>{draft.mine ? t("desk.drafts.you") : draft.author}</td>
                  <td data-label={t("desk.drafts.saved")}>{instant(locale, draft.updatedAt, reader.zone)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </DeskPage>
  );
}
