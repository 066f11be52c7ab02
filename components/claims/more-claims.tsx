import { voiceOf } from "@/lib/domain/grade";
import type { Claim } from "@/lib/domain/record";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/**
 * So many of the claims, in their order, a side's after another side's in turn: where there is not room for all, none is
 * pushed out by how much another one says.
 */
export function inTurns(claims: Claim[], most: number): Claim[] {
  const turns = new Map<string, number>();
  const ranked = claims.map((claim) => {
    const side = voiceOf(claim.claimant);
    const turn = turns.get(side) ?? 0;
    turns.set(side, turn + 1);
    return { claim, turn };
  });
  const chosen = new Set(
    ranked
      .toSorted((a, b) => a.turn - b.turn)
      .slice(0, most)
      .map(({ claim }) => claim),
  );
  return claims.filter((claim) => chosen.has(claim));
}

/** Where the claims of wider scope are that a page has no room for. */
export function MoreClaims({ reader, all, shown }: { reader: Reader; all: Claim[]; shown: Claim[] }) {
  const { t } = reader;
  const left = all.filter((claim) => !shown.includes(claim));
  const corridors = new Set(left.map(({ scope, corridor }) => (scope === "corridor" ? corridor : null)));
  return [...corridors].map((corridor) => (
    <p key={corridor}>
      <a href={paths.claims(reader.root, corridor ? `on-${corridor}` : "wider")}>
        {t(corridor ? "page.claims.allOnCorridor" : "page.claims.allWider")}
      </a>
    </p>
  ));
}

/** The way to all claims of a list of which a page shows the newest; nothing where it shows all. */
export function AllClaims({
  reader: { locale, t, root },
  list,
  listed: { claims, all },
}: {
  reader: Reader;
  list: string;
  listed: { claims: Claim[]; all: number };
}) {
  if (all <= claims.length) return null;
  return (
    <p>
      <a href={paths.claims(root, list)}>{t("page.claims.all", { number: number(locale, all) })}</a>
    </p>
  );
}
