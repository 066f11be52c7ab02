import type { Db } from "./client";

/** What one shift left for the next. */
export type Handover = { id: string; at: Date; author: string; text: string };

/** The last notes, the newest first. Internal: only pages of the desk ask. */
export async function listHandovers(db: Db, count: number): Promise<Handover[]> {
  const rows = await db.handover.findMany({
    orderBy: [{ at: "desc" }, { id: "asc" }],
    take: count,
    include: { author: { select: { name: true } } },
  });
  return rows.map(({ id, at, author, text }) => ({ id, at, author: author.name, text }));
}
