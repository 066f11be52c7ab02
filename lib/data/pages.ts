import { Prisma } from "@/prisma/generated/sqlite/client";
import type { LocalDate } from "../domain/dates";
import type { Db } from "./client";
import { CURRENT, LISTED } from "./entries";
import { notAmong } from "./matching";
import { askOf } from "./windows";

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
  // few: asking every day for its corridor would read them all
  const retracted = (await db.corridor.findMany({ where: { retractedAt: { not: null } }, select: { slug: true } })).map(
    ({ slug }) => slug,
  );
  const entries = await db.corridorDay.findMany({
    where: { ...CURRENT, corridorSlug: { notIn: retracted } },
    orderBy: [{ date: "desc" }, { corridorSlug: "asc" }],
    take: MOST.entries,
    select: { corridorSlug: true, date: true, updatedAt: true },
  });
  return {
    corridors: await db.corridor.findMany({ where: LISTED, ...some(MOST.corridors) }),
    entries: entries.map(({ corridorSlug, ...row }) => ({ corridor: corridorSlug, ...row })),
    days: await lastDates(db, retracted),
    sources: await db.source.findMany({ where: LISTED, ...some(MOST.sources) }),
    parties: await db.party.findMany({ where: LISTED, ...some(MOST.parties) }),
  };
}

/** The newest days on record, each found from the one after it: a corridor's rows of one day are not gone through. */
async function lastDates(db: Db, retracted: readonly string[]): Promise<LocalDate[]> {
  const { sql, raw } = Prisma;
  const isPublic = sql`d."retractedAt" IS NULL AND ${notAmong(sql`d."corridorSlug"`, retracted)}`;
  const rows = await askOf(db)(sql`WITH RECURSIVE dates(at) AS (
      SELECT max(d."date") FROM "CorridorDay" d WHERE ${isPublic}
      UNION ALL SELECT (SELECT max(d."date") FROM "CorridorDay" d WHERE d."date" < dates.at AND ${isPublic})
        FROM dates WHERE dates.at IS NOT NULL
    ) SELECT at FROM dates WHERE at IS NOT NULL LIMIT ${raw(String(MOST.days))}`);
  return rows.map(([date]) => String(date));
}
