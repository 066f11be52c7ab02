import type { Coverage } from "../domain/coverage";
import { FILE_NAMES } from "../domain/files";
import type { Site } from "../domain/settings";
import type { Locale } from "../domain/vocabulary";
import { paths } from "../paths";
import { FILES } from "./files";

/**
 * The open data as a schema.org `Dataset` in JSON-LD, for search engines of data. What the version names is the newest
 * link of the public chain. May stand in a script element: it has no `<`.
 */
export function datasetJson(
  site: Site,
  locale: Locale,
  description: string,
  { firstDay, lastDay, change, countries }: Coverage,
): string {
  const dataset = {
    "@context": "https://schema.org",
    "@type": "Dataset",
    name: locale === "uk" ? site.titleUk : site.titleEn,
    description,
    url: `${site.url}${paths.data(locale)}`,
    inLanguage: locale,
    isAccessibleForFree: true,
    license: site.licenceUrl || site.licenceName,
    ...(site.publisher && {
      publisher: { "@type": "Organization", name: site.publisher },
      creator: { "@type": "Organization", name: site.publisher },
    }),
    ...(firstDay && lastDay && { temporalCoverage: `${firstDay}/${lastDay}` }),
    ...(countries.length > 0 && {
      spatialCoverage: countries.map((code) => ({ "@type": "Country", identifier: code })),
    }),
    ...(change && { dateModified: change.at.toISOString(), version: `${change.seq}/${change.hash}` }),
    distribution: FILE_NAMES.map((name) => ({
      "@type": "DataDownload",
      name: `${name}.csv`,
      description: FILES[name].description[locale],
      encodingFormat: "text/csv",
      contentUrl: `${site.url}${paths.file(name)}`,
    })),
  };
  return JSON.stringify(dataset).replaceAll("<", "\\u003c");
}
