import type { ImportFile, Upload } from "../domain/arrivals";
import { MOST_ROWS } from "../domain/arrivals";
import type { FileName } from "../domain/files";
import type { Mapping } from "../domain/mapping";
import { OWN_FILES, ownFileOf } from "./own-files";
import { arrivalsOf, type Reading } from "./rows";
import { decoded, type Fault, no, type Table, tableOf } from "./table";

/** A file as it is kept between upload and import. */
export type KeptFile = { name: string; text: string; bom: boolean };

/** What was found out about one uploaded file. */
export type ReadFile = {
  name: string;
  header: string[];
  rows: number;
  /** One of our own eight; null for somebody else's. */
  own: FileName | null;
  /** What its rows are; null while nobody has said what somebody else's columns mean. */
  file: ImportFile | null;
  /** Columns that the record computes, and columns that it does not know: both are read past. */
  computed: string[];
  unknown: string[];
  table: Table;
};

type Columns = { taken: readonly string[]; computed: readonly string[] };
type Or<T> = ({ ok: true } & T) | { ok: false; name: string; fault: Fault };

/** Bytes as text that can be kept, or why they are no file that can be imported. */
export function keptFile(name: string, bytes: Uint8Array): Or<{ file: KeptFile }> {
  const read = decoded(bytes);
  return read.ok
    ? { ok: true, file: { name, text: read.text, bom: read.bom } }
    : { ok: false, name, fault: read.fault };
}

/** Finds out what every file of an upload is. */
export async function readFiles(
  files: readonly KeptFile[],
  turn?: () => Promise<void>,
): Promise<Or<{ files: ReadFile[] }>> {
  const found: ReadFile[] = [];
  let rows = 0;
  for (const { name, text } of files) {
    const read = await tableOf(text, turn);
    if (!read.ok) return { ok: false, name, fault: read.fault };
    const { table } = read;
    const own = ownFileOf(table.header);
    // ours end with a line break: one that does not is not whole
    if (own && !/[\r\n]$/.test(text)) return { name, ...no("import_cut_off") };
    rows += table.rows.length;
    if (rows > MOST_ROWS) return { name, ...no("import_too_many_rows") };
    const file = own === "revisions" ? null : own;
    const { taken, computed }: Columns = file ? OWN_FILES[file] : { taken: table.header, computed: [] };
    // the seed's status is the one recorded
    const known = [...taken, ...(table.header.includes("status_recorded") ? [] : ["status"])];
    found.push({
      name,
      header: table.header,
      rows: table.rows.length,
      own,
      file,
      computed: table.header.filter((column) => computed.includes(column) && !known.includes(column)),
      unknown: table.header.filter((column) => !known.includes(column) && !computed.includes(column)),
      table,
    });
  }
  return { ok: true, files: found };
}

/** Rows that are read between two turns of the event loop. */
const BATCH = 2000;

/**
 * The rows of all files of an upload, as what they say.
 * @param mappings by the number of the file, for files that are not ours; those without one are left out
 */
export async function uploadOf(
  files: readonly ReadFile[],
  kept: readonly KeptFile[],
  mappings: Record<number, Mapping>,
  turn: () => Promise<void> = async () => {},
): Promise<Upload> {
  const arrivals: Upload["arrivals"] = [];
  for (const [i, { own, file, table }] of files.entries()) {
    const reading = readingOf(own, file, mappings[i], kept[i]?.bom ?? false);
    if (!reading) continue;
    for (let from = 0; from < table.rows.length; from += BATCH) {
      const rows = table.rows.slice(from, from + BATCH);
      arrivals.push(...arrivalsOf(i, { header: table.header, rows }, reading));
      await turn();
    }
  }
  return { byName: files.map(({ own }) => own === null), arrivals };
}

function readingOf(
  own: ReadFile["own"],
  file: ReadFile["file"],
  mapping: Mapping | undefined,
  excel: boolean,
): Reading | null {
  if (file) return { own: true, file, excel };
  return mapping && !own ? { own: false, file: mapping.file, mapping } : null;
}
