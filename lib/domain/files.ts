/** The files of the open data: `corridor-days` is served as `/data/corridor-days.csv`. */
export const FILE_NAMES = [
  "corridor-days",
  "claims",
  "corridors",
  "places",
  "parties",
  "sources",
  "totals",
  "revisions",
] as const;

export type FileName = (typeof FILE_NAMES)[number];

/**
 * `plain` for programs; `excel` begins with a byte order mark and defuses texts that a spreadsheet would run; `hxl` has the
 * tags of the Humanitarian Exchange Language in its second line.
 */
export const VARIANTS = ["plain", "excel", "hxl"] as const;

export type Variant = (typeof VARIANTS)[number];

/** One value of a file. Lists are joined already, instants are `2022-03-12T10:00:00.000Z`; null is unknown. */
export type Cell = string | number | boolean | null;

/** The values of one row, in the order of the file's columns. */
export type Row = readonly Cell[];
