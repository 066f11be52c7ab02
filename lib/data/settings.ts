import { DEFAULT_SETTINGS, type Settings, settingsSchema } from "../domain/settings";
import type { Db } from "./client";

/** What the site says of itself; what nobody has set, or set to something that no longer fits, is the default. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await db.setting.findMany();
  const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  const parsed = settingsSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  return {
    ...DEFAULT_SETTINGS,
    ...settingsSchema.parse(Object.fromEntries(Object.entries(stored).filter(([key]) => !wrong.has(key)))),
  };
}
