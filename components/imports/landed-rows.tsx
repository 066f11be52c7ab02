import { PagePager } from "@/components/ui/pager";
import { LANDING_STATES, type Landed, type LandingState } from "@/lib/domain/arrivals";
import { number } from "@/lib/i18n/format";
import { problemText } from "@/lib/i18n/problem-text";
import type { Reader } from "@/lib/i18n/reader";

/** A row with what it says, for those that are new. */
export type ShownRow = Landed & { says: [name: string, value: string][] };

const columnName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** How many rows land in each way, each a link to those alone. */
export function LandedCounts({
  reader: { locale, t },
  counts,
  shown,
  href,
}: {
  reader: Reader;
  counts: Record<LandingState, number>;
  shown: LandingState | null;
  href: (state: LandingState | null) => string;
}) {
  const all = LANDING_STATES.reduce((sum, state) => sum + counts[state], 0);
  const link = (state: LandingState | null, text: string, count: number) => (
    <a key={text} href={href(state)} aria-current={state === shown ? "true" : undefined}>
      {text}: {number(locale, count)}
    </a>
  );
  return (
    <nav className="landed-counts" aria-label={t("imports.rows.legend")}>
      {link(null, t("imports.rows.all"), all)}
      {LANDING_STATES.map((state) => link(state, t(`imports.state.${state}`), counts[state]))}
    </nav>
  );
}

/** One page of rows, each as it would land. */
export function LandedRows({
  reader,
  rows,
  files,
  page,
  pages,
  href,
}: {
  reader: Reader;
  rows: ShownRow[];
  /** Their names. */
  files: string[];
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  const { t } = reader;
  if (rows.length === 0) return <p>{t("imports.rows.none")}</p>;
  return (
    <>
      <table className="table rows landed">
        <thead>
          <tr>
            <th scope="col">{t("imports.rows.line")}</th>
            <th scope="col">{t("imports.rows.entry")}</th>
            <th scope="col">{t("imports.rows.state")}</th>
            <th scope="col">{t("imports.rows.what")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.file} ${row.line}`}>
              <th scope="row">{files.length > 1 ? `${files[row.file]}, ${row.line}` : row.line}</th>
              <td data-label={t("imports.rows.entry")}>{row.entry || "–"}</td>
              <td data-label={t("imports.rows.state")}>{t(`imports.state.${row.state}`)}</td>
              <td data-label={t("imports.rows.what")}>
                <What reader={reader} row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <PagePager reader={reader} page={page} pages={pages} href={href} />
    </>
  );
}

function What({ reader: { t }, row }: { reader: Reader; row: ShownRow }) {
  const text = (value: unknown) => {
    if (value === null || value === "") return t("imports.rows.empty");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  const lines =
    row.state === "problem"
      ? row.problems.map((problem) => {
          const why = problemText(t, problem);
          return problem.field ? t("imports.rows.problem", { field: columnName(problem.field), text: why }) : why;
        })
      : row.state === "changed"
        ? row.fields.map(({ name, from, to }) =>
            name === "claims"
              ? t("imports.rows.claims")
              : t("imports.rows.change", { field: name, from: text(from), to: text(to) }),
          )
        : row.state === "new"
          ? row.says.map(([name, value]) => t("imports.rows.problem", { field: name, text: value }))
          : [];
  if (row.also.length > 0) lines.push(t("imports.rows.also", { entries: row.also.join(", ") }));
  if (lines.length === 0) return <>–</>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
