import { notFound } from "next/navigation";
import { History } from "@/components/entry/history";
import { entryPage } from "@/components/history/change-list";
import { actorOfForm } from "@/lib/auth/session";
import { changedEntries } from "@/lib/data/changes";
import { store } from "@/lib/data/client";
import { readHistory } from "@/lib/data/history";
import { ENTRY_KINDS } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../../page-frame";
import { EntryActions } from "../../actions-panel";

type Props = {
  params: Promise<{ locale: string; kind: string; entry: string[] }>;
  searchParams: Promise<{ done?: string }>;
};
const DONE = ["retracted", "reverted", "redacted"] as const;

/** Every version of one entry of any kind, retracted ones, too, and what can be done about them. */
export default async function EntryPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { kind: asked, entry: parts } = await params;
  const entry = parts.map(decodeURIComponent).join("/");
  const kind = ENTRY_KINDS.find((known) => known === asked);
  if (!kind) notFound();
  const actor = await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const db = store().read;
  const history = actor && (await readHistory(db, actor, kind, entry));
  if (history?.ok && history.revisions.length === 0) notFound();
  const is = (await changedEntries(db, [{ entryKind: kind, entry }]))(kind, entry);
  const title = t("life.entry.title", { name: (is && entryPage(reader, is).title) || entry });
  const { done } = await searchParams;
  const sentence = DONE.find((one) => one === done) ?? null;
  return (
    <DeskPage locale={locale} title={title} at={(other) => paths.deskEntry(other, kind, entry)}>
      {sentence && (
        <p className="notice done" role="status">
          {t(`life.entry.done.${sentence}`)}
        </p>
      )}
      {history?.ok ? (
        <>
          {kind === "corridor_day" && is?.kind === "corridor_day" && (
            <p className="links">
              <a href={paths.deskDay(locale, is.corridor.slug, is.date)}>{t("life.entry.form")}</a>
              <a href={paths.corridorDay(locale, is.corridor.slug, is.date)}>{t("desk.day.public")}</a>
            </p>
          )}
          <History reader={reader} revisions={history.revisions} names={history.names} />
          {actor && (
            <EntryActions reader={reader} actor={actor} kind={kind} entry={entry} newest={history.revisions[0]} />
          )}
        </>
      ) : (
        <p className="notice">{actor ? t("desk.history.contributor") : t("problem.refusal.not_signed_in")}</p>
      )}
    </DeskPage>
  );
}
