import { insertAll } from "@/lib/data/insert-all";
import type { Write } from "../domain/arrivals";
import { isSame, type Payload } from "../domain/payloads";
import { dayRows, entryRow, TABLES, type TableRow } from "../domain/replay";
import type { Change } from "./change";
import { rederive } from "./rederive";

/** Entries that are written between two turns of the event loop. */
const CHUNK = 250;
/** What is referred to is written before what refers to it. */
const ORDER = ["place", "party", "source", "corridor", "corridor_day", "claim"] as const;

type Version = { retractedAt: null; updatedAt: Date; revision: number };
type Written = Write & { version: Version };

/**
 * Writes the versions that an import has worked out, many at a time: the rows that a save of each would have left, and
 * their revisions.
 * @param onWritten told how many are done
 */
export async function writeLanding(
  change: Change,
  writes: readonly Write[],
  onWritten: (done: number) => void = () => {},
): Promise<void> {
  const { tx } = change;
  let done = 0;
  for (const kind of ORDER) {
    const ours = writes.filter((write) => write.kind === kind);
    for (let i = 0; i < ours.length; i += CHUNK) {
      const some = ours.slice(i, i + CHUNK);
      const first = await change.recordAll(some);
      const written = some.map((write, n) => ({
        ...write,
        version: { retractedAt: null, updatedAt: change.at, revision: first + n },
      }));
      if (kind === "corridor_day") await writeDays(change, written);
      else await writeEntries(change, kind, written);
      done += some.length;
      onWritten(done);
      // a store in this process answers without letting anybody else in between
      await new Promise((resolve) => setImmediate(resolve));
    }
    const turned = kind === "party" ? ours.filter(turnsSide).map(({ entry }) => entry) : [];
    if (turned.length > 0)
      await rederive(tx, { OR: [{ claimantSlug: { in: turned } }, { addresseeSlug: { in: turned } }] });
  }
}

const parsed = (text: string | null): Payload | null => (text === null ? null : (JSON.parse(text) as Payload));
const turnsSide = ({ before, after }: Write) => before !== null && parsed(before)?.side !== after.side;

async function writeEntries(change: Change, kind: Exclude<Write["kind"], "corridor_day">, written: Written[]) {
  const { tx, dialect } = change;
  const rows = written.map((write) => ({ ...entryRow(kind, write.entry, write.after), ...write.version }));
  // the row's shape is the table's: entryRow() makes those that a replay compares with it
  const table = tx[kind] as unknown as {
    update(arguments_: { where: Record<string, string>; data: TableRow }): Promise<unknown>;
  };
  const added = rows.filter((_, i) => written[i]?.change === "addition");
  await insertAll(tx, dialect, TABLES[kind], added);
  for (const [i, { change: sort, entry }] of written.entries())
    if (sort === "correction")
      await table.update({ where: kind === "claim" ? { key: entry } : { slug: entry }, data: rows[i] as TableRow });
}

async function writeDays(change: Change, written: Written[]) {
  const { tx } = change;
  const claims = written.flatMap(({ after }) => after.claims as Payload[]);
  const named = claims.flatMap(({ claimant, addressee }) => [claimant, addressee]).filter((slug) => slug !== null);
  const parties = await tx.party.findMany({
    where: { slug: { in: [...new Set(named)] as string[] } },
    select: { slug: true, sideSlug: true },
  });
  const sources = await tx.source.findMany({
    where: { slug: { in: [...new Set(claims.map(({ source }) => source))] as string[] }, retractedAt: { not: null } },
    select: { slug: true },
  });
  const sides = new Map(parties.map(({ slug, sideSlug }) => [slug, sideSlug]));
  const gone = new Set(sources.map(({ slug }) => slug));
  const standing = {
    sideOf: (slug: string) => sides.get(slug) ?? null,
    retracted: (slug: string) => gone.has(slug),
  };

  const newDays: TableRow[] = [];
  const newClaims: TableRow[] = [];
  const changedClaims: TableRow[] = [];
  for (const { entry, change: sort, before, after, version } of written) {
    const rows = dayRows(entry, after, standing);
    if (sort === "addition") newDays.push({ ...rows.day, ...version, publishedAt: change.at });
    else await tx.corridorDay.update({ where: { id: entry }, data: { ...rows.day, ...version } as never });
    const old = (parsed(before)?.claims ?? []) as Payload[];
    for (const [i, claim] of (after.claims as Payload[]).entries()) {
      const row = { ...(rows.claims[i] as TableRow), ...version };
      const was = old.findIndex((one) => one.claim === claim.claim);
      if (was < 0) newClaims.push(row);
      // a claim that stays as it was keeps its version
      else if (was !== i || !isSame(old[was] as Payload, claim)) changedClaims.push(row);
    }
  }
  await insertAll(tx, change.dialect, TABLES.corridor_day, newDays);
  await insertAll(tx, change.dialect, TABLES.claim, newClaims);
  for (const row of changedClaims) await tx.claim.update({ where: { key: row.key as string }, data: row as never });
}
