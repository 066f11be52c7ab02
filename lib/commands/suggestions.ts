import type { Tx } from "@/lib/data/client";
import { seenOf, waitingNeeds } from "@/lib/data/suggestions";
import { type Answer, invalid, refuse } from "../domain/errors";
import { parseInput, reasonInput } from "../domain/inputs";
import type { Suggested } from "../domain/suggestions";
import type { Role } from "../domain/vocabulary";
import { appendAudit } from "./audit";
import { type Context, carryOut } from "./change";
import { refuseNow } from "./refusing";
import { COMMANDS } from "./suggested-commands";

/** How long approving may take, in ms: a merge or a revert may touch many entries. */
const TIMEOUT = 5 * 60_000;

export type Decision = { id: string; version: number };
type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

const find = (tx: Tx, id: string) =>
  tx.draft.findUnique({ where: { id, state: { not: "draft" } }, include: { author: { select: { role: true } } } });

const audit = (
  tx: Tx,
  { now, actor }: Context,
  action: string,
  row: Pick<Row, "id" | "authorId" | "entryKind" | "entry">,
) =>
  appendAudit(tx, {
    at: now,
    actor,
    action,
    entryKind: row.entryKind,
    entry: row.entry,
    detail: { suggestion: row.id, by: row.authorId },
  });

/** A suggestion that waits, as the reviewer saw it; nobody decides on their own. */
async function open(tx: Tx, { actor }: Context, { id, version }: Decision): Promise<Row> {
  const row = await find(tx, id);
  if (row?.authorId === actor.id) refuseNow(refuse("own_suggestion"));
  if (row?.state !== "suggested") return refuseNow(refuse("gone", [{ field: "id", code: "suggestion_decided" }]));
  if (row.version !== version) refuseNow(refuse("conflict"));
  return row;
}

/** Publishes what a suggestion asks for, as a change of the person who suggested it. */
async function carry(
  tx: Tx,
  context: Context,
  row: Pick<Row, "id" | "authorId" | "author" | "payload" | "entryKind" | "entry">,
  instead: Suggested["request"] = null,
): Promise<void> {
  const { command, request } = JSON.parse(row.payload) as Suggested;
  const author: { id: string; role: Role } = { id: row.authorId, role: row.author.role };
  const within = { ...context, requestKey: undefined, form: undefined, approval: { tx, author } };
  const answer = await COMMANDS[command](within, (instead ?? request) as never);
  if (!answer.ok) refuseNow(answer);
  await tx.draft.delete({ where: { id: row.id } });
  await audit(tx, context, "suggestion.approve", row);
}

/**
 * Publishes a suggestion by another person, with what it needs of that person's, in one transaction.
 * @param decision.seen what findSuggestion() gave of all that the reviewer was shown
 * @param decision.instead the same request on the version that stands now, where that is another one
 * @returns or refuses: `own_suggestion`; `gone` where it was decided already; `conflict` where it, what is published with it,
 *   or an entry that they touch was changed since, or (with `current`) where it was made from an older version; and as the
 *   command itself does
 */
export const approveSuggestion = (
  context: Context,
  decision: Decision & { seen: string; instead?: unknown },
): Promise<Answer<{ entry: string }>> =>
  carryOut(
    context,
    "record.review",
    { approve: decision },
    async (tx) => {
      const row = await open(tx, context, decision);
      const needs = await waitingNeeds(tx, row);
      if ((await seenOf(tx, [...needs, row])) !== decision.seen)
        refuseNow(refuse("conflict", [{ field: "seen", code: "seen_moved" }]));
      for (const need of needs) await carry(tx, context, need);
      await carry(tx, context, row, decision.instead ?? null);
      return { entry: row.entry };
    },
    { timeout: TIMEOUT },
  );

/**
 * Gives a suggestion back to its author with a comment: to be changed and handed in again, or turned down for good.
 * @returns or refuses as approveSuggestion() does; `invalid` without a comment
 */
export const answerSuggestion = (
  context: Context,
  decision: Decision & { state: "sent_back" | "rejected"; comment: string },
): Promise<Answer<{ entry: string }>> =>
  carryOut(context, "record.review", decision, async (tx) => {
    const said = parseInput(reasonInput, { reason: decision.comment });
    if (!said.ok) return refuseNow(invalid(...said.problems.map((problem) => ({ ...problem, field: "comment" }))));
    if (!said.value.reason) refuseNow(invalid({ field: "comment", code: "required" }));
    const row = await open(tx, context, decision);
    const decided = { decidedById: context.actor.id, decidedAt: context.now, updatedAt: context.now };
    const data = { state: decision.state, comment: said.value.reason, version: row.version + 1, ...decided };
    await tx.draft.update({ where: { id: row.id }, data });
    await audit(tx, context, decision.state === "rejected" ? "suggestion.reject" : "suggestion.send_back", row);
    return { entry: row.entry };
  });

/** Takes one's own suggestion away, decided or not. */
export const withdrawSuggestion = (context: Context, id: string): Promise<Answer<{ entry: string }>> =>
  carryOut(context, "record.suggest", { withdraw: id }, async (tx) => {
    const row = await find(tx, id);
    if (!row || row.authorId !== context.actor.id) return refuseNow(refuse("not_found"));
    await tx.draft.delete({ where: { id } });
    await audit(tx, context, "suggestion.withdraw", row);
    return { entry: row.entry };
  });
