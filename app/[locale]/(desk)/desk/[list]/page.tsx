import { notFound } from "next/navigation";
import { ListNav, RegisterSearch, RegisterTable } from "@/components/entry/register-table";
import { PagePager } from "@/components/ui/pager";
import { requireActor } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { listRegister } from "@/lib/data/register";
import { mayHandIn } from "@/lib/data/suggestions";
import { isList, LISTS } from "@/lib/domain/register";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";

type Props = {
  params: Promise<{ locale: string; list: string }>;
  searchParams: Promise<{ q?: string | string[]; page?: string; all?: string }>;
};

/** All places, parties, sources or corridors, with search, and where each is used. */
export default async function ListPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { list } = await params;
  if (!isList(list)) notFound();
  const actor = await requireActor(locale);
  const search = await searchParams;
  const q = String(search.q ?? "").slice(0, 200);
  const all = search.all === "1";
  const asked = Math.max(1, Math.trunc(Number(search.page)) || 1);
  const noun = LISTS[list];
  const { rows, found, page, pages } = await listRegister(store().read, noun, { q, page: asked, all });
  const canAdd = await mayHandIn(store().read, actor);
  const reader = await deskReader(locale);
  const { t } = reader;
  const query = (to: number) => {
    const named = { ...(q && { q }), ...(all && { all: "1" }), ...(to > 1 && { page: String(to) }) };
    return new URLSearchParams(named).toString();
  };
  return (
    <DeskPage
      locale={locale}
      section="lists"
      title={t(`register.title.${noun}`)}
      at={(other) => paths.deskList(other, list, query(page))}
    >
      <ListNav reader={reader} list={list} />
      <RegisterSearch reader={reader} action={paths.deskList(locale, list)} q={q} all={all} />
      <p role="status">{t("register.found", { count: found })}</p>
      {rows.length > 0 && <RegisterTable reader={reader} rows={rows} />}
      <PagePager reader={reader} page={page} pages={pages} href={(to) => paths.deskList(locale, list, query(to))} />
      {canAdd && (
        <p className="links">
          <a href={paths.deskNewEntry(locale, list)}>{t(`register.newTitle.${noun}`)}</a>
        </p>
      )}
    </DeskPage>
  );
}
