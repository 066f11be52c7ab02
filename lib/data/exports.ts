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
import { todayEnds } from "@/lib/data/today";
import { askIn } from "@/lib/data/windows";
import { GENESIS, sha256 } from "@/lib/domain/chain";
import type { FileName, Row } from "@/lib/domain/files";
import type { FilterProblem, Filters } from "@/lib/domain/filters";
import { latest } from "@/lib/domain/instants";

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

/** The newest link of the public chain. */
export type Head = { seq: number; at: Date; hash: string };

/** The public record at one moment, of which files are read one after the other. Whoever opens it closes it. */
export interface OpenRecord {
  /** Null for an empty record. */
  head: Head | null;
  /** The instant of the last revision or check; null for an empty record. */
  recorded: Date | null;
  /**
   * One of its files; rows only once.
   * @returns the file, or the values in the filters that the record does not know
   */
  file(file: FileName, filters: Filters): Promise<RecordFile | { ok: false; unknown: FilterProblem[] }>;
  /** Until when what is made of it may be shown: todayEnds(); null: a record of the past, which has no today. */
  todayEnds(): Promise<Date | null>;
  /** Lets go of the database, in the middle of rows, too; safe to call twice. */
  close(): Promise<void>;
}

type RecordFile = {
  ok: true;
  /** The same for the same rows: changes with every edit and check, and when the clock changes a status. */
  version: string;
  /** @param seek fewer than all */
  rows(seek?: Seek): AsyncIterable<Row[]>;
};

/** A file of the public record at one moment. Whoever opens it closes it, or reads its rows to their end. */
export interface OpenExport extends RecordFile {
  /** The instant of the last public revision; null for an empty record. */
  asOf: Date | null;
  /** The instant of the last revision or check; null for an empty record. */
  recorded: Date | null;
  /** As that of its record; before its rows are read. */
  todayEnds(): Promise<Date | null>;
  /** Lets go of the database, in the middle of the rows, too; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the record: everything in its files is from one snapshot of the database, on a connection of its own.
 * A few can be open at once, others wait.
 * @param url of the database
 * @param now the clock that statuses are shown by
 * @param signal the reader's: when it is aborted nothing is waited for any more
 * @param removed what was taken away since, for the versions of files
 * @throws TooManyExports
 */
export async function openRecord(
  url: string,
  now: Date,
  signal: AbortSignal,
  removed: string | null = null,
): Promise<OpenRecord> {
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
    snapshot = await openSnapshot(url, undefined, true);
    const reading = snapshot;
    const [last] = await reading.all('SELECT "seq", "at", "hash" FROM "Revision" ORDER BY "seq" DESC LIMIT 1');
    const [check] = await reading.all('SELECT "at" FROM "Check" ORDER BY "at" DESC LIMIT 1');
    const head = last ? { seq: Number(last[0]), at: new Date(String(last[1])), hash: String(last[2]) } : null;
    return {
      head,
      recorded: head && latest([head.at, check ? new Date(String(check[0])) : null]),
      async file(file, filters) {
        const found = await matching(askIn(reading), filters, now);
        if (!found.ok) return found;
        const source = EXPORTS[file];
        const clock = filters.statuses.length > 0 ? await daysStillOpen(reading, now) : "";
        const dependsOn = [clock, (await source.dependsOn?.(reading, now)) ?? "", removed];
        return {
          ok: true,
          version: sha256(JSON.stringify([file, source.columns, filters, head?.hash ?? GENESIS, dependsOn])).slice(
            0,
            32,
          ),
          rows: (seek = ALL_ROWS) => source.rows(reading, found.matching, now, seek),
        };
      },
      todayEnds: () => todayEnds(askIn(reading), now),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One file of a record, which is closed with it. Parameters and answer as those of `OpenRecord.file`. */
export async function exportOf(
  record: OpenRecord,
  file: FileName,
  filters: Filters,
): Promise<OpenExport | { ok: false; unknown: FilterProblem[] }> {
  const { head, recorded, todayEnds, close } = record;
  try {
    const found = await record.file(file, filters);
    if (!found.ok) {
      await close();
      return found;
    }
    return {
      ...found,
      asOf: head?.at ?? null,
      recorded,
      todayEnds,
      async *rows(seek) {
        try {
          yield* found.rows(seek);
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

/** Opens one file of the record as it is: openRecord() and exportOf(). */
export const openExport = async (url: string, file: FileName, filters: Filters, now: Date, signal: AbortSignal) =>
  exportOf(await openRecord(url, now, signal), file, filters);
