import type { Tx } from "@/lib/data/client";
import { visibleTo } from "@/lib/data/drafts";
import { appendAudit } from "./audit";
import type { Context } from "./change";

/**
 * Ends the draft that is published, or handed in, as it was opened. It stays where somebody has gone on with it since, and
 * where it is another person's whose drafts the actor may not open.
 */
export async function endDraft(
  tx: Tx,
  { actor, now }: Pick<Context, "actor" | "now">,
  { id, version }: { id: string; version: number },
  entry: string,
): Promise<void> {
  const where = visibleTo(actor);
  if (!where) return;
  const { count } = await tx.draft.deleteMany({ where: { ...where, id, version, entry, state: "draft" } });
  if (count === 0) return;
  const line = { action: "draft.publish", entryKind: "corridor_day" as const, entry, detail: { draft: id } };
  await appendAudit(tx, { at: now, actor, ...line });
}
