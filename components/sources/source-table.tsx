import type { Source } from "@/lib/domain/record";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { SourceReference } from "./source-reference";

/** Every report and how many claims rest on it. */
export function SourceTable({ reader, rows }: { reader: Reader; rows: { source: Source; claims: number }[] }) {
  const { locale, t } = reader;
  return (
    <table className="table rows" aria-label={t("page.sources.title")}>
      <thead>
        <tr>
          <th scope="col">{t("page.sources.report")}</th>
          <th scope="col">{t("page.sources.claims")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ source, claims }) => (
          <tr key={source.slug}>
            <th scope="row">
              <SourceReference reader={reader} source={source} />
            </th>
            <td>{t("page.sources.supports", { count: claims, number: number(locale, claims) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
