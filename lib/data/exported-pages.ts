import type { FileName, Row } from "../domain/files";
import { exportedColumns, type OpenExport } from "./exports";
import { type Seek, soughtIn } from "./exports/export";

/** Those that have too many rows to be sorted out here narrow what they read by themselves. */
const NARROWED: readonly FileName[] = ["corridor-days", "claims", "revisions"];

/** One page of an open file, which is closed then. @returns the rows, whether there are more, and until when they hold */
export async function readRows(
  opened: OpenExport,
  file: FileName,
  seek: Seek,
  limit: number,
): Promise<{ rows: Row[]; more: boolean; until: Date | null }> {
  const updated = exportedColumns(file).indexOf("updated_at");
  const rows: Row[] = [];
  try {
    const until = await opened.todayEnds();
    for await (const batch of opened.rows({ ...seek, most: limit + 1 })) {
      rows.push(...(NARROWED.includes(file) ? batch : soughtIn(batch, seek, updated)));
      if (rows.length > limit) break;
    }
    return { rows: rows.slice(0, limit), more: rows.length > limit, until };
  } finally {
    await opened.close();
  }
}
