import type { Settings } from "../domain/settings";
import type { Db } from "./client";
import { settingsOf } from "./settings";

/** All publishing is stopped: since when, and why. */
export type Freeze = { since: Date; reason: string };

/** Kept with the settings, but no field of their form. */
export const FREEZE = "freeze";

const freezeOf = (row: { value: string; updatedAt: Date } | null | undefined): Freeze | null =>
  row ? { since: row.updatedAt, reason: row.value } : null;

/** null while people may publish. */
export const readFreeze = async (db: Pick<Db, "setting">): Promise<Freeze | null> =>
  freezeOf(await db.setting.findUnique({ where: { key: FREEZE } }));

/** The settings and the freeze, by which every save is judged, with one question. */
export async function readTerms(db: Pick<Db, "setting">): Promise<{ settings: Settings; freeze: Freeze | null }> {
  const rows = await db.setting.findMany();
  return { settings: settingsOf(rows), freeze: freezeOf(rows.find(({ key }) => key === FREEZE)) };
}
