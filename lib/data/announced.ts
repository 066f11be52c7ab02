import { Prisma } from "@/prisma/generated/sqlite/client";
import { type Days, type Share, shareOf } from "../domain/announced";
import { dateAt, datesAt, type LocalDate } from "../domain/dates";
import type { Cell } from "../domain/files";
import type { Corridor } from "../domain/record";
import type { DayStatus } from "../domain/vocabulary";
import type { Db } from "./client";
import { CORRIDOR, corridorOf } from "./entries";
import { askOf, windowsOf } from "./windows";

/** The most corridors that are told one by one; the list has the rest. */
const MOST = 40;
/** Where days end last: what is over there is over everywhere. */
const LAST_ZONE = "Etc/GMT+12";

const { sql } = Prisma;

/** What days have in common that are reckoned as one, in the order of their index. */
const SAME = sql`d."corridorSlug", d."timeZone", d."status", d."evidenced", d."announcedBy"`;
type Group = [string, string, DayStatus, boolean | number, string, LocalDate, LocalDate, number];

export type AnnouncedDays = {
  all: Share;
  /** Those with the most announced days. */
  corridors: { corridor: Corridor; share: Share }[];
  /** How many more corridors have announced days. */
  more: number;
};

/** What became of the announced days that are over at `now`, altogether and per corridor. */
export async function readAnnouncedDays(db: Db, now: Date): Promise<AnnouncedDays> {
  const byCorridor = await groupsOf(db, now);
  const today = datesAt(now);
  const shares = [...byCorridor]
    .map(([slug, groups]) => ({ slug, share: shareOf(groups, now, today) }))
    .filter(({ share }) => share.announced > 0)
    .sort((a, b) => b.share.announced - a.share.announced || a.slug.localeCompare(b.slug));
  const told = shares.slice(0, MOST);
  const rows = await db.corridor.findMany({
    where: { slug: { in: told.map(({ slug }) => slug) } },
    include: CORRIDOR,
  });
  const corridors = new Map(rows.map((row) => [row.slug, corridorOf(row)]));
  return {
    all: shareOf([...byCorridor.values()].flat(), now, today),
    corridors: told.flatMap(({ slug, share }) => {
      const corridor = corridors.get(slug);
      return corridor ? [{ corridor, share }] : [];
    }),
    more: shares.length - told.length,
  };
}

/** All days on record by corridor, as groups that are over or not as one. */
async function groupsOf(db: Db, now: Date): Promise<Map<string, Days[]>> {
  const ask = askOf(db);
  // few: asking every day for its corridor would read them all
  const retracted = await db.corridor.findMany({ where: { retractedAt: { not: null } }, select: { slug: true } });
  const gone = new Set(retracted.map(({ slug }) => slug));
  const found = new Map<string, Days[]>();
  const add = (rows: Cell[][]) => {
    for (const [corridor, timeZone, status, evidenced, announcedBy, from, to, count] of rows as Group[]) {
      if (gone.has(corridor)) continue;
      const days = { timeZone, status, evidenced: Boolean(evidenced), announced: announcedBy !== "", from, to, count };
      const groups = found.get(corridor);
      if (groups) groups.push(days);
      else found.set(corridor, [days]);
    }
  };
  const open = dateAt(now, LAST_ZONE);
  for await (const part of windowsOf(ask, "corridors"))
    add(
      await ask(
        sql`SELECT ${SAME}, min(d."date") AS "from", max(d."date") AS "to", count(*) AS "count" FROM "CorridorDay" d
          WHERE ${part} AND d."retractedAt" IS NULL AND d."date" < ${open} GROUP BY ${SAME}`,
      ),
    );
  // of these each is a group of its own
  for await (const part of windowsOf(ask, "days", { from: open }))
    add(
      await ask(
        sql`SELECT ${SAME}, d."date" AS "from", d."date" AS "to", 1 AS "count" FROM "CorridorDay" d
          WHERE ${part} AND d."retractedAt" IS NULL`,
      ),
    );
  return found;
}
