import { FILE_NAMES, type FileName } from "../domain/files";
import type { Site } from "../domain/settings";
import { paths } from "../paths";
import { citedAddress } from "./citation";
import type { Column, ColumnType } from "./columns";
import { FILES } from "./files";

/** A file as it was written: what it weighs and is known by. */
export type Written = { bytes: number; sha256: string };

/** Of which state of the record a package is. */
export type Edition = {
  /** The instant from which on the site said this; null for an empty record, which none stands for. */
  asOf: Date | null;
  /** Number and hash of the newest revision. */
  seq: number;
  hash: string;
};

/** Types of Table Schema 2.0. */
const TYPES: Record<ColumnType, Record<string, unknown>> = {
  text: { type: "string" },
  key: { type: "string" },
  list: { type: "list", delimiter: "; ", itemType: "string" },
  code: { type: "string" },
  date: { type: "date" },
  instant: { type: "datetime" },
  integer: { type: "integer" },
  decimal: { type: "number" },
  boolean: { type: "boolean", trueValues: ["true"], falseValues: ["false"] },
  url: { type: "string", format: "uri" },
  json: { type: "object" },
};

const key = (file: FileName): string => FILES[file].columns[0]?.name ?? "";

/**
 * The open data as a Data Package (version 2.0, datapackage.org): where each file is, what it weighs and what each of its
 * columns means. The same text for the same state of the record, whenever it is asked for.
 * @param files what was written of each
 * @param packed whether the files lie beside it; else each has its address, as of that instant
 * @param label what readers call a value, in English: `("status", "held")`
 */
export function dataPackage(
  site: Site,
  edition: Edition,
  files: Readonly<Record<FileName, Written>>,
  packed: boolean,
  label: (words: string, value: string) => string,
): string {
  const { asOf, seq, hash } = edition;
  const at = asOf?.toISOString();
  const address = (file: FileName) => (packed ? `${file}.csv` : citedAddress(site.url, paths.file(file), asOf));
  const descriptor = {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "corridor-tracker",
    ...(at && { id: citedAddress(site.url, paths.dataPackage, asOf), created: at, as_of: at }),
    title: site.titleEn,
    description: `${ABOUT} ${at ? `As of ${at}.` : "Nothing is on record yet."}`,
    homepage: `${site.url}${paths.data("en")}`,
    version: `${seq}/${hash}`,
    licenses: [licence(site)],
    ...(site.publisher && {
      contributors: [{ title: site.publisher, path: site.url, roles: ["publisher"] }],
    }),
    sources: [{ title: "Published reports, each a row of sources.csv", path: address("sources") }],
    resources: FILE_NAMES.map((name) => ({
      name,
      type: "table",
      title: `${name}.csv`,
      description: FILES[name].description.en,
      path: address(name),
      ...(at && { as_of: at }),
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      bytes: files[name].bytes,
      hash: `sha256:${files[name].sha256}`,
      dialect: { header: true, delimiter: ",", lineTerminator: "\r\n", quoteChar: '"', doubleQuote: true },
      schema: tableSchema(name, label),
    })),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

/** What everybody should know who meets these files without the site. */
export const ABOUT =
  "What parties and reports said of humanitarian corridors, day by day. It repeats reports, hours old, and cannot tell " +
  "whether a route is safe. Held means reported to have been passable, never safe.";

/** Names of licences have no spaces there. */
const licence = ({ licenceName, licenceUrl }: Site) => ({
  name: licenceName.replace(/[^-a-zA-Z0-9._]+/g, "-"),
  title: licenceName,
  ...(licenceUrl && { path: licenceUrl }),
});

function tableSchema(file: FileName, label: (words: string, value: string) => string) {
  const { columns } = FILES[file];
  return {
    fieldsMatch: "equal",
    fields: columns.map((column) => field(file, column, label)),
    missingValues: [""],
    primaryKey: [key(file)],
    foreignKeys: columns.flatMap(({ name, type, file: other }) =>
      other && type === "key"
        ? [{ fields: [name], reference: { ...(other !== file && { resource: other }), fields: [key(other)] } }]
        : [],
    ),
  };
}

function field(file: FileName, column: Column, label: (words: string, value: string) => string) {
  const { name, type, description, unit, values, words, file: other } = column;
  return {
    name,
    ...TYPES[type],
    description: `${description.en}.${other && type === "list" ? ` Keys of ${other}.csv.` : ""}`,
    ...(unit && { unit }),
    ...(values && {
      categories: words ? values.map((value) => ({ value, label: label(words, value) })) : values,
    }),
    ...((values || name === key(file)) && {
      constraints: {
        ...(name === key(file) && { required: true, unique: true }),
        ...(values && { enum: values }),
      },
    }),
  };
}
