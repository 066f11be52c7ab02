import type { Site } from "../domain/settings";
import { paths } from "../paths";
import { citedAddress } from "./citation";
import { ABOUT, type Edition } from "./data-package";

/** What lies on top of the packed files, for people: what it is, of when, and how to cite and check it. */
export function readMe(site: Site, { asOf, seq, hash }: Edition, signed: boolean): string {
  const at = asOf?.toISOString() ?? "";
  return `${[
    site.titleEn,
    "",
    ABOUT,
    "",
    asOf
      ? `This is the whole public record as of ${at}, with ${seq} revisions. The hash of the last one is\n${hash}`
      : "Nothing is on record yet.",
    "",
    "datapackage.json says what every file and column means. SHA256SUMS lists the checksum of each file.",
    ...(signed ? ["SHA256SUMS.sig is its signature, checkpoint the signed head of the chain in revisions.csv."] : []),
    "",
    "To cite it:",
    [site.publisher, site.titleEn, asOf && `As of ${at}, revision ${seq}`].filter(Boolean).join(". "),
    citedAddress(site.url, paths.zip, asOf),
    "",
    `Licence: ${[site.licenceName, site.licenceUrl].filter(Boolean).join(", ")}`,
    `How to read and verify it: ${site.url}${paths.data("en")}`,
  ].join("\n")}\n`;
}
