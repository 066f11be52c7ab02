import { Arrow } from "@/components/ui/arrow";
import { Text } from "@/components/ui/language";
import { voiceOf } from "@/lib/domain/grade";
import type { Claim, Party } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** A party's name, as a link to what it said and what is said of it. */
export function PartyLink({ reader, party }: { reader: Reader; party: Party }) {
  return (
    <a href={paths.party(reader.locale, party.slug)}>
      <Text reader={reader} value={party.name} />
    </a>
  );
}

/** The claims by who speaks, one group per side, in the order of their first claim: so that every side gets the same room. */
export function bySide(claims: Claim[]): Claim[][] {
  const sides = new Map<string, Claim[]>();
  for (const claim of claims) {
    const side = voiceOf(claim.claimant);
    sides.set(side, [...(sides.get(side) ?? []), claim]);
  }
  return [...sides.values()];
}

/** Who blames whom, in one line per direction. Both directions look the same; the same pair is named once. */
export function BlameLines({ reader, claims }: { reader: Reader; claims: Claim[] }) {
  const { t } = reader;
  const pairs = new Map<string, { from: Party; to: Party }>();
  for (const { kind, claimant, addressee, source } of claims) {
    if (kind === "blame" && addressee && !source.retracted) {
      pairs.set(`${claimant.slug}/${addressee.slug}`, { from: claimant, to: addressee });
    }
  }
  if (pairs.size === 0) return <p className="small muted">{t("page.blame.none")}</p>;
  return (
    <ul className="voices" aria-label={t("page.blame.label")}>
      <li className="muted" aria-hidden="true">
        {t("page.blame.label")}
      </li>
      {[...pairs].map(([key, { from, to }]) => (
        <li key={key}>
          <PartyLink reader={reader} party={from} /> <Arrow label={t("page.blame.blames")} />{" "}
          <PartyLink reader={reader} party={to} />
        </li>
      ))}
    </ul>
  );
}
