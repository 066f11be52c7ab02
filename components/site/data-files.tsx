import { Text } from "@/components/ui/language";
import type { Settings } from "@/lib/domain/settings";
import type { Bilingual } from "@/lib/domain/text";
import type { Reader } from "@/lib/i18n/reader";
import { paths, rootOf } from "@/lib/paths";

type Described = { name: string; description: Bilingual };
type DataFile = {
  name: string;
  description: Bilingual;
  columns: readonly Described[];
};

/** What the filters mean for each file, where that needs saying. */
const FILES = ["days", "claims", "corridors", "others", "revisions"] as const;

/** The files to take away: what each holds, column by column, how to filter it, and how to cite it. */
export function DataFiles({
  reader,
  settings,
  files,
  filters,
  edition,
  site,
}: {
  reader: Reader;
  settings: Settings;
  files: DataFile[];
  filters: Described[];
  /** Of which state of the record the files are; null for an empty one. */
  edition: { asOf: Date; seq: number; hash: string; address: string; signed: boolean } | null;
  site: string;
}) {
  const { locale, t } = reader;
  const title = locale === "uk" ? settings.titleUk : settings.titleEn;
  const { licenceName, licenceUrl, publisher } = settings;
  const cited = ({ asOf, seq, hash }: NonNullable<typeof edition>) =>
    t("page.data.citeFile", { file: "corridor-days.csv", time: asOf.toISOString(), seq, hash });
  return (
    <>
      <h1 className="section">{t("page.data.title")}</h1>
      <p className="lead after-heading">{t("page.data.lead")}</p>
      <section className="section" aria-labelledby="files">
        <h2 id="files">{t("page.data.files")}</h2>
        <p className="muted">{t("page.data.filesExplained")}</p>
        <ul>
          <li>
            <a href={paths.zip}>{t("page.data.zip")}</a>
          </li>
          <li>
            <a href={paths.dataPackage}>{t("page.data.dataPackage")}</a>
          </li>
          <li>
            <a href={paths.api(locale)}>{t("page.data.api")}</a>
          </li>
        </ul>
        {files.map((file) => (
          <article key={file.name} className="corridor" id={file.name}>
            <h3>
              <a href={paths.file(file.name)}>{file.name}.csv</a>
            </h3>
            <p>
              <Text reader={reader} value={file.description} />.{" "}
              <a aria-label={`${t("page.data.excel")}: ${file.name}.csv`} href={paths.file(file.name, "variant=excel")}>
                {t("page.data.excel")}
              </a>{" "}
              <a aria-label={`${t("page.data.hxl")}: ${file.name}.csv`} href={paths.file(file.name, "variant=hxl")}>
                {t("page.data.hxl")}
              </a>
            </p>
            <details>
              <summary>{t("page.data.columns", { count: file.columns.length })}</summary>
              <dl className="facts small">
                {file.columns.map((column) => [
                  <dt key={`${column.name}-name`}>
                    <code>{column.name}</code>
                  </dt>,
                  <dd key={column.name}>
                    <Text reader={reader} value={column.description} />
                  </dd>,
                ])}
              </dl>
            </details>
          </article>
        ))}
      </section>
      <section className="section stack" aria-labelledby="filters">
        <h2 id="filters">{t("page.data.filters")}</h2>
        <p>{t("page.data.filtersExplained")}</p>
        <dl className="facts">
          {filters.map((filter) => [
            <dt key={`${filter.name}-name`}>
              <code>{filter.name}</code>
            </dt>,
            <dd key={filter.name}>
              <Text reader={reader} value={filter.description} />
            </dd>,
          ])}
        </dl>
        <div className="prose">
          <ul>
            {FILES.map((name) => (
              <li key={name}>{t(`explorer.meaning.${name}`)}</li>
            ))}
          </ul>
        </div>
        <p>
          {t("page.data.example")}{" "}
          <a href={paths.file("corridor-days", "from=2022-03-12&status=held")}>
            <code>{paths.file("corridor-days", "from=2022-03-12&status=held")}</code>
          </a>
        </p>
      </section>
      <section className="section stack" aria-labelledby="reading">
        <h2 id="reading">{t("page.data.reading")}</h2>
        <p>{t("page.data.readingOne")}</p>
        <p>{t("page.data.readingTwo")}</p>
      </section>
      <section className="section stack" aria-labelledby="cite">
        <h2 id="cite">{t("page.data.cite")}</h2>
        <p>
          {t("page.data.licence")}{" "}
          {licenceUrl ? (
            <a rel="license" href={licenceUrl}>
              {licenceName}
            </a>
          ) : (
            licenceName
          )}
          .
        </p>
        {edition ? (
          <>
            <p>{t("page.data.citeExplained")}</p>
            <p className="aside citation">
              {[publisher, title, cited(edition)].filter(Boolean).join(". ")}.{" "}
              <a href={edition.address.slice(site.length)}>{edition.address}</a>
            </p>
            <p>{t("page.data.citeOther")}</p>
            <p className="aside citation">
              <a href={paths.board(rootOf(locale, edition.asOf))}>
                {`${site}${paths.board(rootOf(locale, edition.asOf))}`}
              </a>
            </p>
            {edition.signed && (
              <p>
                {t("page.data.citeHead")} <a href={paths.checkpoint}>checkpoint</a>
              </p>
            )}
          </>
        ) : (
          <p>{t("page.data.citeNothing")}</p>
        )}
      </section>
      <section className="section stack" aria-labelledby="maps">
        <h2 id="maps">{t("page.data.maps")}</h2>
        <p>
          {t("page.data.mapsExplained")} <a href={paths.geojson}>corridors.geojson</a>
        </p>
      </section>
      <section className="section stack" aria-labelledby="text">
        <h2 id="text">{t("page.data.brief")}</h2>
        <p>
          {t("page.data.briefExplained")} <a href={paths.brief(locale)}>brief.txt</a>
        </p>
      </section>
    </>
  );
}
