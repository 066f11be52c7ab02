import { PartyLink } from "@/components/claims/blame";
import type { Party } from "@/lib/domain/record";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { None, nameOf, type Pair, PairCount } from "./pair-count";

/** A side's name; a party that belongs to none says so. */
function Voice({ reader, party }: { reader: Reader; party: Party }) {
  return (
    <>
      <PartyLink reader={reader} party={party} />
      {party.side === null && <span className="small muted"> ({reader.t("blame.matrix.noSide")})</span>}
    </>
  );
}

/**
 * Who blames (rows) whom (columns). Both edges name the same sides in the same order, so that no direction stands out,
 * and nobody is left off for blaming no one.
 * @param by what each blames on anybody; `of` what anybody blames on each. A statement that blames two counts once
 */
export function BlameMatrix({
  reader,
  voices,
  cells,
  by,
  of,
  all,
}: {
  reader: Reader;
  voices: Party[];
  cells: Pair[];
  by: Map<string, number>;
  of: Map<string, number>;
  all: number;
}) {
  const { locale, t } = reader;
  const order = new Intl.Collator(locale);
  const edge = voices.toSorted((a, b) => order.compare(nameOf(reader, a), nameOf(reader, b)));
  const found = new Map(cells.map((cell) => [`${cell.from.slug}/${cell.to.slug}`, cell]));
  const total = (count: number | undefined) => (count ? number(locale, count) : <None reader={reader} />);
  return (
    <div className="scroll">
      <table className="table matrix">
        <thead>
          <tr>
            <th scope="col">{t("blame.matrix.corner")}</th>
            {edge.map((to) => (
              <th key={to.slug} scope="col">
                <Voice reader={reader} party={to} />
              </th>
            ))}
            <th scope="col">{t("blame.matrix.all")}</th>
          </tr>
        </thead>
        <tbody>
          {edge.map((from) => (
            <tr key={from.slug}>
              <th scope="row">
                <Voice reader={reader} party={from} />
              </th>
              {edge.map((to) => {
                const cell = found.get(`${from.slug}/${to.slug}`);
                return (
                  <td key={to.slug}>
                    <PairCount
                      reader={reader}
                      pair={{ from, to }}
                      count={cell?.statements ?? 0}
                      href={paths.blameSides(reader.root, from.slug, to.slug)}
                      name="blame.matrix.cell"
                    />
                  </td>
                );
              })}
              <td>{total(by.get(from.slug))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("blame.matrix.total")}</th>
            {edge.map((to) => (
              <td key={to.slug}>{total(of.get(to.slug))}</td>
            ))}
            <td>{total(all)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
