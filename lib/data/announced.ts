import { type Days, type Share, shareOf } from "../domain/announced";
import { dateAt, datesAt } from "../domain/dates";
import type { Corridor } from "../domain/record";
import type { Db } from "./client";
import { CORRIDOR, CURRENT, corridorOf } from "./entries";

/** The most corridors that are told one by one; the list has the rest. */
const MOST = 40;
/** Corridors read at a time: a long record must not hold up the process. */
const SLICE = 5;
/** Where days end last: what is over there is over everywhere. */
const LAST_ZONE = "Etc/GMT+12";

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
  const corridors = await db.corridor.findMany({ where: CURRENT, orderBy: { slug: "asc" }, select: { slug: true } });
  const found = new Map<string, Days[]>();
  const add = (corridor: string, days: Days) => {
    const groups = found.get(corridor);
    if (groups) groups.push(days);
    else found.set(corridor, [days]);
  };
  const by = ["corridorSlug", "timeZone", "status", "evidenced", "announcedBy"] as const;
  const open = dateAt(now, LAST_ZONE);
  for (let i = 0; i < corridors.length; i += SLICE) {
    const where = { ...CURRENT, corridorSlug: { in: corridors.slice(i, i + SLICE).map(({ slug }) => slug) } };
    const rows = await db.corridorDay.groupBy({
      by: [...by],
      where: { ...where, date: { lt: open } },
      _count: true,
      _min: { date: true },
      _max: { date: true },
    });
    for (const { corridorSlug, announcedBy, _count, _min, _max, ...day } of rows)
      if (_min.date && _max.date)
        add(corridorSlug, {
          ...day,
          announced: announcedBy !== "",
          from: _min.date,
          to: _max.date,
          count: _count,
        });
    const late = await db.corridorDay.groupBy({
      by: [...by, "date"],
      where: { ...where, date: { gte: open } },
      _count: true,
    });
    for (const { corridorSlug, announcedBy, date, _count, ...day } of late)
      add(corridorSlug, { ...day, announced: announcedBy !== "", from: date, to: date, count: _count });
  }
  return found;
}
