import { EntryLink } from "@/components/desk/entry-link";
import { Pager } from "@/components/ui/pager";
import { requireActor } from "@/lib/auth/session";
import { listChangeSets } from "@/lib/data/change-sets";
import { store } from "@/lib/data/client";
import { instant, number } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ before?: string }> };

/** The latest changes, each as it was saved, with who made it. */
export default async function ChangesPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await requireActor(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const { before } = await searchParams;
  const list = await listChangeSets(store().read, actor, before);
  return (
    <DeskPage locale={locale} section="changes" title={t("life.changes.title")} at={paths.deskChanges}>
      {!list.ok ? (
        <p className="notice">{t("desk.history.contributor")}</p>
      ) : (
        <>
          <p className="lead">{t("life.changes.intro")}</p>
          <table className="table rows">
            <thead>
              <tr>
                <th scope="col">{t("life.changes.when")}</th>
                <th scope="col">{t("life.changes.who")}</th>
                <th scope="col">{t("life.changes.what")}</th>
                <th scope="col">{t("life.changes.why")}</th>
              </tr>
            </thead>
            <tbody>
              {list.sets.map((set) => (
                <tr key={set.id}>
                  <th scope="row">
                    <a href={paths.deskChange(locale, set.id)}>{instant(locale, set.at, reader.zone)}</a>
                  </th>
                  <td>{set.author ?? t(`role.${set.role}`)}</td>
                  <td>
                    {t(`life.origin.${set.origin}`)}
                    {set.first && (
                      <>
                        {" · "}
                        {t(`changeKind.${set.first.change}`)}{" "}
                        <EntryLink reader={reader} kind={set.first.kind} entry={set.first.entry} is={set.first.is} />
                      </>
                    )}
                    {set.entries > 1 && (
                      <>
                        {" "}
                        {t("life.changes.andMore", { count: set.entries - 1, number: number(locale, set.entries - 1) })}
                      </>
                    )}
                    {set.revertedBy && <> · {t("life.changes.reverted")}</>}
                  </td>
                  <td>{set.reason || "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {list.sets.length === 0 && <p>{t("past.changes.none")}</p>}
          <Pager
            label={t("past.changes.pages")}
            previous={before ? { href: paths.deskChanges(locale), text: t("life.newest") } : null}
            next={
              list.next ? { href: `${paths.deskChanges(locale)}?before=${list.next}`, text: t("life.older") } : null
            }
          />
        </>
      )}
    </DeskPage>
  );
}
