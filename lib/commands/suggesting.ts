import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/data/client";
import { invalid, type Refusal, refuse } from "../domain/errors";
import {
  adds,
  MOST_SHOWN,
  MOST_WAITING,
  NEEDED,
  namedIn,
  type Recorded,
  type Suggested,
  type SuggestedCommand,
} from "../domain/suggestions";
import { appendAudit } from "./audit";
import type { Context } from "./change";
import { endDraft } from "./ending-drafts";
import { refuseNow } from "./refusing";

/** The longest suggestion that is kept. */
const LARGEST = 2_000_000;

/** What a person has suggested to add, and a request names, with what that names; what is named comes first. */
async function neededBy(tx: Tx, authorId: string, request: unknown, known: Set<string>): Promise<Suggested[]> {
  const waiting = await tx.draft.findMany({
    where: { authorId, state: "suggested", entryKind: { in: [...NEEDED] }, entry: { in: namedIn(request) } },
    select: { id: true, entry: true, payload: true },
    orderBy: [{ suggestedAt: "asc" }, { id: "asc" }],
  });
  const found: Suggested[] = [];
  for (const { id, entry, payload } of waiting) {
    const asked = JSON.parse(payload) as Suggested;
    if (known.has(id) || !adds(asked, entry)) continue;
    known.add(id);
    found.push(...(await neededBy(tx, authorId, asked.request, known)), asked);
  }
  return found;
}

/**
 * Carries out, inside the transaction of a change that is tried out, what its author has suggested before and it needs: the
 * report that a day's claims are from.
 * @returns the ids of those suggestions
 */
export async function applyNeeds(tx: Tx, context: Context, request: unknown): Promise<string[]> {
  const { actor } = context;
  if (actor.kind !== "person") return [];
  // what is handed in again takes the place of what waited, and does not rest on it
  const own = context.form?.suggestion;
  const known = new Set(own ? [own] : []);
  const { COMMANDS } = await import("./suggested-commands");
  for (const { command, request: asked } of await neededBy(tx, actor.id, request, known)) {
    const within = { ...context, requestKey: undefined, approval: { tx, author: actor } };
    const answer = await COMMANDS[command](within, asked as never);
    if (!answer.ok) refuseNow(answer);
  }
  return [...known].filter((id) => id !== own);
}

/**
 * Keeps a change that was tried out until another person has looked at it; under the id of the suggestion that the form
 * was opened from, where there is one. A draft of it ends.
 * @returns its id, and the key of the entry that it is of
 */
export async function keepSuggestion(
  tx: Tx,
  { actor, now, form }: Context,
  change: {
    command: SuggestedCommand;
    request: unknown;
    reason: string;
    recorded: readonly Recorded[];
    needs: string[];
  },
): Promise<{ suggestion: string; entry: string }> {
  const { command, request, reason, recorded, needs } = change;
  const [first] = recorded as readonly [Recorded, ...Recorded[]];
  const kept: Suggested = {
    command,
    request,
    recorded: recorded.slice(0, MOST_SHOWN),
    entries: recorded.length,
    needs,
    form: form ? { typed: form.typed, base: form.base } : null,
  };
  const payload = JSON.stringify(kept);
  if (payload.length > LARGEST) return refuseNow(invalid({ field: "reason", code: "suggestion_too_long" }));
  const { entryKind, entry } = first;
  const baseRevision = form?.base ?? 0;
  const said = { entryKind, entry, payload, baseRevision, reason, comment: "", decidedById: null, decidedAt: null };
  const columns = { ...said, state: "suggested" as const, entries: recorded.length, suggestedAt: now, updatedAt: now };
  const audit = (action: string, id: string) =>
    appendAudit(tx, { at: now, actor, action, entryKind, entry, detail: { suggestion: id } });

  const { draft } = request as { draft?: { id: string; version: number } | null };
  if (draft) await endDraft(tx, { actor, now }, draft, entry);
  // what was turned down stays so
  const open = { authorId: actor.id, state: { in: ["suggested" as const, "sent_back" as const] } };
  const before = form?.suggestion ? await tx.draft.findFirst({ where: { id: form.suggestion, ...open } }) : null;
  if (before) {
    await tx.draft.update({ where: { id: before.id }, data: { ...columns, version: before.version + 1 } });
    await audit("suggestion.change", before.id);
    return { suggestion: before.id, entry };
  }
  if ((await tx.draft.count({ where: open })) >= MOST_WAITING)
    return refuseNow(invalid({ field: "reason", code: "suggestions_many", values: { most: MOST_WAITING } }));
  const id = randomUUID();
  await tx.draft.create({ data: { id, ...columns, authorId: actor.id, createdAt: now, version: 1 } });
  await audit("suggestion.add", id);
  return { suggestion: id, entry };
}

/** The answer to whoever handed in a change that now waits. */
export const suggested = (kept: { suggestion: string; entry: string }): Refusal => refuse("suggested", [], kept);
