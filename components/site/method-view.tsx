import { StatusMark } from "@/components/corridors/status-line";
import { GRADES, SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";

const SECTIONS = [
  "held",
  "status",
  "shown",
  "grade",
  "blame",
  "statements",
  "announced",
  "counts",
  "dates",
  "fresh",
  "history",
  "limits",
] as const;

/** How status and grade are decided, in the words of the rules. */
export function MethodView({ reader: { t } }: { reader: Reader }) {
  return (
    <>
      <h1 className="section">{t("page.method.title")}</h1>
      <p className="lead after-heading">{t("page.method.lead")}</p>
      {SECTIONS.map((name) => (
        <section key={name} className="section prose" aria-labelledby={name}>
          <h2 id={name}>{t(`page.method.${name}.title`)}</h2>
          {t(`page.method.${name}.text`)
            .split("\n")
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          {name === "status" && (
            <dl className="words">
              {SHOWN_STATUSES.map((status) => [
                <dt key={`${status}-word`}>
                  <StatusMark status={status} /> {t(`status.${status}`)}
                </dt>,
                <dd key={status}>{t(`statusMeans.${status}`)}</dd>,
              ])}
              <dt>{t("status.no_entry")}</dt>
              <dd>{t("statusMeans.no_entry")}</dd>
            </dl>
          )}
          {name === "grade" && (
            <dl className="words">
              {GRADES.map((grade) => [
                <dt key={`${grade}-word`}>{t(`grade.${grade}`)}</dt>,
                <dd key={grade}>{t(`gradeMeans.${grade}`)}</dd>,
              ])}
            </dl>
          )}
        </section>
      ))}
    </>
  );
}
