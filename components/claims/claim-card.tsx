import { CorridorName } from "@/components/corridors/corridor-name";
import { SourceReference } from "@/components/sources/source-reference";
import { Arrow } from "@/components/ui/arrow";
import { Facts } from "@/components/ui/facts";
import { Recorded, Text } from "@/components/ui/language";
import type { Claim, Corridor } from "@/lib/domain/record";
import { shownAddress } from "@/lib/domain/urls";
import { countText, dateWithPrecision } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { PartyLink } from "./blame";

const dayOf = ({ locale, t }: Reader, { date, dateTo, datePrecision }: Claim) =>
  dateWithPrecision(t, locale, { date, dateTo, precision: datePrecision });

/** Kind, what it says came of it and on which day, claimant and, where the claim is aimed at somebody, at whom. */
function Head({ reader, claim }: { reader: Reader; claim: Claim }) {
  const { t } = reader;
  return (
    <p className="claim-head">
      <span className="kind">
        {t(`claimKind.${claim.kind}`)}
        {claim.outcome && `: ${t(`outcome.${claim.outcome}`)}, ${dayOf(reader, claim)}`}
      </span>
      <strong>
        <PartyLink reader={reader} party={claim.claimant} />
        {claim.addressee && (
          <>
            <Arrow label={t("page.claim.towards")} />
            <PartyLink reader={reader} party={claim.addressee} />
          </>
        )}
      </strong>
    </p>
  );
}

/** What a claim is about: its place, corridor or everything, and the days on which the thing happened. */
function About({ reader, claim, corridors }: { reader: Reader; claim: Claim; corridors?: Map<string, Corridor> }) {
  const { t } = reader;
  const { corridor, date } = claim;
  const href =
    corridor &&
    (claim.scope === "corridor_day" && date
      ? paths.corridorDay(reader.root, corridor, date)
      : paths.corridor(reader.root, corridor));
  const named = corridor && corridors?.get(corridor);
  const what = named ? (
    <CorridorName reader={reader} corridor={named} />
  ) : claim.place ? (
    <Text reader={reader} value={claim.place.name} />
  ) : (
    t(`claimScope.${claim.scope}`)
  );
  return (
    <>
      {href ? <a href={href}>{what}</a> : what}
      {", "}
      {dayOf(reader, claim)}
    </>
  );
}

/**
 * One claim: who says it, through whom, of whom, when, by which report, and who could not verify it.
 * @param brief what stands around the summary as running text, for lists; else every fact on a line of its own
 * @param scope whether to say what it is about; not needed where the page says so
 * @param corridors those to call by name, by slug; the others are only linked
 */
export function ClaimCard({
  reader,
  claim,
  brief = false,
  scope = true,
  corridors,
}: {
  reader: Reader;
  claim: Claim;
  brief?: boolean;
  scope?: boolean;
  corridors?: Map<string, Corridor>;
}) {
  const { locale, t } = reader;
  const said = dateWithPrecision(t, locale, { date: claim.saidOn, precision: claim.saidOnPrecision });
  const reference = <SourceReference reader={reader} source={claim.source} place={claim.sourcePlace} />;
  return (
    <li className="claim" id={claim.key}>
      <Head reader={reader} claim={claim} />
      <p className={claim.source.retracted ? "retracted" : undefined}>
        <Text reader={reader} value={claim.summary} empty={t("page.claim.noSummary")} />
      </p>
      {claim.count && (
        <p>
          <strong>{countText(t, locale, claim.count, claim.count.of)}</strong>
        </p>
      )}
      {claim.unverifiedBy && (
        <p className="small">
          <strong>{t("page.claim.unverified")}</strong> <PartyLink reader={reader} party={claim.unverifiedBy} />
        </p>
      )}
      {brief ? (
        <p className="small muted">
          {claim.speaker && (
            <>
              <Recorded reader={reader} text={claim.speaker} />
              {". "}
            </>
          )}
          {scope && (
            <>
              {t("page.claim.about")}: <About reader={reader} claim={claim} corridors={corridors} />
              {". "}
            </>
          )}
          {claim.saidOn && `${t("page.claim.saidOn")}: ${said}. `}
          {reference}.
        </p>
      ) : (
        <div className="small">
          <Facts
            rows={[
              [
                t("page.claim.speaker"),
                claim.speaker ? (
                  <Recorded key="speaker" reader={reader} text={claim.speaker} />
                ) : (
                  t("page.claim.speakerNotNamed")
                ),
              ],
              [t("page.claim.saidOn"), said],
              scope
                ? [t("page.claim.about"), <About key="about" reader={reader} claim={claim} corridors={corridors} />]
                : null,
              [
                t("page.claim.source"),
                <span key="source">
                  {reference}
                  <span className="paper">
                    {" "}
                    {claim.source.url ? shownAddress(claim.source.url) : paths.source(reader.root, claim.source.slug)}
                  </span>
                </span>,
              ],
            ]}
          />
        </div>
      )}
    </li>
  );
}
