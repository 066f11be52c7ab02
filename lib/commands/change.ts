import { randomUUID } from "node:crypto";
import type { Store, Tx } from "@/lib/data/client";
import type { Dialect } from "@/lib/data/dialect";
import { readFreeze, readTerms } from "@/lib/data/freeze";
import { insertAll } from "@/lib/data/insert-all";
import type { Write } from "../domain/arrivals";
import { GENESIS, hashOf, sha256 } from "../domain/chain";
import { type Answer, invalid, refuse } from "../domain/errors";
import { parseInput, reasonInput } from "../domain/inputs";
import { changedFields, type Payload } from "../domain/payloads";
import { type Actor, authorRole, type Permission, refusedTo } from "../domain/policy";
import { isReviewed } from "../domain/settings";
import type { Recorded, SuggestedCommand } from "../domain/suggestions";
import { joined } from "../domain/text";
import type { Typed } from "../domain/typed";
import type { ChangeKind, ChangeOrigin, EntryKind, Role } from "../domain/vocabulary";
import { auditLines } from "./audit";
import { refusalOf, refuseNow } from "./refusing";
import { applyNeeds, keepSuggestion, suggested } from "./suggesting";

/** What every command is told: the store, who is acting, and the time. */
export type Context = {
  store: Store;
  actor: Actor;
  now: Date;
  /** Made with the form: the same form sent again under it finds the first answer. */
  requestKey?: string;
  /** The form as it was typed, to be gone on with where the change waits for review; `suggestion`: made before from it. */
  form?: { typed: Typed; base: number; suggestion: string | null };
  /** The transaction of the review that approves it, and whose change it is. */
  approval?: { tx: Tx; author: { id: string; role: Role } };
};

/** One save under way: one transaction, one change set, a revision per entry touched. */
export type Change = {
  tx: Tx;
  dialect: Dialect;
  actor: Actor;
  /** The instant of all its revisions: the clock's, but never before the last revision's. */
  at: Date;
  /** The number that the next revision gets. */
  nextSeq(): number;
  /** The newest revision of an entry; `payload` is null where it was retracted. */
  newest(kind: EntryKind, entry: string): Promise<{ seq: number; payload: Payload | null } | null>;
  /**
   * Writes the revision of an entry that became `after` (null: retracted).
   * @param redacted the fields that a redaction took texts out of: it is told of, although nothing differs any more
   * @returns its number, or that of the newest one where nothing has changed
   */
  record(
    entryKind: EntryKind,
    entry: string,
    kind: ChangeKind,
    after: Payload | null,
    redacted?: string[],
  ): Promise<number>;
  /**
   * record() for many entries of one kind, none of them retracted or retracted by it; whoever hands them in has read
   * `before` inside this transaction.
   * @returns the number of the first; the others follow
   */
  recordAll(entries: readonly Write[]): Promise<number>;
  /** The change set that it has become; undefined while nothing is recorded. */
  changeSet(): string | undefined;
  /** What record() has written so far. */
  recorded(): readonly Recorded[];
};

/** How a change of the record came about, where it is not one save of a form. */
export type How = {
  origin?: ChangeOrigin;
  /** The change set that it takes back. */
  reverts?: string;
  /** Of its transaction, in ms, where the usual one is too short. */
  timeout?: number;
  /** What must not wait until people may publish again: a text that endangers somebody goes, an administrator takes back what is false. */
  evenFrozen?: boolean;
  /** By what name a review carries it out; without one it is refused to those whose changes are reviewed. */
  command?: SuggestedCommand;
  /** An administrator's, in an emergency: it waits for nobody's review. */
  unreviewed?: boolean;
};

/** What a revision says of an entry; `before` as JSON. */
type Appended = {
  entryKind: EntryKind;
  entry: string;
  kind: ChangeKind;
  fields: string[];
  before: string | null;
  after: Payload | null;
};

/** Refuses as `frozen` while an administrator has stopped all publishing. */
export async function refuseWhileFrozen(tx: Tx): Promise<void> {
  if (await readFreeze(tx)) refuseNow(refuse("frozen"));
}

type Frame<Admitted> = { admit?: (tx: Tx) => Promise<Admitted>; timeout?: number };

/**
 * The frame of every command: may the actor, was this very request answered before, then the body in one transaction,
 * and its answer kept under the request key in the same transaction.
 * @param request everything that was asked for: under a used key, something else is a request of its own
 * @param admit asked first inside the transaction, before any answer of before; the body is told what it found
 * @param timeout of its transaction, in ms, where the usual one is too short
 */
export const carryOut = <T extends object, Admitted = void>(
  context: Context,
  permission: Permission,
  request: unknown,
  body: (tx: Tx, admitted: Admitted) => Promise<T>,
  frame: Frame<Admitted> = {},
): Promise<Answer<T>> =>
  answerOnce(
    context,
    permission,
    request,
    async (tx, admitted): Promise<Answer<T>> => ({ ok: true, ...(await body(tx, admitted)) }),
    frame,
  );

/** carryOut() for a body that says itself how it ended: a refusal that it gives back, and does not throw, is kept, too. */
async function answerOnce<T extends object, Admitted = void>(
  context: Context,
  permission: Permission,
  request: unknown,
  body: (tx: Tx, admitted: Admitted) => Promise<Answer<T>>,
  { admit, timeout }: Frame<Admitted> = {},
): Promise<Answer<T>> {
  const refused = refusedTo(context.actor, permission);
  if (refused) return refused;
  // A key is one person's: somebody else's can neither be replayed nor used up. It answers for what was asked alone:
  // whoever goes back, types on and sends the old form again must not be told that it is saved.
  const asked = [context.actor.id, context.requestKey, permission, request];
  const key = context.requestKey && sha256(JSON.stringify(asked));
  const carried = async (tx: Tx): Promise<Answer<T>> => {
    const admitted = (await admit?.(tx)) as Admitted;
    const before = key ? await tx.requestKey.findUnique({ where: { key } }) : null;
    if (before) return JSON.parse(before.answer) as Answer<T>;
    const answer = await body(tx, admitted);
    if (key) {
      const kept = { key, actorId: context.actor.id, createdAt: context.now, answer: JSON.stringify(answer) };
      await insertAll(tx, context.store.dialect, "RequestKey", [kept]);
    }
    return answer;
  };
  try {
    return await (context.approval ? carried(context.approval.tx) : context.store.transaction(carried, timeout));
  } catch (error) {
    return refusalOf(error);
  }
}

/** Opens a change of the public record inside a transaction. The seed's is refused on a store that has history. */
async function openChange(
  tx: Tx,
  { store: { dialect }, actor, now, approval }: Context,
  reason: string,
  how: How,
): Promise<Change> {
  const role = approval?.author.role ?? authorRole(actor);
  const recorded: Recorded[] = [];
  let last = await tx.revision.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, at: true, hash: true } });
  if (actor.kind === "seed" && last) refuseNow(refuse("not_empty"));
  const at = last && last.at > now ? last.at : now;
  let changeSetId: string | undefined;
  const origin = how.origin ?? (actor.kind === "seed" ? "seed" : "form");
  const from = { authorRole: role, actorId: approval?.author.id ?? actor.id, origin, revertsId: how.reverts ?? null };

  const newest: Change["newest"] = async (entryKind, entry) => {
    const found = await tx.revision.findFirst({
      where: { entryKind, entry },
      orderBy: { seq: "desc" },
      select: { seq: true, after: true },
    });
    return found && { seq: found.seq, payload: found.after === null ? null : (JSON.parse(found.after) as Payload) };
  };

  /** Writes revisions one after the other, each with its line of the audit log. @returns the number of the first */
  const append = async (entries: readonly Appended[]): Promise<number> => {
    const first = (last?.seq ?? 0) + 1;
    if (!changeSetId) {
      changeSetId = randomUUID();
      const [{ kind } = { kind: "addition" as const }] = entries;
      await insertAll(tx, dialect, "ChangeSet", [{ id: changeSetId, at, kind, reason, ...from }]);
    }
    const revisions = entries.map(({ fields, before, after, ...entry }) => {
      const { seq, hash: prevHash } = last ?? { seq: 0, hash: GENESIS };
      const link = { ...entry, seq: seq + 1, at, reason, role, after: after && JSON.stringify(after), prevHash };
      const hash = hashOf(link);
      last = { seq: link.seq, at, hash };
      return { ...link, hash, fields: joined(fields), before, changeSetId: changeSetId as string };
    });
    await insertAll(tx, dialect, "Revision", revisions);
    const told = revisions.map(({ seq, kind: action, entryKind, entry }) => {
      return { at, actor, action, entryKind, entry, detail: { revision: seq } };
    });
    await insertAll(tx, dialect, "AuditLog", await auditLines(tx, told));
    return first;
  };
  const needReason = () => {
    if (!reason) refuseNow(invalid({ field: "reason", code: "reason_required" }));
  };

  return {
    tx,
    dialect,
    actor,
    at,
    nextSeq: () => (last?.seq ?? 0) + 1,
    newest,
    changeSet: () => changeSetId,
    recorded: () => recorded,
    async record(entryKind, entry, kind, after, redacted) {
      const newestOne = await newest(entryKind, entry);
      const before = newestOne?.payload ?? null;
      const fields = redacted ?? changedFields(before, after);
      if (newestOne && fields.length === 0) return newestOne.seq;
      if (newestOne) needReason();
      const seq = await append([{ entryKind, entry, kind, fields, before: before && JSON.stringify(before), after }]);
      recorded.push({ entryKind, entry, kind, before, after });
      return seq;
    },
    async recordAll(entries) {
      if (entries.some(({ before }) => before !== null)) needReason();
      return append(
        entries.map(({ kind: entryKind, entry, change: kind, before, after }) => {
          const fields = changedFields(before === null ? null : (JSON.parse(before) as Payload), after);
          return { entryKind, entry, kind, fields, before, after };
        }),
      );
    },
  };
}

/** Ends a change that was only tried out, to see what it would make of the record: nothing of it stays. */
class Rehearsed extends Error {
  constructor(
    readonly answer: object,
    readonly made: { recorded: readonly Recorded[]; needs: string[] },
  ) {
    super("rehearsed");
  }
}

/** Whether a change by this actor waits for somebody's review, and whether all publishing is stopped; refuses whoever may neither. */
async function standingOf(tx: Tx, { actor, approval }: Context, how: How) {
  const { settings, freeze } = await readTerms(tx);
  const reviewed = !how.unreviewed && actor.kind === "person" && isReviewed(actor.role, settings);
  const refused = !approval && !reviewed && refusedTo(actor, "record.publish");
  return refused ? refuseNow(refused) : { waits: !approval && reviewed, frozen: freeze !== null && !how.evenFrozen };
}

/**
 * A command that changes the public record: carryOut() with a change set, for the reason that the request gives. Where the
 * changes of the actor's role are reviewed, all of it is tried out and nothing of it stays but a suggestion: what the rules
 * say against it is told at once, and no command can forget to ask.
 * @returns its answer, or refuses; as `suggested` where it waits for a review
 */
export async function publish<T extends object>(
  context: Context,
  request: { reason?: string | null },
  body: (change: Change) => Promise<T>,
  how: How = {},
): Promise<Answer<T>> {
  const why = parseInput(reasonInput, request);
  if (!why.ok) return invalid(...why.problems);
  const { reason } = why.value;
  const change = async (tx: Tx, { waits, frozen }: Awaited<ReturnType<typeof standingOf>>) => {
    if (frozen) return refuseNow(refuse("frozen"));
    if (!waits) return body(await openChange(tx, context, reason, how));
    if (!how.command) return refuseNow(refuse("review_required"));
    const needs = await applyNeeds(tx, context, request);
    const tried = await openChange(tx, context, reason, how);
    const answer = await body(tried);
    throw new Rehearsed(answer, { recorded: tried.recorded(), needs });
  };
  try {
    // somebody whose rights were taken away gets no answer of before either
    const admit = (tx: Tx) => standingOf(tx, context, how);
    return await carryOut(context, "record.suggest", request, change, { admit, timeout: how.timeout });
  } catch (error) {
    const { command } = how;
    if (!(error instanceof Rehearsed) || !command) throw error;
    // what changes nothing needs no review
    if (error.made.recorded.length === 0) return { ok: true, ...(error.answer as T) };
    const kept = { command, request, reason, ...error.made };
    return answerOnce(context, "record.suggest", request, async (tx) =>
      suggested(await keepSuggestion(tx, context, kept)),
    );
  }
}
