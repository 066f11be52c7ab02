import { type Answer, invalid } from "../domain/errors";
import { parseInput } from "../domain/inputs";
import { settingsSchema } from "../domain/settings";
import { appendAudit } from "./audit";
import { type Context, carryOut, refuseNow } from "./change";

/** Changes what the site says of itself (`input`: settingsSchema); only fields that differ are written. */
export const saveSettings = (context: Context, input: unknown): Promise<Answer<{ changed: string[] }>> =>
  carryOut(context, "settings.change", async (tx) => {
    const parsed = parseInput(settingsSchema, input);
    if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
    const before = new Map((await tx.setting.findMany()).map(({ key, value }) => [key, value]));
    const changed = Object.entries(parsed.value).filter(([key, value]) => before.get(key) !== value);
    for (const [key, value] of changed) {
      const data = { value, updatedAt: context.now };
      await tx.setting.upsert({ where: { key }, create: { key, ...data }, update: data });
    }
    const names = changed.map(([key]) => key);
    if (names.length)
      await appendAudit(tx, {
        at: context.now,
        actor: context.actor,
        action: "settings.change",
        detail: { changed: names },
      });
    return { changed: names };
  });
