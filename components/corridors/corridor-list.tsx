import { Pager } from "@/components/ui/pager";
import type { Window } from "@/lib/domain/freshness";
import { longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { type CorridorRow, CorridorTable } from "./corridor-table";

/** One page of the list of all corridors. */
export function CorridorList({
  reader,
  window: { lastDay, live },
  rows,
  page,
  pages,
}: {
  reader: Reader;
  window: Window;
  rows: CorridorRow[];
  page: number;
  pages: number;
}) {
  const { locale, t } = reader;
  const end = (to: number, text: string) =>
    to >= 1 && to <= pages ? { href: paths.corridors(reader.root, to), text } : null;
  return (
    <>
      <h1 className="section">{t("page.corridors.title")}</h1>
      {lastDay && !live && (
        <p className="lead">
          {t("page.board.ended", { date: longDate(locale, lastDay) })} {t("page.board.notToday")}
        </p>
      )}
      <p className="muted after-heading">{t("page.corridors.explained")}</p>
      {rows.length > 0 ? <CorridorTable reader={reader} rows={rows} /> : <p>{t("page.board.empty")}</p>}
      {pages > 1 && <p className="small muted">{t("page.pager.page", { page, pages })}</p>}
      <Pager
        label={t("page.pager.pages")}
        previous={end(page - 1, t("page.pager.previous"))}
        next={end(page + 1, t("page.pager.next"))}
      />
    </>
  );
}
