import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths, rootOf } from "@/lib/paths";

/** What stands in the place of every page of an instant at which nothing was on record here yet. */
export function BeforeRecord({ reader, begins }: { reader: Reader; begins: Date | null }) {
  const { locale, t, zone } = reader;
  return (
    <div className="stack section">
      <h1>{t("past.before.title")}</h1>
      <p className="lead">
        {begins ? t("past.before.begins", { time: instant(locale, begins, zone) }) : t("past.before.empty")}
      </p>
      <p>{t("past.before.explained")}</p>
      {begins && (
        <p>
          <a href={paths.board(rootOf(locale, begins))}>{t("past.before.first")}</a>
        </p>
      )}
    </div>
  );
}
