import { DISPUTING } from "@/lib/domain/grade";
import type { Claim, Corridor } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { bySide } from "./blame";
import { ClaimCard } from "./claim-card";

type Props = { reader: Reader; claims: Claim[]; brief?: boolean; scope?: boolean; corridors?: Map<string, Corridor> };

/** Claims one below the other; briefly told ones in two columns where there is room. */
export function ClaimList({ claims, ...how }: Props) {
  if (claims.length === 0) return null;
  return (
    <ul className={how.brief ? "claims brief" : "claims"}>
      {claims.map((claim) => (
        <ClaimCard key={claim.key} claim={claim} {...how} />
      ))}
    </ul>
  );
}

/** Claims with every side in a column of its own, so that no side comes first by its length. */
export function ClaimsBySide({ claims, ...how }: Props) {
  if (claims.length === 0) return null;
  return (
    <div className="sides">
      {bySide(claims).map((group) => (
        <ul key={group[0]?.key} className="claims">
          {group.map((claim) => (
            <ClaimCard key={claim.key} claim={claim} {...how} />
          ))}
        </ul>
      ))}
    </div>
  );
}

/** Splits claims into those in which one party answers or blames another, and the rest. */
export function disputes(claims: Claim[]): { disputed: Claim[]; others: Claim[] } {
  const disputing = (claim: Claim) => DISPUTING.includes(claim.kind);
  return { disputed: claims.filter(disputing), others: claims.filter((claim) => !disputing(claim)) };
}
