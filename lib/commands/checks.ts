import { randomUUID } from "node:crypto";
import { isDate } from "../domain/dates";
import { type Answer, invalid } from "../domain/errors";
import { isSlug } from "../domain/slugs";
import { appendAudit } from "./audit";
import { type Context, carryOut, refuseWhileFrozen } from "./change";
import { refuseNow } from "./refusing";

/**
 * Records that an editor looked at corridors for a local day and found nothing new.
 * It changes no entry: nobody looking is not the same as nothing happening, and readers are told which it was.
 */
export const markChecked = (
  context: Context,
  check: { corridors: readonly string[]; date: string },
): Promise<Answer<{ checked: number }>> =>
  carryOut(context, "record.check", check, async (tx) => {
    await refuseWhileFrozen(tx);
    if (!isDate(check.date)) refuseNow(invalid({ field: "date", code: "date" }));
    const slugs = [...new Set(check.corridors)];
    const where = { slug: { in: slugs.filter(isSlug) }, retractedAt: null, mergedIntoSlug: null };
    const known = await tx.corridor.findMany({ where, select: { slug: true } });
    if (known.length === 0 || known.length !== slugs.length)
      refuseNow(invalid({ field: "corridors", code: "unknown_corridor" }));
    for (const corridorSlug of slugs)
      await tx.check.create({
        data: { id: randomUUID(), corridorSlug, date: check.date, at: context.now, actorId: context.actor.id },
      });
    const detail = { date: check.date, corridors: slugs };
    await appendAudit(tx, { at: context.now, actor: context.actor, action: "check", detail });
    return { checked: slugs.length };
  });
