import type { Reader } from "@/lib/i18n/reader";

type End = { href: string; text: string } | null;

/** Links to what comes before and after; nothing where there is neither. */
export function Pager({ label, previous, next }: { label: string; previous: End; next: End }) {
  if (!previous && !next) return null;
  return (
    <nav className="pager" aria-label={label}>
      {previous ? (
        <a rel="prev" href={previous.href}>
          {previous.text}
        </a>
      ) : (
        <span />
      )}
      {next && (
        <a rel="next" href={next.href}>
          {next.text}
        </a>
      )}
    </nav>
  );
}

/** Which page of a list this is, and its neighbours; nothing where there is only one. */
export function PagePager({
  reader: { t },
  page,
  pages,
  href,
}: {
  reader: Reader;
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  if (pages === 1) return null;
  const end = (to: number, text: string) => (to >= 1 && to <= pages ? { href: href(to), text } : null);
  return (
    <>
      <p className="small muted">{t("page.pager.page", { page, pages })}</p>
      <Pager
        label={t("page.pager.pages")}
        previous={end(page - 1, t("page.pager.previous"))}
        next={end(page + 1, t("page.pager.next"))}
      />
    </>
  );
}
