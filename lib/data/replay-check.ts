import type { Snapshot } from "@/lib/data/snapshot";
import type { Cell } from "@/lib/domain/files";
import { Replay, type ReplayedRevision, type TableRow } from "@/lib/domain/replay";

/** A row that is not what the public revisions made it. */
export interface Misfit {
  table: string;
  key: string;
  /** The revision that last wrote it; null for a row that no revision made. */
  seq: number | null;
  /** What differs: names of columns; empty where the row is missing, or nothing made it. */
  columns: string[];
}

export interface ReplayReport {
  /** Rows that the revisions made. */
  rows: number;
  /** The misfit of the lowest revision. */
  first: Misfit | null;
}

/** The tables that revisions make, each with the column of its key. */
export const MADE_BY_REVISIONS = {
  Place: "slug",
  Party: "slug",
  Source: "slug",
  Corridor: "slug",
  CorridorDay: "id",
  Claim: "key",
} as const;

const REVISIONS = `SELECT "seq", "at", "entryKind", "entry", "after" FROM "Revision" ORDER BY "seq"`;

const cellOf = (value: TableRow[string] | undefined): Cell =>
  value instanceof Date ? value.toISOString() : (value ?? null);

/**
 * Builds the record again from its public revisions, and compares it with the tables. Holds the record in memory, not
 * its history. Verify the chain first: what is no payload throws.
 * @param onProgress called now and then with the number of the revision applied last
 */
export async function checkReplay(snapshot: Snapshot, onProgress?: (seq: number) => void): Promise<ReplayReport> {
  const replay = new Replay();
  for await (const rows of snapshot.batches(REVISIONS)) {
    for (const [seq, at, entryKind, entry, after] of rows)
      replay.apply({ seq, at: new Date(at as string), entryKind, entry, after } as ReplayedRevision);
    onProgress?.(rows.at(-1)?.[0] as number);
  }
  const made = new Map(Object.keys(MADE_BY_REVISIONS).map((table) => [table, new Map<string, TableRow>()]));
  let rows = 0;
  for (const [table, row] of replay.rows()) {
    made.get(table)?.set(row[MADE_BY_REVISIONS[table]] as string, row);
    rows++;
  }
  const misfits: Misfit[] = [];
  for (const [table, expected] of made)
    for await (const misfit of misfitsOf(snapshot, table as keyof typeof MADE_BY_REVISIONS, expected))
      misfits.push(misfit);
  return { rows, first: misfits.sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity))[0] ?? null };
}

/** The lowest misfit of a table at most, and besides one row that no revision made. */
async function* misfitsOf(
  snapshot: Snapshot,
  table: keyof typeof MADE_BY_REVISIONS,
  expected: Map<string, TableRow>,
): AsyncGenerator<Misfit> {
  const key = MADE_BY_REVISIONS[table];
  const columns = Object.keys(expected.values().next().value ?? { [key]: "" });
  const names = columns.map((name) => `"${name}"`).join(", ");
  let lowest: Misfit | undefined;
  let stranger: Misfit | undefined;
  const found = (misfit: Misfit) => {
    if (!lowest || (misfit.seq ?? 0) < (lowest.seq ?? 0)) lowest = misfit;
  };
  for await (const batch of snapshot.batches(`SELECT ${names} FROM "${table}" ORDER BY "${key}"`)) {
    for (const cells of batch) {
      const name = cells[columns.indexOf(key)] as string;
      const row = expected.get(name);
      expected.delete(name);
      if (!row) stranger ??= { table, key: name, seq: null, columns: [] };
      else {
        const differing = columns.filter((column, i) => cellOf(row[column]) !== (cells[i] ?? null));
        if (differing.length > 0) found({ table, key: name, seq: row.revision as number, columns: differing });
      }
    }
  }
  for (const [name, row] of expected) found({ table, key: name, seq: row.revision as number, columns: [] });
  if (lowest) yield lowest;
  if (stranger) yield stranger;
}
