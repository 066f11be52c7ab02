import type { Claim } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { ClaimList } from "./claim-list";

/** Figures for more than one corridor, as reported, each on its own: never split over corridors, never added up. */
export function Totals({ reader, claims }: { reader: Reader; claims: Claim[] }) {
  const { t } = reader;
  if (claims.length === 0) return null;
  return (
    <section className="section" aria-labelledby="totals">
      <h2 id="totals">{t("page.totals.title")}</h2>
      <p className="muted">{t("page.totals.explained")}</p>
      <ClaimList reader={reader} claims={claims} brief />
    </section>
  );
}
