import { randomUUID } from "node:crypto";
import type { Store, Tx } from "@/lib/data/client";
import type { Dialect } from "@/lib/data/dialect";
import { readFreeze } from "@/lib/data/freeze";
import { insertAll } from "@/lib/data/insert-all";
import type { Write } from "../domain/arrivals";
import { GENESIS, hashOf, sha256 } from "../domain/chain";
import { type Answer, invalid, type Refusal, refuse } from "../domain/errors";
import { parseInput, reasonInput } from "../domain/inputs";
import { changedFields, type Payload } from "../domain/payloads";
import { type Actor, authorRole, type Permission, refusedTo } from "../domain/policy";
import { joined } from "../domain/text";
import type { ChangeKind, ChangeOrigin, EntryKind } from "../domain/vocabulary";
import { appendAudit, auditLines } from "./audit";

/** What every command is told: the store, who is acting, and the time. */
export type Context = {
  store: Store;
  actor: Actor;
  now: Date;
  /** Made with the form: the same form sent again under it finds the first answer. */
  requestKey?: string;
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
};

/** How a change of the record came about, where it is not one save of a form. */
export type How = {
  origin?: ChangeOrigin;
  /** The change set that it takes back. */
  reverts?: string;
  /** Of its transaction, in ms, where the usual one is too short. */
  timeout?: number;
  /** What must not wait until an administrator lets people publish again: a text that endangers somebody. */
  evenFrozen?: boolean;
};

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Ends a command from anywhere inside it: nothing is stored, the refusal is its answer. */
export function refuseNow(refusal: Refusal): never {
  throw new Refused(refusal);
}

/** Refuses as `frozen` while an administrator has stopped all publishing. */
export async function refuseWhileFrozen(tx: Tx): Promise<void> {
  if (await readFreeze(tx)) refuseNow(refuse("frozen"));
}

/** Says of which of many entries the problems of a refusal are; to be thrown on. Other errors stay as they are. */
export function located(error: unknown, at: string): unknown {
  if (!(error instanceof Refused)) return error;
  const { refusal } = error;
  const problems = refusal.problems.map((problem) => ({ ...problem, field: `${at}.${problem.field}` }));
  return new Refused({ ...refusal, problems });
}

/**
 * The frame of every command: may the actor, was this very request answered before, then the body in one transaction,
 * and its answer kept under the request key in the same transaction.
 * @param request everything that was asked for: under a used key, something else is a request of its own
 * @param timeout of its transaction, in ms, where the usual one is too short
 */
export async function carryOut<T extends object>(
  context: Context,
  permission: Permission,
  request: unknown,
  body: (tx: Tx) => Promise<T>,
  timeout?: number,
): Promise<Answer<T>> {
  const refused = refusedTo(context.actor, permission);
  if (refused) return refused;
  // A key is one person's: somebody else's can neither be replayed nor used up. It answers for what was asked alone:
  // whoever goes back, types on and sends the old form again must not be told that it is saved.
  const asked = [context.actor.id, context.requestKey, permission, request];
  const key = context.requestKey && sha256(JSON.stringify(asked));
  try {
    return await context.store.transaction(async (tx): Promise<Answer<T>> => {
      const before = key ? await tx.requestKey.findUnique({ where: { key } }) : null;
      if (before) return JSON.parse(before.answer) as Answer<T>;
      const answer: Answer<T> = { ok: true, ...(await body(tx)) };
      if (key)
        await tx.requestKey.create({
          data: { key, actorId: context.actor.id, createdAt: context.now, answer: JSON.stringify(answer) },
        });
      return answer;
    }, timeout);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Opens a change of the public record inside a transaction. The seed's is refused on a store that has history. */
async function openChange(
  tx: Tx,
  { store: { dialect }, actor, now }: Context,
  reason: string,
  how: How,
): Promise<Change> {
  const role = authorRole(actor);
  let last = await tx.revision.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, at: true, hash: true } });
  if (actor.kind === "seed" && last) refuseNow(refuse("not_empty"));
  const at = last && last.at > now ? last.at : now;
  let changeSetId: string | undefined;
  const origin = how.origin ?? (actor.kind === "seed" ? "seed" : "form");
  const from = { authorRole: role, actorId: actor.id, origin, revertsId: how.reverts ?? null };

  const newest: Change["newest"] = async (entryKind, entry) => {
    const found = await tx.revision.findFirst({ where: { entryKind, entry }, orderBy: { seq: "desc" } });
    return found && { seq: found.seq, payload: found.after === null ? null : (JSON.parse(found.after) as Payload) };
  };

  return {
    tx,
    dialect,
    actor,
    at,
    nextSeq: () => (last?.seq ?? 0) + 1,
    newest,
    changeSet: () => changeSetId,
    async record(entryKind, entry, kind, after, redacted) {
      const before = await newest(entryKind, entry);
      const fields = redacted ?? changedFields(before?.payload ?? null, after);
      if (before && fields.length === 0) return before.seq;
      if (before && !reason) refuseNow(invalid({ field: "reason", code: "reason_required" }));
      if (!changeSetId) {
        changeSetId = randomUUID();
        await tx.changeSet.create({ data: { id: changeSetId, at, kind, reason, ...from } });
      }
      const link = {
        seq: (last?.seq ?? 0) + 1,
        at,
        entryKind,
        entry,
        kind,
        reason,
        role,
        after: after && JSON.stringify(after),
        prevHash: last?.hash ?? GENESIS,
      };
      const hash = hashOf(link);
      const text = before?.payload ? JSON.stringify(before.payload) : null;
      await tx.revision.create({ data: { ...link, hash, fields: joined(fields), before: text, changeSetId } });
      await appendAudit(tx, { at, actor, action: kind, entryKind, entry, detail: { revision: link.seq } });
      last = { seq: link.seq, at, hash };
      return link.seq;
    },
    async recordAll(entries) {
      const first = (last?.seq ?? 0) + 1;
      if (!reason && entries.some(({ before }) => before !== null))
        refuseNow(invalid({ field: "reason", code: "reason_required" }));
      const [{ change: kind } = { change: "addition" as const }] = entries;
      if (!changeSetId) {
        changeSetId = randomUUID();
        await tx.changeSet.create({ data: { id: changeSetId, at, kind, reason, ...from } });
      }
      const revisions = entries.map(({ kind: entryKind, entry, change, before, after }) => {
        const text = JSON.stringify(after);
        const { seq, hash: prevHash } = last ?? { seq: 0, hash: GENESIS };
        const link = { seq: seq + 1, at, entryKind, entry, kind: change, reason, role, after: text, prevHash };
        const hash = hashOf(link);
        const fields = joined(changedFields(before === null ? null : (JSON.parse(before) as Payload), after));
        last = { seq: link.seq, at, hash };
        return { ...link, hash, fields, before, changeSetId: changeSetId as string };
      });
      await insertAll(tx, dialect, "Revision", revisions);
      const lines = await auditLines(
        tx,
        revisions.map(({ seq, kind: action, entryKind, entry }) => {
          return { at, actor, action, entryKind, entry, detail: { revision: seq } };
        }),
      );
      await insertAll(tx, dialect, "AuditLog", lines);
      return first;
    },
  };
}

/** A command that changes the public record: carryOut() with a change set, for the reason that the request gives. */
export async function publish<T extends object>(
  context: Context,
  request: { reason?: string | null },
  body: (change: Change) => Promise<T>,
  how: How = {},
): Promise<Answer<T>> {
  const why = parseInput(reasonInput, request);
  if (!why.ok) return invalid(...why.problems);
  const change = async (tx: Tx) => {
    if (!how.evenFrozen) await refuseWhileFrozen(tx);
    return body(await openChange(tx, context, why.value.reason, how));
  };
  return carryOut(context, "record.publish", request, change, how.timeout);
}

/**
 * Whether an edit may go on: the form's base must be the entry's newest revision (0: there must be none).
 * @param newest asked where it is not, to show the editor what stands there
 */
export async function expectBase(
  base: number,
  entry: { revision: number; retractedAt: Date | null } | null,
  newest: () => ReturnType<Change["newest"]>,
): Promise<void> {
  if (!entry || (entry.retractedAt && base === 0)) {
    if (base !== 0) refuseNow(refuse("not_found"));
    return;
  }
  if (base === entry.revision) return;
  const current = { revision: entry.revision, payload: (await newest())?.payload ?? null };
  refuseNow(refuse(base === 0 ? "exists" : "conflict", [], current));
}
