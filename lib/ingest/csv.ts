import { parse } from "csv-parse/sync";

export type Row = Record<string, string>;

/**
 * Reads CSV text with a header line into rows by column name.
 * @throws csv-parse's error, which names the line, where the text is no CSV
 */
export const rowsOf = (text: string): Row[] =>
  parse(text, { bom: true, columns: true, skip_empty_lines: true, relax_column_count: false }) as Row[];
