import type { LocalDate } from "../domain/dates";
import type { Db } from "./client";
import { CURRENT } from "./entries";

/** The most of each that the list of pages for search engines names; pages lead to the rest. */
const MOST = { corridors: 1_500, entries: 1_000, days: 500, sources: 500, parties: 500 } as const;

type Slug = { slug: string; updatedAt: Date };

/** What there are public pages about, each with its last change. */
export type Pages = {
  corridors: Slug[];
  /** The newest corridor days by their date. */
  entries: { corridor: string; date: LocalDate; updatedAt: Date }[];
  /** The newest days on record. */
  days: LocalDate[];
  sources: Slug[];
  parties: Slug[];
};

/** Everything on record that has a page, up to a bound for each kind. */
export async function listPages(db: Db): Promise<Pages> {
  const select = { slug: true, updatedAt: true } as const;
  const some = (take: number) => ({ orderBy: { slug: "asc" }, take, select }) as const;
  const day = { ...CURRENT, corridor: CURRENT } as const;
  const entries = await db.corridorDay.findMany({
    where: day,
    orderBy: [{ date: "desc" }, { corridorSlug: "asc" }],
    take: MOST.entries,
    select: { corridorSlug: true, date: true, updatedAt: true },
  });
  const days = await db.corridorDay.groupBy({
    by: ["date"],
    where: day,
    orderBy: { date: "desc" },
    take: MOST.days,
  });
  return {
    corridors: await db.corridor.findMany({ where: CURRENT, ...some(MOST.corridors) }),
    entries: entries.map(({ corridorSlug, ...row }) => ({ corridor: corridorSlug, ...row })),
    days: days.map(({ date }) => date),
    sources: await db.source.findMany({ where: CURRENT, ...some(MOST.sources) }),
    parties: await db.party.findMany({ where: CURRENT, ...some(MOST.parties) }),
  };
}
