import { PartyLink } from "@/components/claims/blame";
import type { Party } from "@/lib/domain/record";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { type Pair, PairCount } from "./pair-count";

/** The file in which all claims are, for what a page has no room for. */
export const ClaimsFile = ({ reader }: { reader: Reader }) => (
  <a href={paths.fileAt(reader.root, "claims")}>claims.csv</a>
);

/** The same by party: folded away, and open to everybody without a script. */
export function PartyPairs({ reader, pairs, more }: { reader: Reader; pairs: Pair[]; more: number }) {
  const { locale, t } = reader;
  const count = pairs.length + more;
  const name = (party: Party) => <PartyLink reader={reader} party={party} />;
  return (
    <details>
      <summary>{t("blame.pairs.open", { count, number: number(locale, count) })}</summary>
      <table className="table rows">
        <caption className="sr">{t("blame.pairs.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("blame.pairs.from")}</th>
            <th scope="col">{t("blame.pairs.to")}</th>
            <th scope="col">{t("blame.pairs.statements")}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={`${pair.from.slug}/${pair.to.slug}`}>
              <th scope="row">{name(pair.from)}</th>
              <td data-label={t("blame.pairs.to")}>{name(pair.to)}</td>
              <td data-label={t("blame.pairs.statements")}>
                <PairCount
                  reader={reader}
                  pair={pair}
                  count={pair.statements}
                  href={paths.blameParties(reader.root, pair.from.slug, pair.to.slug)}
                  name="blame.matrix.cell"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className="small muted">
          {t("blame.pairs.more", { count: more, number: number(locale, more) })} <ClaimsFile reader={reader} />
        </p>
      )}
    </details>
  );
}
