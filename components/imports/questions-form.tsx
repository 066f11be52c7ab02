import type { Choices, Question } from "@/lib/domain/arrivals";
import type { Reader } from "@/lib/i18n/reader";

/** What only a person can decide, once for all rows that ask it. */
export function QuestionsForm({
  reader: { locale, t },
  action,
  run,
  questions,
  choices,
  known,
}: {
  reader: Reader;
  action: (form: FormData) => Promise<void>;
  run: { id: string; version: number };
  questions: Question[];
  choices: Choices;
  /** What can be chosen: slugs with their names. */
  known: Record<"place" | "party", { slug: string; name: string }[]>;
}) {
  const nameOf = (about: "place" | "party", slug: string) => {
    const name = known[about].find((one) => one.slug === slug)?.name;
    return name ? `${name} (${slug})` : slug;
  };
  const title = ({ about, name, region, lines }: Question): string => {
    if (about === "addresses") return t("imports.questions.addresses", { lines: lines[0] ?? 0 });
    if (about === "party") return t("imports.questions.party", { name });
    return region ? t("imports.questions.placeIn", { name, region }) : t("imports.questions.place", { name });
  };
  return (
    <section className="section" aria-labelledby="questions">
      <h2 id="questions">{t("imports.questions.title")}</h2>
      <p>{t("imports.questions.intro")}</p>
      <form action={action} className="entry">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="id" value={run.id} />
        <input type="hidden" name="version" value={run.version} />
        <div className="fields two">
          {questions.map((question, i) => {
            const { key, about, candidates, lines } = question;
            const id = `question-${i}`;
            return (
              <div className="field" key={key}>
                <label htmlFor={id}>{title(question)}</label>
                <span className="hint" id={`${id}-hint`}>
                  {about !== "addresses" &&
                    `${t(candidates.length ? "imports.questions.several" : "imports.questions.none")}; `}
                  {t("imports.questions.lines", { lines: lines.join(", ") })}
                </span>
                <select
                  id={id}
                  name={`choice:${key}`}
                  defaultValue={choices[key] ?? ""}
                  aria-describedby={`${id}-hint`}
                >
                  <option value="">{t("imports.questions.open")}</option>
                  {about === "addresses" ? (
                    <option value="keep">{t("imports.questions.keep")}</option>
                  ) : (
                    (candidates.length ? candidates : known[about].map(({ slug }) => slug)).map((slug) => (
                      <option key={slug} value={slug}>
                        {nameOf(about, slug)}
                      </option>
                    ))
                  )}
                </select>
              </div>
            );
          })}
        </div>
        <p className="buttons">
          <button type="submit">{t("imports.questions.save")}</button>
        </p>
      </form>
    </section>
  );
}
