import type { Store, Tx } from "@/lib/data/client";
import { type Answer, invalid, type Problem, refuse } from "../domain/errors";
import { inputOf, type Payload } from "../domain/payloads";
import { mayFreeze, refusedTo } from "../domain/policy";
import type { EntryKind } from "../domain/vocabulary";
import { appendAudit } from "./audit";
import { type Change, type Context, publish } from "./change";
import { publishClaim } from "./claims";
import { publishDay } from "./corridor-days";
import { publishCorridor } from "./corridors";
import { entriesNaming, retractEntry, tableOf, versionOfEntry } from "./entry-rows";
import { lostSides, publishParty } from "./parties";
import { publishPlace } from "./places";
import { located, refuseNow } from "./refusing";
import { publishSource } from "./sources";

export type Reverted = { changeSet: string; entries: number };

/** An entry that a revert takes back: everything from revision `first` to revision `last` of it. */
type Step = { kind: EntryKind; entry: string; first: number; last: number };

/** Revisions that are read at once: an import has a hundred thousand. */
const BATCH = 500;
/** Reasons that are told at once why a revert can't be. */
const MOST_PROBLEMS = 20;
/** How long a revert may take, in ms: at least, and for each of its entries. */
const LEAST = 30_000;
const EACH = 20;

/** What is referred to comes back before what refers to it, and goes after it. */
const ORDER: readonly EntryKind[] = ["place", "party", "source", "corridor", "corridor_day", "claim"];
const byKind = (a: Step, b: Step) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);

/** One revision of an entry, the newest, is taken back: the entry says again what it said before. */
export async function revertRevision(
  context: Context,
  edit: { seq: number; reason: string },
): Promise<Answer<Reverted>> {
  const { changeSetId } = (await context.store.read.revision.findUnique({ where: { seq: edit.seq } })) ?? {};
  if (!changeSetId) return refuse("not_found");
  const alone = (await context.store.read.revision.count({ where: { changeSetId } })) === 1;
  return publish(
    context,
    edit,
    async (change) => {
      const { tx } = change;
      const { entryKind: kind, entry, kind: sort } = await tx.revision.findUniqueOrThrow({ where: { seq: edit.seq } });
      if (sort === "redaction") refuseNow(invalid({ field: "revision", code: "redaction_stays" }));
      if (sort === "merge") refuseNow(invalid({ field: "revision", code: "revert_whole" }));
      const newest = await change.newest(kind, entry);
      if (newest?.seq !== edit.seq) refuseNow(refuse("conflict"));
      return undo(change, context.now, [{ kind, entry, first: edit.seq, last: edit.seq }], [changeSetId], edit.reason);
    },
    {
      origin: "revert",
      reverts: alone ? changeSetId : undefined,
      command: "revertRevision",
      evenFrozen: mayFreeze(context.actor),
    },
  );
}

/**
 * Takes back everything that a change set did, as one change set: an import, a merge and a revert, too.
 * @returns or refuses: `not_found`; `not_allowed` to undo the first transcription without being an administrator; `invalid`
 *   with a problem per entry where something newer stands on it, where entries of the present name what would go, or where
 *   it was reverted already
 */
export async function revertChangeSet(
  context: Context,
  edit: { changeSet: string; reason: string },
): Promise<Answer<Reverted>> {
  const { read } = context.store;
  const set = await read.changeSet.findUnique({ where: { id: edit.changeSet }, include: { revertedBy: true } });
  if (!set) return refuse("not_found");
  const mayUndoSeed = set.origin === "seed" ? refusedTo(context.actor, "record.revert_others") : null;
  if (mayUndoSeed) return mayUndoSeed;
  if (set.kind === "redaction") return invalid({ field: "changeSet", code: "redaction_stays" });
  return publish(
    context,
    edit,
    async (change) => {
      // asked again inside: two may press the button at once
      if (await change.tx.changeSet.findUnique({ where: { revertsId: set.id } }))
        refuseNow(invalid({ field: "changeSet", code: "already_reverted" }));
      return undo(change, context.now, await stepsOf(change.tx, [set.id]), [set.id], edit.reason);
    },
    {
      origin: "revert",
      reverts: set.id,
      timeout: await timeFor(context.store, [set.id]),
      command: "revertChangeSet",
      evenFrozen: mayFreeze(context.actor),
    },
  );
}

/**
 * Takes back the last changes of one person as one change set, for an administrator. What was reverted already, and
 * redactions, do not count.
 * @param edit.count how many of their change sets, at most 1000
 * @returns or refuses as revertChangeSet() does
 */
export async function revertLastOf(
  context: Context,
  edit: { person: string; count: number; reason: string },
): Promise<Answer<Reverted>> {
  const refused = refusedTo(context.actor, "record.revert_others");
  if (refused) return refused;
  if (!Number.isInteger(edit.count) || edit.count < 1 || edit.count > 1000)
    return invalid({ field: "count", code: "count_of_changes" });
  if (!(await context.store.read.user.findUnique({ where: { id: edit.person } }))) return refuse("not_found");
  const lastSets = async (tx: Pick<Tx, "revision">) => {
    const sets = await tx.revision.groupBy({
      by: ["changeSetId"],
      where: { changeSet: { actorId: edit.person, kind: { not: "redaction" }, revertedBy: null } },
      _max: { seq: true },
      orderBy: { _max: { seq: "desc" } },
      take: edit.count,
    });
    return sets.map(({ changeSetId }) => changeSetId);
  };
  const known = await lastSets(context.store.read as unknown as Pick<Tx, "revision">);
  return publish(
    context,
    edit,
    async (change) => {
      const sets = await lastSets(change.tx);
      return undo(change, context.now, await stepsOf(change.tx, sets), sets, edit.reason);
    },
    { origin: "revert", timeout: await timeFor(context.store, known), unreviewed: true, evenFrozen: true },
  );
}

const timeFor = async ({ read }: Store, sets: string[]): Promise<number> =>
  LEAST + EACH * (await read.revision.count({ where: { changeSetId: { in: sets } } }));

/** The entries that change sets touched, each from its first revision in them to its last. */
async function stepsOf(tx: Tx, sets: string[]): Promise<Step[]> {
  const steps = new Map<string, Step>();
  for (let after = 0; ; ) {
    const rows = await tx.revision.findMany({
      where: { changeSetId: { in: sets }, seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: BATCH,
      select: { seq: true, entryKind: true, entry: true },
    });
    for (const { seq, entryKind: kind, entry } of rows) {
      const known = steps.get(`${kind} ${entry}`);
      if (known) known.last = seq;
      else steps.set(`${kind} ${entry}`, { kind, entry, first: seq, last: seq });
    }
    if (rows.length < BATCH) return [...steps.values()];
    after = rows.at(-1)!.seq;
  }
}

/** Why a revert can't be, entry by entry: collected, so that all of it is told at once. */
class Obstacles {
  readonly #problems: Problem[] = [];
  #all = 0;

  add(field: string, code: string, values?: Problem["values"]): void {
    if (++this.#all <= MOST_PROBLEMS) this.#problems.push(values ? { field, code, values } : { field, code });
  }

  refuseIfAny(): void {
    if (this.#all === 0) return;
    const more = this.#all - this.#problems.length;
    const further = more > 0 ? [{ field: "", code: "more_in_the_way", values: { count: more } }] : [];
    refuseNow(invalid(...this.#problems, ...further));
  }
}

/** Takes the steps back: every entry says again what it said before its first revision, or goes where there was none. */
async function undo(change: Change, now: Date, steps: Step[], sets: string[], reason: string): Promise<Reverted> {
  const obstacles = new Obstacles();
  const restored: Step[] = [];
  const added: Step[] = [];
  for (let i = 0; i < steps.length; i += BATCH)
    for (const { step, isAddition } of await standing(change.tx, steps.slice(i, i + BATCH), sets, obstacles))
      (isAddition ? added : restored).push(step);
  obstacles.refuseIfAny();

  for (const step of await sidesFirst(change.tx, restored)) await restore(change, now, step);
  for (const { kind, entry } of (await sidesFirst(change.tx, added)).reverse()) {
    for (const by of await entriesNaming(change.tx, kind, entry)) obstacles.add(by, "names_it", { entry });
    const row = await versionOfEntry(change.tx, kind, entry);
    if (row && !row.retractedAt) await retractEntry(change, kind, entry);
  }
  const parties = restored.filter(({ kind }) => kind === "party").map(({ entry }) => entry);
  for (const { field, code, values } of await lostSides(change.tx, parties)) obstacles.add(field, code, values);
  obstacles.refuseIfAny();

  const changeSet = change.changeSet();
  if (!changeSet) return refuseNow(invalid({ field: "changeSet", code: "nothing_to_revert" }));
  const detail = { change_set: changeSet, reverts: sets, reason };
  await appendAudit(change.tx, { at: change.at, actor: change.actor, action: "revert", detail });
  return { changeSet, entries: restored.length + added.length };
}

/** Which of some steps are still to be taken back; what stands on top of one is an obstacle. */
async function standing(tx: Tx, steps: Step[], sets: string[], obstacles: Obstacles) {
  const seqs = [...new Set(steps.flatMap(({ first, last }) => [first, last]))];
  const own = new Map(
    (
      await tx.revision.findMany({ where: { seq: { in: seqs } }, select: { seq: true, before: true, after: true } })
    ).map((row) => [row.seq, row]),
  );
  const newest = await tx.revision.groupBy({
    by: ["entryKind", "entry"],
    where: { entry: { in: steps.map(({ entry }) => entry) } },
    _max: { seq: true },
  });
  const tops = new Map(newest.map(({ entryKind, entry, _max }) => [`${entryKind} ${entry}`, _max.seq ?? 0]));
  const found: { step: Step; isAddition: boolean }[] = [];
  for (const step of steps) {
    const { kind, entry, first, last } = step;
    const before = own.get(first)?.before ?? null;
    const after = own.get(last)?.after ?? null;
    const top = tops.get(`${kind} ${entry}`) ?? last;
    const now = top === last ? after : ((await tx.revision.findUnique({ where: { seq: top } }))?.after ?? null);
    if (now === before) continue; // somebody has taken it back already
    const between =
      first === last
        ? null
        : await tx.revision.findFirst({
            where: { entryKind: kind, entry, seq: { gt: first, lt: last }, changeSetId: { notIn: sets } },
          });
    if (between) obstacles.add(entry, "changed_between", { revision: between.seq });
    else if (now !== after) obstacles.add(entry, "changed_since", { revision: top });
    else found.push({ step, isAddition: before === null });
  }
  return found;
}

/** In the order of what refers to what; of parties those first that are sides, because the others belong to one. */
async function sidesFirst(tx: Tx, steps: Step[]): Promise<Step[]> {
  const parties = steps.filter(({ kind }) => kind === "party").map(({ entry }) => entry);
  const rows = parties.length ? await tx.party.findMany({ where: { slug: { in: parties } } }) : [];
  const sides = new Set(rows.filter(({ slug, sideSlug }) => slug === sideSlug).map(({ slug }) => slug));
  return steps.toSorted((a, b) => byKind(a, b) || Number(sides.has(b.entry)) - Number(sides.has(a.entry)));
}

/** Saves an entry as it was before a step. */
async function restore(change: Change, now: Date, { kind, entry, first }: Step): Promise<void> {
  const { tx } = change;
  const revision = await tx.revision.findUniqueOrThrow({ where: { seq: first }, select: { before: true } });
  const payload = JSON.parse(revision.before as string) as Payload;
  const row = await versionOfEntry(tx, kind, entry);
  const baseRevision = row?.revision ?? 0;
  const input = inputOf(kind, entry, payload);
  try {
    const claims = (payload.claims ?? []) as { claim?: string }[];
    const keys = claims.flatMap(({ claim }) => claim ?? []);
    if (kind === "corridor_day") await publishDay(change, now, { day: input, baseRevision }, keys);
    else if (kind === "claim") await publishClaim(change, now, { input, baseRevision });
    else {
      // its form does not say whether it was merged into another one
      const mergedIntoSlug = (payload.merged_into ?? null) as string | null;
      await tableOf(tx, kind).updateMany({ where: { slug: entry }, data: { mergedIntoSlug } });
      const publishes = { corridor: publishCorridor, place: publishPlace, party: publishParty, source: publishSource };
      await publishes[kind](change, { input, baseRevision });
    }
  } catch (error) {
    throw located(error, entry);
  }
}
