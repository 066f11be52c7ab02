import { Arrow } from "@/components/ui/arrow";
import { Text } from "@/components/ui/language";
import { voiceOf } from "@/lib/domain/grade";
import type { Claim, Party } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** A party's name, as a link to what it said and what is said of it. */
export function PartyLink({ reader, party }: { reader: Reader; party: Party }) {
  return (
    <a href={paths.party(reader.root, party.slug)}>
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

type Pair = { from: Party; to: Party; wider: boolean };

/** Every pair of blaming and blamed party, once; what is said of this day goes before what is said more widely. */
function pairsOf(claims: Claim[], wider: Claim[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  const add = (list: Claim[], isWider: boolean) => {
    for (const { kind, claimant, addressee, source } of list) {
      const key = `${claimant.slug}/${addressee?.slug}`;
      if (kind !== "blame" || !addressee || source.retracted || pairs.has(key)) continue;
      pairs.set(key, { from: claimant, to: addressee, wider: isWider });
    }
  };
  add(claims, false);
  add(wider, true);
  return pairs;
}

/** More pairs of parties than these are counted; the page of the day has them all. */
const MOST_PAIRS = 8;

/**
 * Who blames whom, one arrow per direction. Both directions look the same.
 * @param wider claims about the corridor as a whole; their pairs say so
 */
export function BlameLines({ reader, claims, wider = [] }: { reader: Reader; claims: Claim[]; wider?: Claim[] }) {
  const { t } = reader;
  const pairs = [...pairsOf(claims, wider)];
  if (pairs.length === 0) return <p className="small muted none">{t("page.blame.none")}</p>;
  return (
    <ul className="voices tight" aria-label={t("page.blame.label")}>
      <li className="muted" aria-hidden="true">
        {t("page.blame.label")}
      </li>
      {pairs.slice(0, MOST_PAIRS).map(([key, pair]) => (
        <li key={key}>
          <PartyLink reader={reader} party={pair.from} />
          <Arrow label={t("page.blame.blames")} />
          <PartyLink reader={reader} party={pair.to} />
          {pair.wider && <span className="muted"> {t("page.blame.wider")}</span>}
        </li>
      ))}
      {pairs.length > MOST_PAIRS && <li>{t("page.board.others", { count: pairs.length - MOST_PAIRS })}</li>}
    </ul>
  );
}
