import type { Party } from "@/lib/domain/record";
import { inLanguage } from "@/lib/domain/text";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

/** How often one end blames the other: statements are counted, claims are listed. */
export type Pair = { from: Party; to: Party; statements: number; claims: number };

/** A party's name as plain text, for the names of links and titles. */
export const nameOf = ({ locale }: Reader, party: Party): string => inLanguage(party.name, locale)?.text ?? party.slug;

/**
 * A number that leads to its claims, and says by itself whose they are; a dash where there are none.
 * @param name the sentence that names it, of number, `from` and `to`
 */
export function PairCount({
  reader,
  pair: { from, to },
  count,
  href,
  name,
}: {
  reader: Reader;
  pair: { from: Party; to: Party };
  count: number;
  href: string;
  name: "blame.matrix.cell" | "blame.answers.cell";
}) {
  const { locale, t } = reader;
  if (count === 0) return <None reader={reader} />;
  const digits = number(locale, count);
  return (
    <a href={href} aria-label={t(name, { number: digits, from: nameOf(reader, from), to: nameOf(reader, to) })}>
      {digits}
    </a>
  );
}

/** A dash; "none" for those who hear the page. */
export function None({ reader: { t } }: { reader: Reader }) {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr">{t("blame.matrix.none")}</span>
    </>
  );
}
