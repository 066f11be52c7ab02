import { Text } from "@/components/ui/language";
import type { Bilingual } from "@/lib/domain/text";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

type Described = { name: string; description: Bilingual };

/** The JSON API for people: what can be asked, of which nouns, and what an answer looks like. */
export function ApiView({
  reader,
  nouns,
  parameters,
  site,
}: {
  reader: Reader;
  nouns: readonly (Described & { columns: readonly string[]; item: string })[];
  parameters: readonly Described[];
  site: string;
}) {
  const { locale, t } = reader;
  const example = `${site}${paths.apiList("corridor-days", "status=held&fields=corridor,date,status,grade&limit=5")}`;
  return (
    <>
      <h1 className="section">{t("page.api.title")}</h1>
      <p className="lead after-heading">{t("page.api.lead")}</p>
      <section className="section stack" aria-labelledby="nouns">
        <h2 id="nouns">{t("page.api.nouns")}</h2>
        <p>
          {t("page.api.example")}{" "}
          <a href={paths.apiList("corridor-days", "status=held&fields=corridor,date,status,grade&limit=5")}>
            <code>{example}</code>
          </a>
        </p>
        {nouns.map(({ name, description, columns, item }) => (
          <article key={name} className="corridor" id={name}>
            <h3>
              <a href={paths.apiList(name)}>
                <code>{paths.apiList(name)}</code>
              </a>
            </h3>
            <p>
              <Text reader={reader} value={description} />. <code>{item}</code>
            </p>
            <details>
              <summary>{t("page.data.columns", { count: columns.length })}</summary>
              <p className="small">
                <code>{columns.join(", ")}</code>{" "}
                <a aria-label={`${t("page.api.meaning")}: ${name}`} href={`${paths.data(locale)}#${name}`}>
                  {t("page.api.meaning")}
                </a>
              </p>
            </details>
          </article>
        ))}
      </section>
      <section className="section stack" aria-labelledby="parameters">
        <h2 id="parameters">{t("page.api.parameters")}</h2>
        <dl className="facts">
          {parameters.map((parameter) => [
            <dt key={`${parameter.name}-name`}>
              <code>{parameter.name}</code>
            </dt>,
            <dd key={parameter.name}>
              <Text reader={reader} value={parameter.description} />
            </dd>,
          ])}
        </dl>
      </section>
      <section className="section prose" aria-labelledby="answers">
        <h2 id="answers">{t("page.api.answers")}</h2>
        {(["values", "paging", "caching", "errors", "mirror"] as const).map((name) => (
          <p key={name}>{t(`page.api.${name}`)}</p>
        ))}
        <p>
          <a href={paths.openApi}>openapi.json</a>
          {" · "}
          <a href={paths.data(locale)}>{t("page.api.files")}</a>
        </p>
      </section>
    </>
  );
}
