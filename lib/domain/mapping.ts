import { z } from "zod";
import { IMPORT_FILES, type ImportFile } from "./arrivals";
import { sha256 } from "./chain";
import {
  CLAIM_KINDS,
  CLAIM_SCOPES,
  COUNTED,
  DATE_PRECISIONS,
  DAY_STATUSES,
  OUTCOMES,
  PARTY_KINDS,
  PLACE_KINDS,
  PLACE_PRECISIONS,
  PURPOSES,
  QUALIFIERS,
} from "./vocabulary";

/** What the columns and values of somebody else's table mean. Names of fields are those of our files. */
export const mappingInput = z.object({
  file: z.enum(IMPORT_FILES),
  /** Name in the header → field; "" for a column that is left out. */
  columns: z.record(z.string(), z.string()),
  /** Field → value in the file → value of ours. */
  values: z.record(z.string(), z.record(z.string(), z.string())),
  /** What every row has in common: field → value. */
  constants: z.record(z.string(), z.string()),
});
export type Mapping = z.output<typeof mappingInput>;

/** The mapping by which an upload is read. `keptAt`: the instant at which it was kept, where that was for an earlier one. */
export type UsedMapping = Mapping & { keptAt?: string };

const CLAIM = [
  ..."claim scope corridor place date date_to date_precision kind claimant speaker addressee outcome count_of".split(
    " ",
  ),
  ..."count_min count_max count_qualifier unverified_by summary_en summary_uk source source_place statement".split(" "),
  ..."said_on said_on_precision".split(" "),
];

/** The fields that a column can be mapped to, file by file. */
export const MAPPED_FIELDS: Record<ImportFile, readonly string[]> = {
  places: "place name name_uk kind precision lat lon adm1 adm1_vocabulary adm1_name country time_zone aliases".split(
    " ",
  ),
  parties: "party name name_uk kind side".split(" "),
  sources: "source file publisher published_on published_on_precision url archive_url retrieved_at sha256".split(" "),
  corridors: "corridor origin destination purpose continued_as".split(" "),
  "corridor-days": [
    ..."corridor origin origin_region destination destination_region purpose date date_precision status".split(" "),
    ..."evacuees evacuees_min evacuees_max evacuees_qualifier note_en note_uk claimant url source_place".split(" "),
    ..."summary_en summary_uk".split(" "),
  ],
  claims: CLAIM,
  totals:
    "total date date_to date_precision scope place evacuees_min evacuees_max evacuees_qualifier claimant speaker unverified_by source source_place note_en note_uk".split(
      " ",
    ),
};

/** Every value that a field can have, where there is a list of them. */
export function codesOf(file: ImportFile, field: string): readonly string[] | null {
  if (field === "kind") return file === "places" ? PLACE_KINDS : file === "parties" ? PARTY_KINDS : CLAIM_KINDS;
  if (field === "precision") return PLACE_PRECISIONS;
  if (field === "status") return DAY_STATUSES;
  if (field === "scope") return CLAIM_SCOPES;
  if (field === "outcome") return OUTCOMES;
  if (field === "purpose") return PURPOSES;
  if (field === "count_of") return COUNTED;
  if (field.endsWith("_qualifier")) return QUALIFIERS;
  return field.endsWith("_precision") ? DATE_PRECISIONS : null;
}

const plainOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

/** The value of ours that one in the file is without being told: the same word in another spelling. */
export function sameWord(codes: readonly string[], value: string): string | undefined {
  const plain = plainOf(value);
  return codes.find((code) => code === plain);
}

/**
 * What a cell says in a field: a word of ours says what it says, another one what it is mapped to. What is mapped to
 * nothing stays as it is.
 */
export function saidIn({ file, values }: Mapping, field: string, cell: string): string {
  const codes = codesOf(file, field);
  if (!codes) return cell;
  const words = values[field] ?? {};
  return sameWord(codes, cell) ?? ((Object.hasOwn(words, cell) && words[cell]) || cell);
}

/** Under which a mapping is remembered: the header, and what it was mapped to. */
export const mappingKey = (header: readonly string[], file: ImportFile): string =>
  sha256(JSON.stringify([header, file]));

const GUESSES: Record<string, string> = {
  from: "origin",
  to: "destination",
  day: "date",
  outcome: "status",
  result: "status",
  urls: "url",
  link: "url",
  links: "url",
  sources: "url",
  source: "url",
  comment: "note_en",
  note: "note_en",
  evacuated: "evacuees",
  people: "evacuees",
  region: "origin_region",
};

/** What a column's name suggests that it is; a person confirms it. */
export function suggestedField(file: ImportFile, name: string): string {
  const plain = plainOf(name);
  const fields = MAPPED_FIELDS[file];
  if (fields.includes(plain)) return plain;
  const guess = GUESSES[plain];
  return guess && fields.includes(guess) ? guess : "";
}

/** A mapping to begin with, for a header that nobody has mapped before. */
export const suggestedMapping = (file: ImportFile, header: readonly string[]): Mapping => ({
  file,
  columns: Object.fromEntries(header.map((name) => [name, suggestedField(file, name)])),
  values: {},
  constants: {},
});
