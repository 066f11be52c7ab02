import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** The field for words alone; the explorer, to which it leads, has the rest. */
export function SearchBox({ reader: { locale, t, past } }: { reader: Reader }) {
  return (
    <search className="section">
      <form className="search" action={paths.records(locale)} method="get">
        {past && <input type="hidden" name="as_of" value={past.toISOString()} />}
        <label htmlFor="q">{t("explorer.form.q")}</label>
        <div className="search-row">
          <input type="search" id="q" name="q" maxLength={100} />
          <button type="submit">{t("explorer.form.find")}</button>
        </div>
      </form>
    </search>
  );
}
