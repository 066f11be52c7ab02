import type { Claim } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { ClaimList, ClaimsBySide, disputes } from "./claim-list";
import { inTurns, MoreClaims } from "./more-claims";

/** How many of either sort a page has room for. */
const MOST = 12;

/** Claims about more than one corridor day, set apart and marked as not counting for the grade. */
export function WiderClaims({ reader, claims, title }: { reader: Reader; claims: Claim[]; title?: string }) {
  const { t } = reader;
  if (claims.length === 0) return null;
  const { disputed, others } = disputes(claims);
  const said = [inTurns(disputed, MOST), others.slice(0, MOST)] as const;
  return (
    <section className="section wider" aria-labelledby="wider">
      <h2 id="wider">{title ?? t("page.wider.title")}</h2>
      <p className="muted">{t("page.wider.explained")}</p>
      <ClaimsBySide reader={reader} claims={said[0]} brief />
      <ClaimList reader={reader} claims={said[1]} brief />
      <MoreClaims reader={reader} all={claims} shown={said.flat()} />
    </section>
  );
}

/** What is said of more than one corridor day against another party, with a column for every side. */
export function WiderBlame({ reader, claims }: { reader: Reader; claims: Claim[] }) {
  const { t } = reader;
  if (claims.length === 0) return null;
  const said = inTurns(claims, MOST);
  return (
    <section className="section" aria-labelledby="blame">
      <h2 id="blame">{t("page.board.blame")}</h2>
      <p className="muted">{t("page.board.blameExplained")}</p>
      <ClaimsBySide reader={reader} claims={said} brief />
      <MoreClaims reader={reader} all={claims} shown={said} />
      <p className="onward">
        <a href={paths.blame(reader.root)}>{t("blame.board")}</a>
      </p>
    </section>
  );
}
