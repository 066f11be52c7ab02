import type { FileName, Row } from "../domain/files";
import { exportedColumns, type OpenExport } from "./exports";
import { type Seek, soughtIn } from "./exports/export";

/** Those that have too many rows to be sorted out here narrow what they read by themselves. */
const NARROWED: readonly FileName[] = ["corridor-days", "claims", "revisions"];

/** One page of an open file, which is closed then. @returns the rows, and whether there are more */
export async function readRows(
  opened: OpenExport,
  file: FileName,
  seek: Seek,
  limit: number,
): Promise<{ rows: Row[]; more: boolean }> {
  const updated = exportedColumns(file).indexOf("updated_at");
  const rows: Row[] = [];
  try {
    for await (const batch of opened.rows(seek)) {
      rows.push(...(NARROWED.includes(file) ? batch : soughtIn(batch, seek, updated)));
      if (rows.length > limit) break;
    }
  } finally {
    await opened.close();
  }
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}
