import type { Claim } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { ClaimList, ClaimsBySide, disputes } from "./claim-list";

/** The claims of one entry: who blames or contradicts whom, side by side, then everything else that was said. */
export function EntryClaims({ reader, claims }: { reader: Reader; claims: Claim[] }) {
  const { t } = reader;
  const { disputed, others } = disputes(claims);
  return (
    <>
      <section className="section" aria-labelledby="blame">
        <h2 id="blame">{t("page.entry.blame")}</h2>
        {disputed.length > 0 ? (
          <ClaimsBySide reader={reader} claims={disputed} scope={false} />
        ) : (
          <p className="muted">{t("page.blame.none")}</p>
        )}
      </section>
      <section className="section" aria-labelledby="said">
        <h2 id="said">{t("page.entry.said")}</h2>
        {others.length > 0 ? (
          <ClaimList reader={reader} claims={others} scope={false} />
        ) : (
          <p className="muted">{t("page.entry.nothingSaid")}</p>
        )}
      </section>
    </>
  );
}
