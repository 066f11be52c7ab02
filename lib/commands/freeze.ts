import { FREEZE, readFreeze } from "@/lib/data/freeze";
import { type Answer, invalid } from "../domain/errors";
import { parseInput, reasonInput } from "../domain/inputs";
import { appendAudit } from "./audit";
import { type Context, carryOut } from "./change";
import { refuseNow } from "./refusing";

/**
 * Stops all publishing at once, or lets people publish again; drafts can be kept meanwhile, and a redaction goes through.
 * @param edit.reason required, internal: every page of the desk shows it
 */
export const setFrozen = (
  context: Context,
  edit: { frozen: boolean; reason: string },
): Promise<Answer<{ frozen: boolean }>> =>
  carryOut(context, "record.freeze", edit, async (tx) => {
    const { actor, now } = context;
    const parsed = parseInput(reasonInput, edit);
    if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
    const { reason } = parsed.value;
    if (!reason) return refuseNow(invalid({ field: "reason", code: "required" }));
    const { frozen } = edit;
    if (((await readFreeze(tx)) !== null) === frozen) return { frozen };
    if (frozen) await tx.setting.create({ data: { key: FREEZE, value: reason, updatedAt: now } });
    else await tx.setting.delete({ where: { key: FREEZE } });
    await appendAudit(tx, { at: now, actor, action: frozen ? "freeze" : "unfreeze", detail: { reason } });
    return { frozen };
  });
