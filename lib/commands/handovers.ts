import { randomUUID } from "node:crypto";
import { type Answer, invalid } from "../domain/errors";
import { handoverInput, parseInput } from "../domain/inputs";
import { appendAudit } from "./audit";
import { type Context, carryOut } from "./change";
import { refuseNow } from "./refusing";

/** Leaves a note for the next shift. It is internal, and part of no entry. */
export const leaveHandover = (context: Context, note: { text: unknown }): Promise<Answer<{ id: string }>> =>
  carryOut(context, "handover.leave", note, async (tx) => {
    const parsed = parseInput(handoverInput, note);
    if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
    const { text } = parsed.value;
    const id = randomUUID();
    await tx.handover.create({ data: { id, at: context.now, authorId: context.actor.id, text } });
    await appendAudit(tx, {
      at: context.now,
      actor: context.actor,
      action: "handover.leave",
      detail: { handover: id },
    });
    return { id };
  });
