import type { Db } from "./client";

/** Which version of the record there is. Two that are equal show readers the same, but for the clock. */
export type RecordVersion = {
  now: string;
  /** The part of it that also shows in the record as it was: what the site says of itself. */
  past: string;
};

/** Asked once a second by every publisher, so it looks at the ends of indexes only. */
export async function readVersion(db: Db): Promise<RecordVersion> {
  const revision = await db.revision.aggregate({ _max: { seq: true } });
  const check = await db.check.aggregate({ _max: { at: true } });
  const setting = await db.setting.aggregate({ _max: { updatedAt: true } });
  const past = setting._max.updatedAt?.toISOString() ?? "";
  return { now: [revision._max.seq ?? 0, check._max.at?.toISOString() ?? "", past].join(" "), past };
}
