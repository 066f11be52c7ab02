import type { Store } from "@/lib/data/client";
import { exportOf, type OpenRecord, openRecord } from "@/lib/data/exports";
import { reachOf } from "@/lib/data/past";
import { takePast } from "@/lib/data/past-shelf";
import type { FileName } from "@/lib/domain/files";
import type { Filters } from "@/lib/domain/filters";

/**
 * openRecord() on the record as it was at `asOf`, with the rules' clock set to that instant: the rows and bytes that could
 * be downloaded then. Before the record begins it is empty.
 * @throws TooManyPasts, PastNotReady, TooManyExports
 */
export async function openPastRecord(
  { url, read }: Pick<Store, "url" | "read">,
  asOf: Date,
  signal: AbortSignal,
  patience?: number,
): Promise<OpenRecord> {
  const past = await takePast(url, await reachOf(read, asOf), patience);
  try {
    // the last hash of then stays; what a redaction took away since must not be taken for the same rows
    const redaction = await read.changeSet.findFirst({ where: { kind: "redaction" }, orderBy: { at: "desc" } });
    const record = await openRecord(past.url, asOf, signal, redaction?.id ?? null);
    const close = async () => {
      try {
        await record.close();
      } finally {
        past.release();
      }
    };
    return { ...record, todayEnds: async () => null, close };
  } catch (error) {
    past.release();
    throw error;
  }
}

/** Opens one file of the record as it was: openPastRecord() and exportOf(). */
export const openPastExport = async (
  store: Pick<Store, "url" | "read">,
  file: FileName,
  filters: Filters,
  asOf: Date,
  signal: AbortSignal,
  patience?: number,
) => exportOf(await openPastRecord(store, asOf, signal, patience), file, filters);
