import type { FileName, Row, Variant } from "../domain/files";
import type { Column } from "./columns";
import { HXL_TAGS } from "./hxl";

/** RFC 4180. Texts hold no CR, so that CR LF stands between records only, never inside a cell. */
const END = "\r\n";
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * What a spreadsheet might run or swallow: a text that begins, after white space and control characters, with
 * = + - @ or a full-width form of them, or itself with TAB, CR, LF or NUL.
 */
const DANGEROUS = /^(?:[\s\p{Cc}]*[=+\-@＝＋－＠]|[\t\r\n\0])/u;

const quoted = (text: string): string => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`);
const guarded = (text: string): string => quoted(DANGEROUS.test(text) ? `'${text}` : text);

/**
 * The first line of a table: the names of its columns; in the variant `hxl` of a file of the open data its tags below.
 * @param file null for a table that is none of these
 */
export function csvHead(file: FileName | null, columns: readonly Column[], variant: Variant): string {
  const names = columns.map(({ name }) => name).join(",") + END;
  if (variant === "excel") return BYTE_ORDER_MARK + names;
  if (variant !== "hxl" || file === null) return names;
  return `${names}${columns.map(({ name }) => HXL_TAGS[file][name] ?? "").join(",")}${END}`;
}

/**
 * Rows as CSV text. Every text is quoted; numbers, `true` and `false` are bare; unknown and empty text are an empty cell.
 * `excel` puts an apostrophe before texts that a spreadsheet would run as a formula.
 */
export function csvRows(rows: Iterable<Row>, variant: Variant): string {
  const text = variant === "excel" ? guarded : quoted;
  let csv = "";
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      const cell = row[i];
      if (i > 0) csv += ",";
      if (typeof cell === "string") csv += cell && text(cell);
      else if (cell !== null) csv += cell;
    }
    csv += END;
  }
  return csv;
}
