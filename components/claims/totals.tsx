import type { Claim } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { ClaimList } from "./claim-list";
import { MoreClaims } from "./more-claims";

/** How many a page has room for. */
const MOST = 8;

/** Figures for more than one corridor, as reported, each on its own: never split over corridors, never added up. */
export function Totals({ reader, claims }: { reader: Reader; claims: Claim[] }) {
  const { t } = reader;
  if (claims.length === 0) return null;
  const shown = claims.slice(0, MOST);
  return (
    <section className="section" aria-labelledby="totals">
      <h2 id="totals">{t("page.totals.title")}</h2>
      <p className="muted">{t("page.totals.explained")}</p>
      <ClaimList reader={reader} claims={shown} brief />
      <MoreClaims reader={reader} all={claims} shown={shown} />
    </section>
  );
}
