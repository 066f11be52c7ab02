import { readSettings } from "@/lib/data/settings";
import { type Answer, invalid } from "../domain/errors";
import { parseInput } from "../domain/inputs";
import { type Settings, settingsSchema } from "../domain/settings";
import { appendAudit } from "./audit";
import { type Context, carryOut } from "./change";
import { refuseNow } from "./refusing";

/** Changes what the site says of itself (`input`: any fields of settingsSchema); only those that differ are written. */
export const saveSettings = (context: Context, input: unknown): Promise<Answer<{ changed: string[] }>> =>
  carryOut(context, "settings.change", input, async (tx) => {
    const before = await readSettings(tx);
    const parsed = parseInput(settingsSchema, { ...before, ...Object(input) });
    if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
    const changed = Object.entries(parsed.value).filter(([key, value]) => before[key as keyof Settings] !== value);
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
