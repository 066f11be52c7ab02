import type { Store } from "@/lib/data/client";
import { type OpenExport, openExport } from "@/lib/data/exports";
import { reachOf } from "@/lib/data/past";
import { takePast } from "@/lib/data/past-shelf";
import { sha256 } from "@/lib/domain/chain";
import type { FileName } from "@/lib/domain/files";
import type { Filters } from "@/lib/domain/filters";

/**
 * openExport() on the record as it was at `asOf`, with the rules' clock set to that instant: the rows and bytes that could
 * be downloaded then. Before the record begins it is empty.
 * @throws TooManyPasts, PastNotReady, TooManyExports
 */
export async function openPastExport(
  { url, read }: Pick<Store, "url" | "read">,
  file: FileName,
  filters: Filters,
  asOf: Date,
  signal: AbortSignal,
  patience?: number,
): ReturnType<typeof openExport> {
  const past = await takePast(url, await reachOf(read, asOf), patience);
  try {
    const opened = await openExport(past.url, file, filters, asOf, signal);
    if (!opened.ok) past.release();
    if (!opened.ok) return opened;
    // the last hash of then stays; what a redaction took away since must not be taken for the same rows
    const redaction = await read.changeSet.findFirst({ where: { kind: "redaction" }, orderBy: { at: "desc" } });
    const version = redaction ? sha256(`${opened.version} ${redaction.id}`).slice(0, 32) : opened.version;
    return releasing({ ...opened, version }, past.release);
  } catch (error) {
    past.release();
    throw error;
  }
}

/** An open file that gives something back once it is closed or read to its end. */
const releasing = (opened: OpenExport, release: () => void): OpenExport => ({
  ...opened,
  async *rows(seek) {
    try {
      yield* opened.rows(seek);
    } finally {
      release();
    }
  },
  async close() {
    try {
      await opened.close();
    } finally {
      release();
    }
  },
});
