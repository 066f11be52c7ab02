import { PartyLink } from "@/components/claims/blame";
import type { Party } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { PairCount } from "./pair-count";

export type Answered = { from: Party; to: Party; denial: number; rejection: number };

/** The other end of a dispute: who says that it is not so, and who turns an offer down. */
export function Answers({ reader, answers }: { reader: Reader; answers: Answered[] }) {
  const { t } = reader;
  return (
    <section className="section" aria-labelledby="answers">
      <h2 id="answers">{t("blame.answers.title")}</h2>
      <p>{t("blame.answers.explained")}</p>
      {answers.length === 0 ? (
        <p className="muted">{t("blame.answers.none")}</p>
      ) : (
        <table className="table rows" aria-labelledby="answers">
          <thead>
            <tr>
              <th scope="col">{t("blame.answers.from")}</th>
              <th scope="col">{t("blame.answers.to")}</th>
              <th scope="col">{t("blame.answers.denials")}</th>
              <th scope="col">{t("blame.answers.rejections")}</th>
            </tr>
          </thead>
          <tbody>
            {answers.map((answer) => {
              const { from, to } = answer;
              const href = `${paths.blameSides(reader.root, from.slug, to.slug)}#answers`;
              const cell = (kind: "denial" | "rejection") => (
                <PairCount reader={reader} pair={answer} count={answer[kind]} href={href} name="blame.answers.cell" />
              );
              return (
                <tr key={`${from.slug}/${to.slug}`}>
                  <th scope="row">
                    <PartyLink reader={reader} party={from} />
                  </th>
                  <td data-label={t("blame.answers.to")}>
                    <PartyLink reader={reader} party={to} />
                  </td>
                  <td data-label={t("blame.answers.denials")}>{cell("denial")}</td>
                  <td data-label={t("blame.answers.rejections")}>{cell("rejection")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
