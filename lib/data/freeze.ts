import type { Db } from "./client";

/** All publishing is stopped: since when, and why. */
export type Freeze = { since: Date; reason: string };

/** Kept with the settings, but no field of their form. */
export const FREEZE = "freeze";

/** null while people may publish. */
export async function readFreeze(db: Pick<Db, "setting">): Promise<Freeze | null> {
  const row = await db.setting.findUnique({ where: { key: FREEZE } });
  return row && { since: row.updatedAt, reason: row.value };
}
