import { LISTS, type List, listOf } from "@/lib/domain/register";
import type { Messages } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { entryDetail, entryTitle, type Registered, usageWords } from "./register-words";

type Row = Registered & {
  state: "current" | "merged" | "retracted";
  mergedInto: string | null;
  usages: Partial<Record<keyof Messages["register"]["uses"], number>>;
};

/** The way between the four lists. */
export function ListNav({ reader: { locale, t }, list }: { reader: Reader; list: List }) {
  return (
    <nav className="links" aria-label={t("register.lists")}>
      {(Object.keys(LISTS) as List[]).map((name) => (
        <a key={name} href={paths.deskList(locale, name)} aria-current={name === list ? "page" : undefined}>
          {t(`register.title.${LISTS[name]}`)}
        </a>
      ))}
    </nav>
  );
}

/** Entries with what they are and where they are used. @param href where each leads, and what the link is called */
export function RegisterTable({
  reader,
  rows,
  choose,
}: {
  reader: Reader;
  rows: readonly Row[];
  choose?: { text: string; href: (slug: string) => string };
}) {
  const { locale, t } = reader;
  const [name, detail, used] = [t("register.name"), t("register.detail"), t("register.used")];
  return (
    <table className="table rows register">
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{detail}</th>
          <th scope="col">{used}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const title = entryTitle(reader, row);
          return (
            <tr key={row.slug}>
              <th scope="row">
                {choose ? (
                  <>
                    {title}{" "}
                    <a href={choose.href(row.slug)}>
                      {choose.text} <span className="sr">{title}</span>
                    </a>
                  </>
                ) : (
                  <a href={paths.deskListed(locale, listOf(row.noun), row.slug)}>{title}</a>
                )}
                {row.state === "merged" && (
                  <span className="hint">{t("register.state.merged", { into: row.mergedInto ?? "" })}</span>
                )}
                {row.state === "retracted" && <span className="hint">{t("register.state.retracted")}</span>}
              </th>
              <td data-label={detail}>{entryDetail(reader, row).join(" · ")}</td>
              <td data-label={used}>{usageWords(reader, row.usages).join("; ")}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What there is to search by, for every list. */
export function RegisterSearch({
  reader: { t },
  action,
  q,
  all,
  hidden = {},
}: {
  reader: Reader;
  action: string;
  q: string;
  /** Whether merged and retracted ones are listed; undefined where nobody may ask for them. */
  all?: boolean;
  hidden?: Record<string, string>;
}) {
  return (
    <search>
      <form method="get" action={action} className="register-search">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="q">{t("register.search")}</label>
        <input type="search" id="q" name="q" defaultValue={q} maxLength={200} autoComplete="off" />
        {all !== undefined && (
          <label className="radio">
            <input type="checkbox" name="all" value="1" defaultChecked={all} />
            <span>{t("register.all")}</span>
          </label>
        )}
        <button type="submit" className="quiet">
          {t("register.find")}
        </button>
      </form>
    </search>
  );
}
