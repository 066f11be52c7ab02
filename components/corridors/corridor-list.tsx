import { PagePager } from "@/components/ui/pager";
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
  return (
    <>
      <h1 className="section">{t("page.corridors.title")}</h1>
      {lastDay && !live && (
        <p className="lead">
          {t("page.board.ended", { date: longDate(locale, lastDay) })} {!reader.past && t("page.board.notToday")}
        </p>
      )}
      <p className="muted after-heading">{t("page.corridors.explained")}</p>
      {rows.length > 0 ? <CorridorTable reader={reader} rows={rows} /> : <p>{t("page.board.empty")}</p>}
      <PagePager reader={reader} page={page} pages={pages} href={(to) => paths.corridors(reader.root, to)} />
    </>
  );
}
