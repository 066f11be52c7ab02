import { parse } from "csv-parse";
import { LARGEST_UPLOAD, LONGEST_NAME, MOST_COLUMNS, MOST_ROWS } from "../domain/arrivals";
import type { Problem } from "../domain/errors";

/** A file as it was uploaded: its header, and its rows with the line on which each begins. */
export type Table = { header: string[]; rows: { line: number; cells: string[] }[] };
export type Fault = Omit<Problem, "field">;
type Or<T> = ({ ok: true } & T) | { ok: false; fault: Fault };

/** Every reason for which a file is refused as a whole, with what its sentence names: sizes in megabytes. */
export const FAULTS = {
  import_too_large: { limit: LARGEST_UPLOAD / 1024 / 1024 },
  import_too_many_rows: { limit: MOST_ROWS },
  import_too_many_columns: { limit: MOST_COLUMNS },
  import_long_name: { limit: LONGEST_NAME },
  import_long_row: {},
  import_binary: {},
  import_encoding: {},
  import_cut_off: {},
  import_empty: {},
  import_no_table: {},
  import_twice_named: {},
} as const satisfies Record<string, Fault["values"]>;
export type FaultCode = keyof typeof FAULTS;

export const isFaultCode = (text: string): text is FaultCode => Object.hasOwn(FAULTS, text);

/** A refusal of a file as a whole. */
export const no = (code: FaultCode): { ok: false; fault: Fault } => ({
  ok: false,
  fault: { code, values: FAULTS[code] },
});

/**
 * The text of an upload. UTF-8 with or without a byte order mark; everything else is refused, because a letter that was
 * guessed wrong would stand in the record for good.
 */
export function decoded(bytes: Uint8Array): Or<{ text: string; bom: boolean }> {
  if (bytes.length > LARGEST_UPLOAD) return no("import_too_large");
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return no("import_encoding");
  if (bytes.includes(0)) return no("import_binary");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.trim() === ""
      ? no("import_empty")
      : { ok: true, text, bom: first === 0xef && second === 0xbb && third === 0xbf };
  } catch {
    return no("import_encoding");
  }
}

/** Comma, semicolon or tab: whichever the first line has most of, outside quotes. */
export function delimiterOf(text: string): "," | ";" | "\t" {
  const counts = { ",": 0, ";": 0, "\t": 0 };
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "\n" || letter === "\r")) break;
    else if (!quoted && letter in counts) counts[letter as ","]++;
  }
  return ([",", ";", "\t"] as const).reduce((most, one) => (counts[one] > counts[most] ? one : most));
}

/** Letters that are read between two turns of the event loop. */
const PIECE = 256 * 1024;

/** Letters of one row: more are a quote that nobody closed, or cells without end. */
const LONGEST_ROW = 1_000_000;

/** A cell of the row of tags that the Humanitarian Exchange Language puts under the header, without the space around it. */
const HXL_TAG = /^(?:#[a-z0-9_]+(?:\s*\+[a-z0-9_]+)*)?$/i;

type Parsed = { record: string[]; info: { lines: number } };

/**
 * Reads CSV of any of the three kinds, quoted line breaks included.
 * @param turn lets the event loop turn
 * @returns or says why it is no whole table: `cut_off` inside a quote, or where the last row is shorter than the header
 */
export async function tableOf(
  uploaded: string,
  turn: () => Promise<void> = async () => {},
): Promise<Or<{ table: Table }>> {
  // the parser counts a line end of two signs inside quotes twice, and texts keep only the second
  const text = uploaded.replace(/\r\n?/g, "\n");
  const parser = parse({
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const rows: Table["rows"] = [];
  let failed: (Error & { code?: string; lines?: number }) | undefined;
  parser.on("error", (error) => {
    failed = error;
  });
  const take = () => {
    for (let one = parser.read() as Parsed | null; one; one = parser.read() as Parsed | null)
      rows.push({ line: one.info.lines, cells: one.record });
  };
  let unfinished = 0;
  for (let i = 0; i < text.length && !failed; ) {
    // a pair that makes one letter must not be torn apart
    const end = i + PIECE;
    const cut = end < text.length && text.charCodeAt(end - 1) >> 10 === 0x36 ? end + 1 : end;
    const whole = rows.length;
    parser.write(text.slice(i, cut));
    take();
    unfinished = rows.length > whole ? 0 : unfinished + cut - i;
    if (unfinished > LONGEST_ROW) return no("import_long_row");
    if (rows.length > MOST_ROWS + 1) return no("import_too_many_rows");
    if (isWide(rows[0])) return no("import_too_many_columns");
    i = cut;
    await turn();
  }
  const ended = new Promise<void>((resolve) => {
    parser.once("end", resolve);
    parser.once("close", resolve);
  });
  if (!failed && !parser.destroyed) {
    parser.on("readable", take);
    parser.end();
    take();
    await ended;
  }
  if (failed) return failed.code === "CSV_QUOTE_NOT_CLOSED" ? no("import_cut_off") : no("import_no_table");
  const [head, ...body] = rows;
  if (!head) return no("import_empty");
  if (isWide(head)) return no("import_too_many_columns");
  const header = head.cells.map((name) => name.trim());
  if (header.length < 2) return no("import_no_table");
  if (header.some((name) => name.length > LONGEST_NAME)) return no("import_long_name");
  if (new Set(header.filter(Boolean)).size < header.filter(Boolean).length) return no("import_twice_named");
  if (body.length > MOST_ROWS) return no("import_too_many_rows");
  const said =
    body[0]?.cells.every((cell) => HXL_TAG.test(cell.trim())) && body[0].cells.some((cell) => cell.includes("#"))
      ? body.slice(1)
      : body;
  const filled = said.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const last = filled.at(-1);
  if (last && last.cells.length < header.length) return no("import_cut_off");
  return { ok: true, table: { header, rows: beginning(filled, text) } };
}

const isWide = (row: Table["rows"][number] | undefined) => row !== undefined && row.cells.length > MOST_COLUMNS;

/** csv-parse names the line on which a row ends; a person looks for the one on which it begins. */
function beginning(rows: Table["rows"], text: string): Table["rows"] {
  if (!text.includes('"')) return rows;
  return rows.map(({ line, cells }) => {
    const breaks = cells.reduce((sum, cell) => sum + (cell.includes("\n") ? cell.split("\n").length - 1 : 0), 0);
    return { line: line - breaks, cells };
  });
}
