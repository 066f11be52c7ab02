import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FILE_NAMES, type FileName, VARIANTS } from "@/lib/domain/files";
import { FILTER_NAMES } from "@/lib/domain/filters";
import type { Column } from "@/lib/formats/columns";
import { FILES, FILTERS } from "@/lib/formats/files";

/**
 * What people's scripts rely on. A column, a value or a filter is never taken away, renamed or moved:
 * this record grows at the end of its lines, and docs/data.md with it.
 */
const COLUMNS: Record<FileName, string> = {
  "corridor-days":
    "corridor_day corridor date date_precision time_zone purpose origin_name origin_adm1 origin_country destination_name destination_adm1 destination_country status status_recorded grade blame_contested announced_by blamed evacuees_min evacuees_max evacuees_qualifier note_en note_uk claims sources checked_at published_at updated_at revision period_from period_to",
  claims:
    "claim scope corridor date date_precision kind claimant claimant_name claimant_side speaker addressee addressee_name addressee_side outcome count_of count_min count_max count_qualifier unverified_by summary_en summary_uk source source_place statement said_on said_on_precision updated_at revision place date_to",
  corridors:
    "corridor origin origin_name destination destination_name purpose first_day last_day days merged_into updated_at revision continued_as",
  places: "place name name_uk kind precision lat lon adm1 adm1_vocabulary adm1_name country time_zone aliases",
  parties: "party name name_uk kind side",
  sources: "source file publisher published_on published_on_precision url archive_url retrieved_at sha256",
  totals:
    "total date date_precision scope place place_name evacuees_min evacuees_max evacuees_qualifier claimant claimant_name speaker unverified_by source source_place note_en note_uk updated_at revision date_to",
  revisions: "seq at entry_kind entry change reason role fields before after prev_hash hash redacted_at digest",
};

const VALUES: Record<string, string> = {
  "corridor-days.date_precision": "day range inferred",
  "corridor-days.purpose": "evacuation aid",
  "corridor-days.status": "proposed announced held partly_held failed cancelled outcome_not_reported",
  "corridor-days.status_recorded": "proposed announced held partly_held failed cancelled",
  "corridor-days.grade": "contested both_sides corroborated single_source unsourced",
  "corridor-days.evacuees_qualifier": "exact about at_least up_to",
  "claims.scope": "corridor_day corridor day region country",
  "claims.date_precision": "day range inferred",
  "claims.kind": "announcement agreement outcome obstacle blame denial rejection evacuees casualties",
  "claims.outcome": "held partly_held failed",
  "claims.count_of": "people vehicles killed injured",
  "claims.count_qualifier": "exact about at_least up_to",
  "claims.said_on_precision": "day range inferred",
  "corridors.purpose": "evacuation aid",
  "places.kind": "settlement district region country not_stated",
  "places.precision": "settlement district region country",
  "parties.kind": "state force authority agency organisation medium",
  "sources.published_on_precision": "day range inferred",
  "totals.date_precision": "day range inferred",
  "totals.scope": "day region country",
  "totals.evacuees_qualifier": "exact about at_least up_to",
  "revisions.entry_kind": "corridor_day claim corridor place party source",
  "revisions.change": "addition correction retraction merge redaction",
  "revisions.role": "seed contributor editor admin",
};

const doc = readFileSync("docs/data.md", "utf8");

/** How docs/data.md puts a column's type. */
function typeOf({ type, unit, values, file }: Column): string {
  if (values) return `code: ${values.map((value) => `\`${value}\``).join(", ")}`;
  if (file) return type === "list" ? `list of keys, ${file}.csv` : `key, ${file}.csv`;
  return unit ? `${type}, ${unit}` : type;
}

const tableOf = (file: FileName): string =>
  [
    "| column | type | meaning |",
    "|---|---|---|",
    ...FILES[file].columns.map((column) => `| \`${column.name}\` | ${typeOf(column)} | ${column.description.en} |`),
  ].join("\n");

describe("the public contract of the files", () => {
  it.each(FILE_NAMES)("%s.csv has the columns on record, in their order", (file) => {
    expect(FILES[file].columns.map(({ name }) => name).join(" ")).toBe(COLUMNS[file]);
  });

  it("has the values on record for every code", () => {
    const values = FILE_NAMES.flatMap((file) =>
      FILES[file].columns.flatMap(({ name, values }) => (values ? [[`${file}.${name}`, values.join(" ")]] : [])),
    );
    expect(Object.fromEntries(values)).toEqual(VALUES);
  });

  it("has the filters and variants on record", () => {
    expect(FILTER_NAMES.join(" ")).toBe("from to corridor status grade announced_by blamed claimant region q");
    expect(VARIANTS).toEqual(["plain", "excel", "hxl"]);
  });

  it("says in both languages what every column, file and filter means, each once in a file", () => {
    const texts = [
      ...Object.values(FILTERS),
      ...FILE_NAMES.flatMap((file) => [FILES[file].description, ...FILES[file].columns.map((c) => c.description)]),
    ];
    for (const { en, uk } of texts) {
      expect(en).toMatch(/^\S.*[^.\s]$/);
      expect(uk, en).toMatch(/[а-щьюяєіїґ]/i);
      expect(uk, en).not.toMatch(/[.\s]$/);
    }
  });
});

describe("docs/data.md", () => {
  it.each(FILE_NAMES)("describes %s.csv, column by column", (file) => {
    const section = doc.split(/^### /m).find((part) => part.startsWith(`\`${file}.csv\`\n`));
    expect(section, `a section of its own for ${file}.csv`).toBeDefined();
    expect(section).toContain(`${FILES[file].description.en}.`);
    expect(section).toContain(tableOf(file));
  });

  it("describes every filter", () => {
    for (const name of FILTER_NAMES) expect(doc).toContain(`| \`${name}\` | ${FILTERS[name].en} |`);
  });
});
