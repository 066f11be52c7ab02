import { exportSlot } from "@/lib/data/export-slots";
import { claims } from "@/lib/data/exports/claims";
import { corridorDays } from "@/lib/data/exports/corridor-days";
import { corridors } from "@/lib/data/exports/corridors";
import { type Export, keysOf, listed } from "@/lib/data/exports/export";
import { parties } from "@/lib/data/exports/parties";
import { places } from "@/lib/data/exports/places";
import { revisions } from "@/lib/data/exports/revisions";
import { sources } from "@/lib/data/exports/sources";
import { totals } from "@/lib/data/exports/totals";
import { openSnapshot } from "@/lib/data/snapshot";
import { GENESIS, sha256 } from "@/lib/domain/chain";
import type { FileName, Row } from "@/lib/domain/files";
import type { Filters } from "@/lib/domain/filters";

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
  /** Only once. */
  rows(): AsyncGenerator<Row[], void, undefined>;
  /** Lets go of the database, in the middle of the rows, too; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens a file: everything in it, and its version, is from one snapshot of the database, on a connection of its own.
 * A few can be open at once, others wait.
 * @param url of the database
 * @param now the clock that statuses are shown by
 * @param signal the reader's: when it is aborted nothing is waited for any more
 * @returns the file, or the corridors in the filters that do not exist
 * @throws TooManyExports
 */
export async function openExport(
  url: string,
  file: FileName,
  filters: Filters,
  now: Date,
  signal: AbortSignal,
): Promise<OpenExport | { ok: false; unknownCorridors: string[] }> {
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
    const known = await keysOf(reading, ...corridorsAmong(filters.corridors));
    const unknownCorridors = filters.corridors.filter((slug) => !known.has(slug));
    if (unknownCorridors.length > 0) {
      await close();
      return { ok: false, unknownCorridors };
    }
    const source = EXPORTS[file];
    const [head] = await reading.all('SELECT "at", "hash" FROM "Revision" ORDER BY "seq" DESC LIMIT 1');
    const dependsOn = (await source.dependsOn?.(reading, filters, now)) ?? "";
    return {
      ok: true,
      asOf: head ? new Date(String(head[0])) : null,
      version: sha256(JSON.stringify([file, source.columns, filters, head?.[1] ?? GENESIS, dependsOn])).slice(0, 32),
      async *rows() {
        try {
          yield* source.rows(reading, filters, now);
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

function corridorsAmong(slugs: readonly string[]): [string, string[]] {
  const parameters: string[] = [];
  const where = slugs.length > 0 ? `"slug" IN (${listed(slugs, parameters)})` : "1 = 0";
  return [`SELECT "slug" FROM "Corridor" WHERE "retractedAt" IS NULL AND ${where}`, parameters];
}
