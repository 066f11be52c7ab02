import { DEFAULT_SETTINGS, type Settings, settingsSchema } from "../domain/settings";
import type { Db } from "./client";

/** What the site says of itself; what nobody has set, or set to something that no longer fits, is the default. */
export const readSettings = async (db: Pick<Db, "setting">): Promise<Settings> =>
  settingsOf(await db.setting.findMany());

/** The settings that rows of their table hold. */
export function settingsOf(rows: readonly { key: string; value: string }[]): Settings {
  const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  const parsed = settingsSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  return {
    ...DEFAULT_SETTINGS,
    ...settingsSchema.parse(Object.fromEntries(Object.entries(stored).filter(([key]) => !wrong.has(key)))),
  };
}
