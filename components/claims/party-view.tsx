import { Facts } from "@/components/ui/facts";
import { Text } from "@/components/ui/language";
import type { Claim, Corridor, Party } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { PartyLink } from "./blame";
import { ClaimList } from "./claim-list";
import { AllClaims } from "./more-claims";

type Listed = { claims: Claim[]; all: number };
type View = {
  party: Party;
  mergedInto: Party | null;
  side: Party | null;
  members: Party[];
  said: Listed;
  addressed: Listed;
  corridors: Map<string, Corridor>;
};

/** One party: what it said, and what is said of it, with the same room for both. */
export function PartyView({ reader, view }: { reader: Reader; view: View }) {
  const { t } = reader;
  const { party, side, members } = view;
  const others = members.filter((member) => member.slug !== party.slug);
  return (
    <>
      <div className="stack section">
        <h1>
          <Text reader={reader} value={party.name} />
        </h1>
        {view.mergedInto && (
          <p className="aside">
            {t("page.party.mergedInto")} <PartyLink reader={reader} party={view.mergedInto} />
          </p>
        )}
        <Facts
          rows={[
            [t("page.party.kind"), t(`partyKind.${party.kind}`)],
            [
              t("page.party.side"),
              side && side.slug !== party.slug ? <PartyLink key="side" reader={reader} party={side} /> : null,
            ],
            [
              t("page.party.members"),
              others.length > 0 ? (
                <ul key="members" className="voices">
                  {others.map((member) => (
                    <li key={member.slug}>
                      <PartyLink reader={reader} party={member} />
                    </li>
                  ))}
                </ul>
              ) : null,
            ],
          ]}
        />
      </div>
      <div className="sides section">
        <section aria-labelledby="said">
          <h2 id="said">{t("page.party.said")}</h2>
          <p className="muted">{t("page.party.saidExplained")}</p>
          <ClaimList reader={reader} claims={view.said.claims} corridors={view.corridors} brief />
          <AllClaims reader={reader} list={`by-${party.slug}`} listed={view.said} />
        </section>
        <section aria-labelledby="addressed">
          <h2 id="addressed">{t("page.party.addressed")}</h2>
          <p className="muted">{t("page.party.addressedExplained")}</p>
          {view.addressed.claims.length > 0 ? (
            <>
              <ClaimList reader={reader} claims={view.addressed.claims} corridors={view.corridors} brief />
              <AllClaims reader={reader} list={`of-${party.slug}`} listed={view.addressed} />
            </>
          ) : (
            <p>{t("page.party.nothing")}</p>
          )}
        </section>
      </div>
    </>
  );
}
