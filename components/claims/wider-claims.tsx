import type { Claim } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { ClaimList, ClaimsBySide, disputes } from "./claim-list";

/** Claims about more than one corridor day, set apart and marked as not counting for the grade. */
export function WiderClaims({ reader, claims, title }: { reader: Reader; claims: Claim[]; title?: string }) {
  const { t } = reader;
  if (claims.length === 0) return null;
  const { disputed, others } = disputes(claims);
  return (
    <section className="section wider" aria-labelledby="wider">
      <h2 id="wider">{title ?? t("page.wider.title")}</h2>
      <p className="muted">{t("page.wider.explained")}</p>
      <ClaimsBySide reader={reader} claims={disputed} brief />
      <ClaimList reader={reader} claims={others} brief />
    </section>
  );
}
