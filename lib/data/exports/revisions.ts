import {
  matchingCorridors,
  matchingParties,
  matchingPlaces,
  matchingSources,
  matchingWideClaims,
} from "@/lib/data/exports/entries";
import { ALL_ROWS, batchesOf, type Export, positionsOf, type Seek, selectList } from "@/lib/data/exports/export";
import { among, type Matching, matching } from "@/lib/data/matching";
import { BATCH, type Snapshot } from "@/lib/data/snapshot";
import { askIn } from "@/lib/data/windows";
import type { Cell, Row } from "@/lib/domain/files";
import type { EntryKind } from "@/lib/domain/vocabulary";
import { Prisma } from "@/prisma/generated/sqlite/client";

const SELECTED = {
  seq: '"seq"',
  at: '"at"',
  entry_kind: '"entryKind"',
  entry: '"entry"',
  change: '"kind"',
  reason: '"reason"',
  role: '"role"',
  fields: '"fields"',
  before: '"before"',
  after: '"after"',
  prev_hash: '"prevHash"',
  hash: '"hash"',
  redacted_at: '"redactedAt"',
  digest: '"digest"',
};
const at = positionsOf(SELECTED);
const COLUMNS = Prisma.raw(selectList(SELECTED));
const REVISIONS = `SELECT ${selectList(SELECTED)} FROM "Revision"`;

/**
 * The public chain: what was published, and by which role; never by whom. With filters, the versions of those entries that
 * fit now, retracted ones as they last stood.
 */
export const revisions: Export = {
  columns: Object.keys(SELECTED),
  async *rows(snapshot, asked, now, seek = ALL_ROWS) {
    if (asked.everything) {
      const some = Prisma.sql`SELECT ${COLUMNS} FROM "Revision" WHERE ${soughtRevisions(seek)} ORDER BY "seq"`;
      return yield* batchesOf(snapshot, some, seek.most);
    }
    const found = await matching(askIn(snapshot), asked.filters, now, true);
    if (!found.ok) return;
    const fits = await fittingIn(snapshot, found.matching);
    // batch by batch, and no statement over all: which days fit is asked in between
    for (let last = 0; ; ) {
      const batch = await snapshot.all(`${REVISIONS} WHERE "seq" > $1 ORDER BY "seq" LIMIT ${BATCH}`, [last]);
      yield await fits(batch);
      if (batch.length < BATCH) return;
      last = Number(batch.at(-1)?.[at.seq]);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  },
};

/** The revisions that are sought, as a condition. Their key is their number. */
function soughtRevisions({ after, only, since, entry, changes }: Seek): Prisma.Sql {
  const all = [Prisma.sql`1 = 1`];
  if (only !== null) all.push(Prisma.sql`"seq" = ${Number(only)}`);
  if (after !== null) all.push(Prisma.sql`"seq" > ${Number(after)}`);
  if (since !== null) all.push(Prisma.sql`"at" >= ${since}`);
  if (entry !== null) all.push(Prisma.sql`"entryKind" = ${entry.kind} AND "entry" = ${entry.key}`);
  if (changes.length > 0) all.push(Prisma.sql`"kind" IN (${Prisma.join([...changes])})`);
  return Prisma.join(all, " AND ");
}

/** Tells the revisions whose entries fit. */
async function fittingIn(snapshot: Snapshot, asked: Matching): Promise<(batch: Cell[][]) => Promise<Row[]>> {
  const entries: Record<Exclude<EntryKind, "corridor_day">, ReadonlySet<string> | null> = {
    claim: await matchingWideClaims(snapshot, asked),
    corridor: await matchingCorridors(snapshot, asked),
    place: await matchingPlaces(snapshot, asked),
    party: await matchingParties(snapshot, asked),
    source: await matchingSources(snapshot, asked),
  };
  return async (batch) => {
    const days = batch.filter((row) => row[at.entry_kind] === "corridor_day").map((row) => String(row[at.entry]));
    const fitting = await askIn(snapshot)(
      Prisma.sql`SELECT d."id" FROM "CorridorDay" d WHERE ${among(Prisma.sql`d."id"`, new Set(days))} AND ${asked.day}`,
    );
    const known = { ...entries, corridor_day: new Set(fitting.map(([id]) => String(id))) };
    return batch.filter((row) => known[row[at.entry_kind] as EntryKind]?.has(String(row[at.entry])) ?? true);
  };
}
