import type { Prisma } from "@/prisma/generated/sqlite/client";
import { type Answer, refuse } from "../domain/errors";
import { type Actor, refusedTo } from "../domain/policy";
import type { AuthorRole, ChangeKind, ChangeOrigin, EntryKind } from "../domain/vocabulary";
import { type ChangedEntry, changedEntries } from "./changes";
import type { Db } from "./client";

/** Change sets on one page of the list. */
const PAGE = 30;
/** Entries of one change set that are named on its page. */
const MOST_ENTRIES = 200;

/** One save, import, merge or revert, with who made it: internal, never on a public page. */
export type ChangeSet = {
  id: string;
  at: Date;
  kind: ChangeKind;
  origin: ChangeOrigin;
  reason: string;
  role: AuthorRole;
  /** Name at sign-in; null for the first transcription. */
  author: string | null;
  /** How many entries it touched. */
  entries: number;
  /** One of them. */
  first: TouchedEntry | null;
  /** The change set that it takes back, and the one that takes it back. */
  reverts: string | null;
  revertedBy: string | null;
};

export type TouchedEntry = {
  seq: number;
  kind: EntryKind;
  entry: string;
  change: ChangeKind;
  /** null: the entry is not in the tables any more. */
  is: ChangedEntry | null;
};

const WITH = {
  revertedBy: { select: { id: true } },
  _count: { select: { revisions: true } },
} as const satisfies Prisma.ChangeSetInclude;
type Row = Prisma.ChangeSetGetPayload<{ include: typeof WITH }>;

async function touched(db: Db, where: Prisma.RevisionWhereInput, take: number): Promise<TouchedEntry[]> {
  const rows = await db.revision.findMany({
    where,
    orderBy: { seq: "asc" },
    select: { seq: true, kind: true, entryKind: true, entry: true },
    take,
  });
  const entryOf = await changedEntries(db, rows);
  return rows.map(({ seq, kind, entryKind, entry }) => ({
    seq,
    kind: entryKind,
    entry,
    change: kind,
    is: entryOf(entryKind, entry),
  }));
}

/** The names of people by id. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

async function setsOf(db: Db, rows: Row[]): Promise<ChangeSet[]> {
  const names = await namesOf(
    db,
    rows.map((row) => row.actorId),
  );
  const firsts = await db.revision.groupBy({
    by: ["changeSetId"],
    where: { changeSetId: { in: rows.map(({ id }) => id) } },
    _min: { seq: true },
  });
  const seqOf = new Map(firsts.map(({ changeSetId, _min }) => [changeSetId, _min.seq]));
  const seqs = [...seqOf.values()].flatMap((seq) => seq ?? []);
  const entries = new Map((await touched(db, { seq: { in: seqs } }, PAGE)).map((entry) => [entry.seq, entry]));
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    origin: row.origin,
    reason: row.reason,
    role: row.authorRole,
    author: names.get(row.actorId) ?? null,
    entries: row._count.revisions,
    first: entries.get(seqOf.get(row.id) ?? 0) ?? null,
    reverts: row.revertsId,
    revertedBy: row.revertedBy?.id ?? null,
  }));
}

/**
 * The latest change sets, newest first; refused to whoever may not see authors.
 * @param before only those before this one, for further pages
 * @returns also the id of the last, where there are more
 */
export async function listChangeSets(
  db: Db,
  actor: Actor,
  before?: string,
): Promise<Answer<{ sets: ChangeSet[]; next: string | null }>> {
  const refused = refusedTo(actor, "history.authors");
  if (refused) return refused;
  const from = before ? await db.changeSet.findUnique({ where: { id: before } }) : null;
  const rows = await db.changeSet.findMany({
    where: from ? { OR: [{ at: { lt: from.at } }, { at: from.at, id: { lt: from.id } }] } : {},
    orderBy: [{ at: "desc" }, { id: "desc" }],
    include: WITH,
    take: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE);
  return { ok: true, sets: await setsOf(db, shown), next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
}

/** One change set with the entries that it touched, the first 200 of them. */
export async function findChangeSet(
  db: Db,
  actor: Actor,
  id: string,
): Promise<Answer<{ set: ChangeSet; entries: TouchedEntry[] }>> {
  const refused = refusedTo(actor, "history.authors");
  if (refused) return refused;
  const row = await db.changeSet.findUnique({ where: { id }, include: WITH });
  if (!row) return refuse("not_found");
  const [set] = await setsOf(db, [row]);
  return { ok: true, set: set as ChangeSet, entries: await touched(db, { changeSetId: id }, MOST_ENTRIES) };
}
