import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { DeskForm } from "@/components/desk/desk-form.client";
import { EntryLink } from "@/components/desk/entry-link";
import { actorOfForm } from "@/lib/auth/session";
import { findChangeSet } from "@/lib/data/change-sets";
import { store } from "@/lib/data/client";
import { instant, number } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { sendRevertSet } from "../actions";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };

/** One change set: who, when, why, the entries that it touched, and the button that takes all of it back. */
export default async function ChangePage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { id } = await params;
  const actor = await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const found = actor && (await findChangeSet(store().read, actor, id));
  if (found && !found.ok && found.code === "not_found") notFound();
  const title = t("life.change.title");
  const at = (other: typeof locale) => paths.deskChange(other, id);
  if (!found?.ok)
    return (
      <DeskPage locale={locale} section="changes" title={title} at={at}>
        <p className="notice">{actor ? t("desk.history.contributor") : t("problem.refusal.not_signed_in")}</p>
      </DeskPage>
    );
  const { set, entries } = found;
  const open = set.kind !== "redaction" && !set.revertedBy;
  return (
    <DeskPage locale={locale} section="changes" title={title} at={at}>
      {(await searchParams).done === "reverted" && (
        <p className="notice done" role="status">
          {t("life.change.done")}
        </p>
      )}
      <p className="small">
        <a href={paths.deskChanges(locale)}>{t("life.changes.all")}</a>
      </p>
      <dl className="facts">
        <dt>{t("life.changes.when")}</dt>
        <dd>{instant(locale, set.at, reader.zone)}</dd>
        <dt>{t("life.changes.who")}</dt>
        <dd>{set.author ? `${set.author}, ${t(`role.${set.role}`)}` : t(`role.${set.role}`)}</dd>
        <dt>{t("life.changes.what")}</dt>
        <dd>{t(`life.origin.${set.origin}`)}</dd>
        <dt>{t("life.changes.why")}</dt>
        <dd>{set.reason || "–"}</dd>
      </dl>
      {set.reverts && (
        <p>
          <a href={paths.deskChange(locale, set.reverts)}>{t("life.change.reverts")}</a>
        </p>
      )}
      {set.revertedBy && (
        <p>
          <a href={paths.deskChange(locale, set.revertedBy)}>{t("life.change.revertedBy")}</a>
        </p>
      )}
      <section className="section" aria-labelledby="entries">
        <h2 id="entries">{t("life.change.entries", { count: set.entries, number: number(locale, set.entries) })}</h2>
        <ul>
          {entries.map(({ seq, kind, entry, change, is }) => (
            <li key={seq}>
              {t(`changeKind.${change}`)} · <EntryLink reader={reader} kind={kind} entry={entry} is={is} />
            </li>
          ))}
        </ul>
        {entries.length < set.entries && <p className="small muted">{t("life.change.onlyFirst")}</p>}
      </section>
      {open && (
        <section className="section" aria-labelledby="revert">
          <h2 id="revert">{t("life.change.revert")}</h2>
          <DeskForm
            action={sendRevertSet}
            hidden={{ locale, changeSet: id, key: randomUUID() }}
            fields={[{ kind: "text", name: "reason", label: t("life.reason"), hint: t("life.reasonHint") }]}
            submit={t("life.change.revertAll")}
          >
            <p>{t("life.change.explained")}</p>
          </DeskForm>
        </section>
      )}
    </DeskPage>
  );
}
