import { ClaimList } from "@/components/claims/claim-list";
import { Arrow } from "@/components/ui/arrow";
import { Text } from "@/components/ui/language";
import type { Claim, Corridor, Party } from "@/lib/domain/record";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { nameOf } from "./pair-count";
import { ClaimsFile } from "./party-pairs";

type Count = { statements: number; claims: number };
type Said = { count: Count; claims: Claim[] };
type View = {
  ends: "sides" | "parties";
  from: Party;
  to: Party;
  blame: Said;
  answers: Said;
  corridors: Map<string, Corridor>;
  reverse: { blame: Count; answers: Count };
};

/** `Who blames whom: Ukraine → Russia`, in plain text. */
export const pairTitle = (reader: Reader, { from, to }: Pick<View, "from" | "to">): string =>
  reader.t("blame.pair.title", { from: nameOf(reader, from), to: nameOf(reader, to) });

function SaidList({
  reader,
  said,
  none,
  corridors,
}: { reader: Reader; said: Said; none: string } & Pick<View, "corridors">) {
  const { locale, t } = reader;
  const { statements, claims } = said.count;
  if (claims === 0) return <p className="muted">{none}</p>;
  const digits = (value: number) => number(locale, value);
  return (
    <>
      <p className="muted">
        {t("blame.pair.count", { statements, claims, number: digits(statements), all: digits(claims) })}
      </p>
      {said.claims.length < claims && (
        <p className="small">
          {t("blame.pair.newest", { number: digits(said.claims.length) })} <ClaimsFile reader={reader} />
        </p>
      )}
      <ClaimList reader={reader} claims={said.claims} corridors={corridors} brief />
    </>
  );
}

/** What one side or party says against another, newest first, with the way to the other direction. */
export function BlamePairView({ reader, view }: { reader: Reader; view: View }) {
  const { locale, t } = reader;
  const { ends, from, to, reverse } = view;
  const back = ends === "sides" ? paths.blameSides : paths.blameParties;
  const blame = reverse.blame.statements;
  const answers = reverse.answers.statements;
  return (
    <>
      <div className="stack section">
        <p className="small">
          <a href={paths.blame(reader.root)}>{t("blame.pair.back")}</a>
        </p>
        <h1>
          <Text reader={reader} value={from.name} />
          <Arrow label={t("page.blame.blames")} />
          <Text reader={reader} value={to.name} />
        </h1>
        <p className="muted">
          {t(`blame.pair.${ends}`)} {t("blame.pair.neutral")}
        </p>
      </div>
      <section className="section" aria-labelledby="blame">
        <h2 id="blame">{t("blame.pair.blame")}</h2>
        <SaidList reader={reader} said={view.blame} none={t("blame.pair.noBlame")} corridors={view.corridors} />
      </section>
      <section className="section" aria-labelledby="answers">
        <h2 id="answers">{t("blame.pair.answers")}</h2>
        <SaidList reader={reader} said={view.answers} none={t("blame.pair.noAnswers")} corridors={view.corridors} />
      </section>
      {from.slug !== to.slug && (
        <section className="section" aria-labelledby="reverse">
          <h2 id="reverse">{t("blame.pair.reverse")}</h2>
          <p>
            <a href={back(reader.root, to.slug, from.slug)}>
              <Text reader={reader} value={to.name} />
              <Arrow label={t("page.blame.blames")} />
              <Text reader={reader} value={from.name} />
            </a>
            {": "}
            {t("blame.pair.reverseCount", {
              blame,
              answers,
              number: number(locale, blame),
              others: number(locale, answers),
            })}
          </p>
        </section>
      )}
    </>
  );
}
