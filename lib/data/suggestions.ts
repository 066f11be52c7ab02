import { sha256 } from "../domain/chain";
import { partyInput, placeInput, sourceInput } from "../domain/inputs";
import { inputOf } from "../domain/payloads";
import { type Actor, may } from "../domain/policy";
import type { Party, Place, Source } from "../domain/record";
import { partyColumns, placeColumns, sourceColumns } from "../domain/rows";
import { isReviewed } from "../domain/settings";
import type { Suggested } from "../domain/suggestions";
import type { Typed } from "../domain/typed";
import type { EntryKind } from "../domain/vocabulary";
import { type ChangedEntry, changedEntries } from "./changes";
import type { Db } from "./client";
import { partyOf, placeOf, sourceOf } from "./entries";
import { type Names, namesIn } from "./revisions";
import { readSettings } from "./settings";

/** A change that waits for another person's review, or was given back. No public door shows one. */
export type Suggestion = {
  id: string;
  kind: EntryKind;
  entry: string;
  /** null: the entry is not in the tables yet. */
  is: ChangedEntry | null;
  state: "suggested" | "sent_back" | "rejected";
  author: string;
  mine: boolean;
  reason: string;
  suggestedAt: Date;
  /** What was said of it when it was given back, by whom and when. */
  comment: string;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: number;
  entries: number;
};

/** All of a suggestion but what was asked for, which may be long. */
const SHOWN = {
  id: true,
  entryKind: true,
  entry: true,
  state: true,
  authorId: true,
  author: { select: { name: true, role: true } },
  reason: true,
  createdAt: true,
  suggestedAt: true,
  comment: true,
  decidedBy: { select: { name: true } },
  decidedAt: true,
  version: true,
  entries: true,
} as const;
type Reads = Pick<Db, "draft" | "revision">;
type Rows = Awaited<ReturnType<typeof rowsOf>>;
const found = (where: object) => ({
  where: { state: { not: "draft" as const }, ...where },
  orderBy: [{ suggestedAt: "asc" as const }, { id: "asc" as const }],
});
const rowsOf = (db: Reads, where: object) =>
  db.draft.findMany({ ...found(where), select: { ...SHOWN, payload: true } });

async function suggestionsOf(
  db: Db,
  actor: Actor,
  rows: readonly Omit<Rows[number], "payload">[],
): Promise<Suggestion[]> {
  const entryOf = await changedEntries(db, rows);
  return rows.map((row) => ({
    id: row.id,
    kind: row.entryKind,
    entry: row.entry,
    is: entryOf(row.entryKind, row.entry),
    state: row.state as Suggestion["state"],
    author: row.author.name,
    mine: row.authorId === actor.id,
    reason: row.reason,
    suggestedAt: row.suggestedAt ?? row.createdAt,
    comment: row.comment,
    decidedBy: row.decidedBy?.name ?? null,
    decidedAt: row.decidedAt,
    version: row.version,
    entries: row.entries,
  }));
}

/** Those of others that a reviewer is shown: undecided. And everybody's own. */
const shownTo = (actor: Actor) => {
  if (actor.kind !== "person") return { authorId: "" };
  const own = { authorId: actor.id };
  return may(actor.role, "record.review") ? { OR: [{ state: "suggested" as const }, own] } : own;
};

/** The suggestions that the actor may see, the longest waiting first. */
export const listSuggestions = async (db: Db, actor: Actor): Promise<Suggestion[]> =>
  suggestionsOf(db, actor, await db.draft.findMany({ ...found(shownTo(actor)), select: SHOWN }));

/** How many suggestions of others wait for this person. */
export async function countWaiting(db: Db, actor: Actor): Promise<number> {
  if (actor.kind !== "person" || !may(actor.role, "record.review")) return 0;
  return db.draft.count({ where: { state: "suggested", authorId: { not: actor.id } } });
}

/** Whether what this person saves waits for another one's review; nobody's does who is not there. */
export const isReviewedPerson = async (db: Pick<Db, "setting">, actor: Actor | null): Promise<boolean> =>
  actor?.kind === "person" && isReviewed(actor.role, await readSettings(db));

/** Whether this person may publish, or suggest what another one then publishes. */
export async function mayHandIn(db: Db, actor: Actor): Promise<boolean> {
  if (actor.kind !== "person") return false;
  return may(actor.role, "record.publish") || (await isReviewedPerson(db, actor));
}

const askedIn = ({ payload }: { payload: string }) => JSON.parse(payload) as Suggested;

/** What has to be published before a suggestion and waits now, also by way of each other: in that order, each once. */
export async function waitingNeeds(
  db: Reads,
  of: { id: string; payload: string },
  known = new Set([of.id]),
): Promise<Rows> {
  const needs: Rows = [];
  for (const id of askedIn(of).needs) {
    if (known.has(id)) continue;
    known.add(id);
    const [need] = await rowsOf(db, { id, state: "suggested" });
    if (need) needs.push(...(await waitingNeeds(db, need, known)), need);
  }
  return needs;
}

/**
 * All that a reviewer is shown, as one word: the versions of a suggestion and of what is published with it, and of the
 * entries that they touch.
 */
export async function seenOf(
  db: Reads,
  all: readonly { id: string; version: number; payload: string }[],
): Promise<string> {
  const entries = all.flatMap((one) => askedIn(one).recorded);
  const newest = await db.revision.groupBy({
    by: ["entryKind", "entry"],
    where: { entry: { in: entries.map(({ entry }) => entry) } },
    _max: { seq: true },
  });
  const versions = new Map(newest.map(({ entryKind, entry, _max }) => [`${entryKind} ${entry}`, _max.seq]));
  const standing = [
    ...all.map(({ id, version }) => [id, version]),
    ...entries.map(({ entryKind, entry }) => [entryKind, entry, versions.get(`${entryKind} ${entry}`) ?? null]),
  ];
  return sha256(JSON.stringify(standing));
}

type Asked = { suggestion: Suggestion; asked: Suggested };

/**
 * One suggestion with everything that was asked for, and what would be published before it; null where there is none that
 * the actor may see.
 */
export async function findSuggestion(
  db: Db,
  actor: Actor,
  id: string,
): Promise<(Asked & { needs: Asked[]; seen: string }) | null> {
  const [row] = await rowsOf(db, { AND: [shownTo(actor), { id }] });
  if (!row) return null;
  const all = [...(await waitingNeeds(db, row)), row];
  const shown = (await suggestionsOf(db, actor, all)).map((suggestion, i) => ({
    suggestion,
    asked: askedIn(all[i] as { payload: string }),
  }));
  const one = shown.pop() as Asked;
  return { ...one, needs: shown, seen: await seenOf(db, all) };
}

/** A suggestion of one's own as the form that it was made with; null where it is not, or has none. */
export async function ownForm(
  db: Db,
  actor: Actor | null,
  id: string | undefined,
): Promise<{ id: string; typed: Typed; base: number } | null> {
  if (!actor || !id) return null;
  const [row] = await rowsOf(db, { id, authorId: actor.id });
  const form = row && askedIn(row).form;
  return form ? { id, ...form } : null;
}

/** Places, parties and sources that the actor has suggested and nobody has approved yet: to be chosen in other forms. */
export async function ownAdditions(
  db: Db,
  actor: Actor | null,
): Promise<{ places: Place[]; parties: Party[]; sources: Source[] }> {
  const own = { places: [] as Place[], parties: [] as Party[], sources: [] as Source[] };
  if (actor?.kind !== "person") return own;
  const rows = await db.draft.findMany({
    where: { authorId: actor.id, state: "suggested", baseRevision: 0, entryKind: { in: ["place", "party", "source"] } },
  });
  for (const { entryKind, entry, payload } of rows) {
    const after = askedIn({ payload }).recorded.find((made) => made.entry === entry)?.after;
    if (!after) continue;
    const input = inputOf(entryKind, entry, after);
    const row = { slug: entry, mergedIntoSlug: null, retractedAt: null, updatedAt: new Date(0), revision: 0 };
    if (entryKind === "place") own.places.push(placeOf({ ...placeColumns(placeInput.parse(input)), ...row }));
    if (entryKind === "party") own.parties.push(partyOf({ ...partyColumns(partyInput.parse(input)), ...row }));
    if (entryKind === "source") own.sources.push(sourceOf({ ...sourceColumns(sourceInput.parse(input)), ...row }));
  }
  return own;
}

/**
 * What a suggestion would make of the entries as they stand now.
 * @returns a version per entry with the newest one as `before`; `moved` where that is another one than it was made from
 */
export async function suggestedVersions(db: Db, asked: Suggested) {
  const versions = [];
  for (const { entryKind, entry, kind, before, after } of asked.recorded) {
    const newest = await db.revision.findFirst({ where: { entryKind, entry }, orderBy: { seq: "desc" } });
    const now = newest?.after ? (JSON.parse(newest.after) as typeof before) : null;
    versions.push({
      entryKind,
      entry,
      kind,
      first: now === null,
      redacted: false,
      before: now,
      after,
      moved: JSON.stringify(now) !== JSON.stringify(before),
    });
  }
  return { versions, names: (await namesIn(db, versions)) satisfies Names };
}
