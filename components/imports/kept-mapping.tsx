import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

/** Says that a file is read as an earlier one was, and what that makes of its words. */
export function KeptMapping({
  reader: { locale, t, zone },
  file,
  at,
  words,
  more,
  href,
}: {
  reader: Reader;
  /** Its name. */
  file: string;
  /** When the mapping was kept. */
  at: Date;
  /** Words of the file that become others, and whether there are more of them. */
  words: { field: string; from: string; to: string }[];
  more: boolean;
  /** Where the mapping is looked at and changed. */
  href: string;
}) {
  return (
    <div className="notice stack">
      <p>
        {t("imports.kept.said", { file, at: instant(locale, at, zone) })}{" "}
        <a href={href}>{t("imports.map.change", { file })}</a>
      </p>
      {words.length > 0 && (
        <>
          <p>{t("imports.kept.words")}</p>
          <ul>
            {words.map(({ field, from, to }) => (
              <li key={`${field} ${from}`}>{t("imports.kept.word", { field, from, to })}</li>
            ))}
            {more && <li>…</li>}
          </ul>
        </>
      )}
    </div>
  );
}
