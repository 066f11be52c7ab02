import type { FedEntry } from "../domain/feed";
import { dayKey } from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { Db } from "./client";
import { CLAIM, CORRIDOR, CURRENT, claimOf, corridorOf, daysOf } from "./entries";

/** How many entries a feed has: the newest by their last change. */
export const FEED_ENTRIES = 100;
/** How many revisions are looked through for them: an entry that was corrected a thousand times is still one. */
const BATCH = 500;
const MOST_BATCHES = 6;

type Change = { kind: "corridor_day" | "claim"; entry: string; at: Date };

/** The entries of the whole record that changed last, from the newest revisions. */
async function lastChanges(db: Db): Promise<Change[]> {
  const found = new Map<string, Change>();
  let before: number | undefined;
  for (let batch = 0; batch < MOST_BATCHES && found.size < FEED_ENTRIES; batch++) {
    const rows = await db.revision.findMany({
      where: before === undefined ? {} : { seq: { lt: before } },
      orderBy: { seq: "desc" },
      take: BATCH,
      select: { seq: true, at: true, entryKind: true, entry: true },
    });
    for (const { entryKind: kind, entry, at } of rows) {
      if (kind !== "corridor_day" && kind !== "claim") continue;
      if (found.size < FEED_ENTRIES && !found.has(`${kind} ${entry}`))
        found.set(`${kind} ${entry}`, { kind, entry, at });
    }
    before = rows.at(-1)?.seq;
    if (rows.length < BATCH) break;
  }
  return [...found.values()];
}

/** The entries of one corridor that changed last. */
async function changesOf(db: Db, corridorSlug: string): Promise<Change[]> {
  const last = { orderBy: { updatedAt: "desc" }, take: FEED_ENTRIES } as const;
  const days = await db.corridorDay.findMany({
    where: { corridorSlug },
    ...last,
    select: { id: true, updatedAt: true },
  });
  const claims = await db.claim.findMany({
    where: { corridorSlug, dayId: null },
    ...last,
    select: { key: true, updatedAt: true },
  });
  return [
    ...days.map(({ id, updatedAt }) => ({ kind: "corridor_day", entry: id, at: updatedAt }) as const),
    ...claims.map(({ key, updatedAt }) => ({ kind: "claim", entry: key, at: updatedAt }) as const),
  ];
}

/** A withdrawn source changes what its entries show without a revision of theirs: their readers have to hear of it. */
async function withdrawnUnder(db: Db, corridorSlug: string | null): Promise<Change[]> {
  const sources = await db.source.findMany({
    where: { retractedAt: { not: null } },
    orderBy: [{ retractedAt: "desc" }, { slug: "asc" }],
    take: FEED_ENTRIES,
    select: { slug: true, retractedAt: true },
  });
  if (sources.length === 0) return [];
  const at = new Map(sources.map(({ slug, retractedAt }) => [slug, retractedAt as Date]));
  const rows = await db.claim.findMany({
    where: {
      sourceSlug: { in: [...at.keys()] },
      ...(corridorSlug && { OR: [{ corridorSlug }, { day: { corridorSlug } }] }),
    },
    orderBy: { key: "asc" },
    take: BATCH,
    select: { key: true, dayId: true, sourceSlug: true },
  });
  return rows.map(({ key, dayId, sourceSlug }) => ({
    kind: dayId ? "corridor_day" : "claim",
    entry: dayId ?? key,
    at: at.get(sourceSlug) as Date,
  }));
}

/** Of one change set: corridor days before claims of wider scope. */
const byName = (a: Change, b: Change) => b.kind.localeCompare(a.kind) || (a.entry < b.entry ? -1 : 1);

/** Each entry once, at its newest change; the newest first. */
function newest(changes: Change[]): Change[] {
  const found = new Map<string, Change>();
  for (const change of changes.sort((a, b) => b.at.getTime() - a.at.getTime() || byName(a, b))) {
    const key = `${change.kind} ${change.entry}`;
    if (!found.has(key)) found.set(key, change);
  }
  return [...found.values()].slice(0, FEED_ENTRIES);
}

/**
 * The newest 100 entries by their last change, of the whole record or of one corridor: corridor days and claims of wider
 * scope, retracted ones with their reason. Null for a corridor that nobody uses.
 */
export async function readFeed(db: Db, corridor: string | null): Promise<FedEntry[] | null> {
  if (corridor !== null) {
    const known = isSlug(corridor) && (await db.corridor.findFirst({ where: { slug: corridor, ...CURRENT } }));
    if (!known) return null;
  }
  const changes = newest([
    ...(corridor === null ? await lastChanges(db) : await changesOf(db, corridor)),
    ...(await withdrawnUnder(db, corridor)),
  ]);
  const keys = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).map(({ entry }) => entry);
  const entries = new Map([...(await fedDays(db, keys("corridor_day"))), ...(await fedClaims(db, keys("claim")))]);
  return changes.flatMap(({ kind, entry, at }) => {
    const found = entries.get(`${kind} ${entry}`);
    return found ? [{ ...found, updated: at > found.updated ? at : found.updated }] : [];
  });
}

/** Why entries were retracted, by the number of the revision that did it. */
async function reasonsOf(db: Db, revisions: number[]): Promise<Map<number, string>> {
  const rows = await db.revision.findMany({
    where: { seq: { in: revisions } },
    select: { seq: true, reason: true },
  });
  return new Map(rows.map(({ seq, reason }) => [seq, reason]));
}

async function fedDays(db: Db, ids: string[]): Promise<[string, FedEntry][]> {
  const rows = await db.corridorDay.findMany({
    where: { id: { in: ids }, corridor: CURRENT },
    include: { corridor: { include: CORRIDOR } },
  });
  const current = rows.filter(({ retractedAt }) => retractedAt === null);
  const days = new Map((await daysOf(db, current)).map((day) => [`${day.corridor}/${day.date}`, day]));
  const reasons = await reasonsOf(
    db,
    rows.filter(({ retractedAt }) => retractedAt !== null).map(({ revision }) => revision),
  );
  const moved = rows.flatMap(({ corridor: { mergedIntoSlug: into }, date }) => (into ? [dayKey(into, date)] : []));
  const elsewhere = new Set(
    (await db.corridorDay.findMany({ where: { ...CURRENT, id: { in: moved } }, select: { id: true } })).map(
      ({ id }) => id,
    ),
  );
  return rows.map((row): [string, FedEntry] => {
    const day = days.get(row.id);
    const corridor = corridorOf(row.corridor);
    const { date, publishedAt: published, updatedAt: updated } = row;
    const into = corridor.mergedInto;
    const entry = (): FedEntry => {
      if (day) return { kind: "day", corridor, day, published, updated };
      if (into && elsewhere.has(dayKey(into, date)))
        return { kind: "movedDay", corridor, date, into, published, updated };
      return { kind: "retractedDay", corridor, date, reason: reasons.get(row.revision) ?? "", published, updated };
    };
    return [`corridor_day ${row.id}`, entry()];
  });
}

async function fedClaims(db: Db, keys: string[]): Promise<[string, FedEntry][]> {
  const rows = await db.claim.findMany({
    where: { key: { in: keys }, dayId: null, OR: [{ corridorSlug: null }, { corridor: CURRENT }] },
    include: { ...CLAIM, corridor: { include: CORRIDOR } },
  });
  const first = await db.revision.groupBy({
    by: ["entry"],
    where: { entryKind: "claim", entry: { in: keys } },
    _min: { at: true },
  });
  const published = new Map(first.map(({ entry, _min }) => [entry, _min.at]));
  const reasons = await reasonsOf(
    db,
    rows.filter(({ retractedAt }) => retractedAt !== null).map(({ revision }) => revision),
  );
  return rows.map((row) => {
    const times = { published: published.get(row.key) ?? row.updatedAt, updated: row.updatedAt };
    const gone = row.retractedAt !== null;
    return [
      `claim ${row.key}`,
      gone
        ? {
            kind: "retractedClaim",
            key: row.key,
            source: row.sourceSlug,
            reason: reasons.get(row.revision) ?? "",
            ...times,
          }
        : { kind: "claim", claim: claimOf(row), corridor: row.corridor && corridorOf(row.corridor), ...times },
    ];
  });
}
