import type { RecordVersion } from "../domain/record";
import type { Db } from "./client";

/** SQLite tells instants as text. */
type Ends = {
  seq: number | bigint | null;
  redaction: number | bigint | null;
  checked: Date | string | null;
  settings: Date | string | null;
};
const text = (instant: Date | string | null): string =>
  instant instanceof Date ? instant.toISOString() : (instant ?? "");

/**
 * Asked once a second by every publisher, so it is one statement that looks at the ends of indexes only. (Prisma's own
 * `aggregate` reads every row: it takes the maximum of a subquery.)
 */
export async function readVersion(db: Db): Promise<RecordVersion> {
  const [ends] = await db.$queryRaw<Ends[]>`SELECT (SELECT max("seq") FROM "Revision") AS "seq",
    (SELECT max("seq") FROM "Revision" WHERE "kind" = 'redaction') AS "redaction",
    (SELECT max("at") FROM "Check") AS "checked", (SELECT max("updatedAt") FROM "Setting") AS "settings"`;
  const { seq = null, redaction = null, checked = null, settings = null } = ends ?? {};
  const past = [redaction ?? 0, text(settings)].join(" ");
  return { now: [seq ?? 0, text(checked), past].join(" "), past };
}
