import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/data/client";
import { visibleTo } from "@/lib/data/drafts";
import { isDate } from "../domain/dates";
import { type Answer, invalid, refuse } from "../domain/errors";
import { dayKey } from "../domain/record";
import { isSlug } from "../domain/slugs";
import { appendAudit } from "./audit";
import { type Context, carryOut } from "./change";
import { refuseNow } from "./refusing";

/** The longest form that is kept, and the most of one person: far above any real one. */
const LARGEST = 200_000;
export const MOST_DRAFTS = 200;

/**
 * Keeps a corridor day as a draft, as typed: it may be incomplete, and no public door shows it.
 * @param draft.id of a draft to go on with, with the `version` that was opened; null for a new one
 * @param draft.form the fields of the form, of which only `corridor` and `date` must be there
 * @returns the draft's id and version; refuses as `conflict` where somebody saved it meanwhile (with `current`)
 */
export const saveDraft = (
  context: Context,
  draft: {
    id: string | null;
    version: number;
    form: Record<string, unknown> & { corridor: string; date: string };
    baseRevision: number;
  },
): Promise<Answer<{ id: string; version: number }>> =>
  carryOut(context, "draft.save", draft, async (tx) => {
    const { corridor, date } = draft.form;
    if (!isDate(date)) refuseNow(invalid({ field: "date", code: "date" }));
    if (!isSlug(corridor) || !(await tx.corridor.findUnique({ where: { slug: corridor } })))
      refuseNow(invalid({ field: "corridor", code: "unknown_corridor" }));
    const payload = JSON.stringify(draft.form);
    if (payload.length > LARGEST) refuseNow(invalid({ field: "noteEn", code: "too_long" }));
    const entry = dayKey(corridor, date);
    const columns = { entry, payload, baseRevision: draft.baseRevision, updatedAt: context.now };
    const audit = (action: string, id: string) =>
      appendAudit(tx, {
        at: context.now,
        actor: context.actor,
        action,
        entryKind: "corridor_day",
        entry,
        detail: { draft: id },
      });

    if (draft.id === null) {
      const own = { authorId: context.actor.id, state: "draft" as const };
      if ((await tx.draft.count({ where: own })) >= MOST_DRAFTS)
        refuseNow(invalid({ field: "noteEn", code: "drafts_many", values: { most: MOST_DRAFTS } }));
      const id = randomUUID();
      const identity = { id, entryKind: "corridor_day" as const, authorId: context.actor.id, createdAt: context.now };
      await tx.draft.create({ data: { ...identity, ...columns, version: 1 } });
      await audit("draft.add", id);
      return { id, version: 1 };
    }
    const existing = await openDraft(tx, context, draft.id);
    if (existing.version !== draft.version)
      refuseNow(refuse("conflict", [], { version: existing.version, form: JSON.parse(existing.payload) }));
    const version = existing.version + 1;
    await tx.draft.update({ where: { id: draft.id }, data: { ...columns, version } });
    await audit("draft.change", draft.id);
    return { id: draft.id, version };
  });

/** Throws a draft away. */
export const discardDraft = (context: Context, id: string): Promise<Answer<{ entry: string }>> =>
  carryOut(context, "draft.save", id, async (tx) => {
    const { entry } = await openDraft(tx, context, id);
    await tx.draft.delete({ where: { id } });
    const line = { action: "draft.discard", entryKind: "corridor_day" as const, entry, detail: { draft: id } };
    await appendAudit(tx, { at: context.now, actor: context.actor, ...line });
    return { entry };
  });

/** A contributor's hands reach their own drafts only; to others these do not exist. */
async function openDraft(tx: Tx, { actor }: Context, id: string) {
  const where = visibleTo(actor);
  const draft = where && (await tx.draft.findUnique({ where: { ...where, id, state: "draft" } }));
  return draft ?? refuseNow(refuse("not_found"));
}
