import type { Arrival, Fields, ImportFile } from "../domain/arrivals";
import { codesOf, type Mapping, saidIn, sameWord } from "../domain/mapping";
import { separated } from "../domain/text";
import { claimOfRow, corridorOfRow, dayOfRow, partyOfRow, placeOfRow, sourceOfRow, wideClaimOfRow } from "./entries";
import type { Table } from "./table";

/** Cells by the names of our columns; a column that the file does not have is missing. */
type Row = Record<string, string | undefined>;

/** How an uploaded file is read: as one of ours, or as a mapping says. */
export type Reading =
  | { own: true; file: ImportFile; excel: boolean }
  | { own: false; file: ImportFile; mapping: Mapping };

/** What our Excel variant puts an apostrophe before. */
const GUARDED = /^'(?=[\s\p{Cc}]*[=+\-@＝＋－＠]|[\t\r\n\0])/u;

/** The addresses in one cell, however they are set apart. */
const addressesIn = (cell: string): string[] => [
  ...new Set(cell.split(/[\s;|]+|,(?=\s*https?:)/i).flatMap((part) => part.replace(/,$/, "") || [])),
];

/** 14.03.2022 as 2022-03-14; other orders of day and month are nobody's to guess. */
const isoDate = (cell: string): string => {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : cell;
};

/** The rows of a file as what they say, each with its line. */
export function arrivalsOf(file: number, { header, rows }: Table, reading: Reading): Arrival[] {
  const read = reading.own ? ownRow(header, reading.excel) : mappedRow(header, reading.mapping);
  return rows.map(({ line, cells }): Arrival => {
    if (cells.length !== header.length) {
      const values = { cells: cells.length, columns: header.length };
      return { file, line, kind: "unreadable", problem: { field: "", code: "import_cells", values } };
    }
    return { file, line, ...saying(reading, read(cells)) };
  });
}

function ownRow(header: readonly string[], excel: boolean) {
  return (cells: readonly string[]): Row =>
    Object.fromEntries(header.map((name, i) => [name, excel ? cells[i]?.replace(GUARDED, "") : cells[i]]));
}

function mappedRow(header: readonly string[], mapping: Mapping) {
  const { columns, constants } = mapping;
  return (cells: readonly string[]): Row => {
    const row: Row = {};
    for (const [i, name] of header.entries()) {
      const field = columns[name];
      const cell = cells[i]?.trim() ?? "";
      if (!field || cell === "") continue;
      const value = saidIn(mapping, field, cell);
      row[field] = row[field] === undefined ? value : `${row[field]} ${value}`;
    }
    for (const [field, value] of Object.entries(constants)) if (value) row[field] ??= value;
    for (const field of ["date", "date_to", "said_on", "published_on"])
      if (row[field]) row[field] = isoDate(row[field]);
    return row;
  };
}

/** The words of a table that its mapping takes for words of ours, those aside that are the same in another spelling. */
export function wordsMapped({ header, rows }: Table, mapping: Mapping): { field: string; from: string; to: string }[] {
  return header.flatMap((name, i) => {
    const field = mapping.columns[name] ?? "";
    const codes = codesOf(mapping.file, field);
    if (!codes) return [];
    return [...new Set(rows.map(({ cells }) => cells[i]?.trim() ?? ""))]
      .map((from) => ({ field, from, to: saidIn(mapping, field, from) }))
      .filter(({ from, to }) => from !== to && !sameWord(codes, from));
  });
}

type Told<A = Arrival> = A extends unknown ? Omit<A, "file" | "line"> : never;

function saying(reading: Reading, row: Row): Told {
  const { file, own } = reading;
  // entries.ts is for rows that have every column; what is missing stays undefined
  const full = row as Record<string, string>;
  if (file === "places") {
    const aliases = row.aliases === undefined ? undefined : separated(row.aliases);
    return { kind: "place", input: { ...placeOfRow(full), aliases } };
  }
  if (file === "parties") return { kind: "party", input: partyOfRow(full) };
  if (file === "sources") return { kind: "source", input: sourceOfRow(full) };
  if (file === "corridors")
    return { kind: "corridor", input: corridorOfRow(full), mergedInto: row.merged_into || null };
  if (file === "totals") return { kind: "claim", input: totalInput(full) };
  if (file === "claims") {
    if (row.scope !== "corridor_day") return { kind: "claim", input: wideClaimOfRow(full) };
    return { kind: "day_claim", input: claimOfRow(full), corridor: row.corridor ?? "", date: row.date ?? "" };
  }
  return own ? ownDay(row) : saidDay(row);
}

const totalInput = (row: Record<string, string>): Fields => ({
  key: row.total,
  kind: "evacuees",
  countOf: "people",
  countMin: row.evacuees_min,
  countMax: row.evacuees_max,
  countQualifier: row.evacuees_qualifier,
  summaryEn: row.note_en,
  summaryUk: row.note_uk,
  scope: row.scope,
  place: row.place,
  date: row.date,
  dateTo: row.date_to,
  datePrecision: row.date_precision,
  claimant: row.claimant,
  speaker: row.speaker,
  unverifiedBy: row.unverified_by,
  source: row.source,
  sourcePlace: row.source_place,
});

function dayInput(row: Row): Fields {
  const { claims, ...input } = dayOfRow(row as Record<string, string>, []);
  return input;
}

/** `status` of our own file is what was shown, `status_recorded` what the editors recorded. */
function ownDay(row: Row): Told {
  const recorded = row.status_recorded !== undefined;
  return {
    kind: "day",
    input: { ...dayInput(row), status: recorded ? row.status_recorded : row.status },
    claims: separated(row.claims ?? ""),
    timeZone: row.time_zone || null,
    unsupported: recorded && (row.status === "outcome_not_reported" || row.grade === "unsourced"),
    said: null,
  };
}

/** One number for a day is both ends of a range, or the one that its qualifier leaves. */
function ends({ evacuees, evacuees_min, evacuees_max, evacuees_qualifier: qualifier }: Row): Fields {
  const told = evacuees ?? evacuees_min ?? evacuees_max;
  // what every row has in common says nothing of a row without a number
  if (told === undefined) return { evacueesQualifier: undefined };
  if (evacuees === undefined) return {};
  return {
    evacueesMin: qualifier === "up_to" ? "" : evacuees,
    evacueesMax: qualifier === "at_least" ? "" : evacuees,
  };
}

function saidDay(row: Row): Told {
  return {
    kind: "day",
    input: { ...dayInput(row), ...ends(row), datePrecision: row.date_precision ?? "day" },
    claims: [],
    timeZone: null,
    unsupported: false,
    said: {
      origin: row.origin ?? "",
      originRegion: row.origin_region ?? "",
      destination: row.destination ?? "",
      destinationRegion: row.destination_region ?? "",
      purpose: row.purpose ?? "",
      claimant: row.claimant ?? "",
      summaryEn: row.summary_en ?? row.note_en ?? "",
      summaryUk: row.summary_uk ?? row.note_uk ?? "",
      sourcePlace: row.source_place ?? "",
      urls: addressesIn(row.url ?? ""),
    },
  };
}
