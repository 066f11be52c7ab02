import { EntryLink } from "@/components/desk/entry-link";
import { requireActor } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { listSuggestions, type Suggestion } from "@/lib/data/suggestions";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

const DONE = ["approved", "sent_back", "rejected", "withdrawn"] as const;

/** What waits for another person's review, and what became of one's own suggestions. */
export default async function SuggestionsPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await requireActor(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const all = await listSuggestions(store().read, actor);
  const { done } = await searchParams;
  const said = DONE.find((one) => one === done);
  const lists = [
    {
      id: "waiting",
      rows: all.filter(({ mine }) => !mine),
      none: t("review.nothingWaits"),
      title: t("review.waiting"),
    },
    { id: "own", rows: all.filter(({ mine }) => mine), none: t("review.nothingOwn"), title: t("review.own") },
  ];
  return (
    <DeskPage locale={locale} section="suggestions" title={t("review.title")} at={paths.deskSuggestions}>
      {said && (
        <p className="notice done" role="status">
          {t(`review.done.${said}`)}
        </p>
      )}
      {lists.map(({ id, title, rows, none }) => (
        <section key={id} className="section" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          {rows.length === 0 ? <p>{none}</p> : <Table reader={reader} rows={rows} />}
        </section>
      ))}
    </DeskPage>
  );
}

function Table({ reader, rows }: { reader: Reader; rows: readonly Suggestion[] }) {
  const { locale, t } = reader;
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{t("review.when")}</th>
          <th scope="col">{t("review.what")}</th>
          <th scope="col">{t("review.who")}</th>
          <th scope="col">{t("review.why")}</th>
          <th scope="col">{t("review.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a href={paths.deskSuggestion(locale, row.id)}>{instant(locale, row.suggestedAt, reader.zone)}</a>
            </th>
            <td data-label={t("review.what")}>
              <EntryLink reader={reader} kind={row.kind} entry={row.entry} is={row.is} />
              {row.entries > 1 && ` (${t("review.entries", { count: row.entries })})`}
            </td>
            <td data-label={t("review.who")}>{row.mine ? t("desk.drafts.you") : row.author}</td>
            <td data-label={t("review.why")}>{row.reason || t("review.noReason")}</td>
            <td data-label={t("review.state")}>{t(`review.is.${row.state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
