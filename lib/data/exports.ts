import { exportSlot } from "@/lib/data/export-slots";
import { claims } from "@/lib/data/exports/claims";
import { corridorDays, daysStillOpen } from "@/lib/data/exports/corridor-days";
import { corridors } from "@/lib/data/exports/corridors";
import { ALL_ROWS, type Export, type Seek } from "@/lib/data/exports/export";
import { parties } from "@/lib/data/exports/parties";
import { places } from "@/lib/data/exports/places";
import { revisions } from "@/lib/data/exports/revisions";
import { sources } from "@/lib/data/exports/sources";
import { totals } from "@/lib/data/exports/totals";
import { matching } from "@/lib/data/matching";
import { openSnapshot } from "@/lib/data/snapshot";
import { askIn } from "@/lib/data/windows";
import { GENESIS, sha256 } from "@/lib/domain/chain";
import type { FileName, Row } from "@/lib/domain/files";
import type { FilterProblem, Filters } from "@/lib/domain/filters";

export { TooManyExports } from "@/lib/data/export-slots";

const EXPORTS: Record<FileName, Export> = {
  "corridor-days": corridorDays,
  claims,
  corridors,
  places,
  parties,
  sources,
  totals,
  revisions,
};

/** The names of the values in each row of a file. */
export const exportedColumns = (file: FileName): readonly string[] => EXPORTS[file].columns;

/** A file of the public record at one moment. Whoever opens it closes it, or reads its rows to their end. */
export interface OpenExport {
  ok: true;
  /** The instant of the last public revision; null for an empty record. */
  asOf: Date | null;
  /** The same for the same rows: changes with every edit and check, and when the clock changes a status. */
  version: string;
  /** Only once. @param seek fewer than all */
  rows(seek?: Seek): AsyncGenerator<Row[], void, undefined>;
  /** Lets go of the database, in the middle of the rows, too; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens a file: everything in it, and its version, is from one snapshot of the database, on a connection of its own.
 * A few can be open at once, others wait.
 * @param url of the database
 * @param now the clock that statuses are shown by
 * @param signal the reader's: when it is aborted nothing is waited for any more
 * @returns the file, or the values in the filters that the record does not know
 * @throws TooManyExports
 */
export async function openExport(
  url: string,
  file: FileName,
  filters: Filters,
  now: Date,
  signal: AbortSignal,
): Promise<OpenExport | { ok: false; unknown: FilterProblem[] }> {
  const leave = await exportSlot(signal);
  let snapshot: Awaited<ReturnType<typeof openSnapshot>> | undefined;
  const close = async () => {
    try {
      await snapshot?.close();
    } finally {
      leave();
    }
  };
  try {
    snapshot = await openSnapshot(url);
    const reading = snapshot;
    const found = await matching(askIn(reading), filters, now);
    if (!found.ok) {
      await close();
      return found;
    }
    const source = EXPORTS[file];
    const [head] = await reading.all('SELECT "at", "hash" FROM "Revision" ORDER BY "seq" DESC LIMIT 1');
    const clock = filters.statuses.length > 0 ? await daysStillOpen(reading, now) : "";
    const dependsOn = [clock, (await source.dependsOn?.(reading, now)) ?? ""];
    return {
      ok: true,
      asOf: head ? new Date(String(head[0])) : null,
      version: sha256(JSON.stringify([file, source.columns, filters, head?.[1] ?? GENESIS, dependsOn])).slice(0, 32),
      async *rows(seek = ALL_ROWS) {
        try {
          yield* source.rows(reading, found.matching, now, seek);
        } finally {
          await close();
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
