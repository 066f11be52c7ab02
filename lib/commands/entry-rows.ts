import type { Tx } from "@/lib/data/client";
import { CURRENT, CURRENT_CLAIM } from "@/lib/data/entries";
import type { EntryKind } from "../domain/vocabulary";
import type { Change } from "./change";
import { rederive } from "./rederive";

export type EntryVersion = { revision: number; retractedAt: Date | null };

/** Where an entry of any kind stands; null for one that is not there. A claim of a corridor day is no entry of its own. */
export function versionOfEntry(tx: Tx, kind: EntryKind, entry: string): Promise<EntryVersion | null> {
  const select = { revision: true, retractedAt: true } as const;
  if (kind === "corridor_day") return tx.corridorDay.findUnique({ where: { id: entry }, select });
  if (kind === "claim") return tx.claim.findUnique({ where: { key: entry, dayId: null }, select });
  const where = { slug: entry };
  if (kind === "corridor") return tx.corridor.findUnique({ where, select });
  if (kind === "place") return tx.place.findUnique({ where, select });
  if (kind === "party") return tx.party.findUnique({ where, select });
  return tx.source.findUnique({ where, select });
}

/** Marks an entry as retracted by a revision. Its row stays, out of every current view, and out of lists. */
async function markRetracted(tx: Tx, kind: EntryKind, entry: string, at: Date, revision: number): Promise<void> {
  const data = { retractedAt: at, updatedAt: at, revision };
  const where = { slug: entry };
  const listed = null;
  if (kind === "corridor_day") {
    await tx.corridorDay.update({ where: { id: entry }, data });
    await tx.claim.updateMany({ where: { dayId: entry }, data: { listed } });
  } else if (kind === "claim") await tx.claim.update({ where: { key: entry }, data: { ...data, listed } });
  else if (kind === "corridor") await tx.corridor.update({ where, data });
  else if (kind === "place") await tx.place.update({ where, data });
  else if (kind === "party") await tx.party.update({ where, data });
  else {
    await tx.source.update({ where, data });
    await rederive(tx, { sourceSlug: entry });
  }
}

/** Takes an entry out of every current view, inside a change that is under way. @returns its revision */
export async function retractEntry(change: Change, kind: EntryKind, entry: string): Promise<number> {
  const revision = await change.record(kind, entry, "retraction", null);
  await markRetracted(change.tx, kind, entry, change.at, revision);
  return revision;
}

/** Entries of the present that name an entry, some of them at least: it cannot go while they stand. */
export async function entriesNaming(tx: Tx, kind: EntryKind, entry: string): Promise<string[]> {
  const most = { take: 5 } as const;
  const claims = async (where: Parameters<Tx["claim"]["findMany"]>[0] & object) => {
    const rows = await tx.claim.findMany({
      where: { AND: [CURRENT_CLAIM, where.where ?? {}] },
      orderBy: { key: "asc" },
      select: { key: true, dayId: true },
      ...most,
    });
    return rows.map(({ key, dayId }) => dayId ?? key);
  };
  const slugs = (rows: { slug: string }[]) => rows.map(({ slug }) => slug);
  const named: string[] = [];
  if (kind === "place") {
    const where = { ...CURRENT, OR: [{ originSlug: entry }, { destinationSlug: entry }] };
    named.push(...slugs(await tx.corridor.findMany({ where, ...most })));
    named.push(...(await claims({ where: { placeSlug: entry } })));
  } else if (kind === "party") {
    const where = { ...CURRENT, sideSlug: entry, slug: { not: entry } };
    named.push(...slugs(await tx.party.findMany({ where, ...most })));
    const roles = [{ claimantSlug: entry }, { addresseeSlug: entry }, { unverifiedBySlug: entry }];
    named.push(...(await claims({ where: { OR: roles } })));
  } else if (kind === "source") named.push(...(await claims({ where: { sourceSlug: entry } })));
  else if (kind === "corridor") {
    const days = await tx.corridorDay.findMany({ where: { ...CURRENT, corridorSlug: entry }, ...most });
    named.push(...days.map(({ id }) => id));
    named.push(...slugs(await tx.corridor.findMany({ where: { ...CURRENT, continuedAsSlug: entry }, ...most })));
    named.push(...(await claims({ where: { corridorSlug: entry, dayId: null } })));
  }
  return [...new Set(named)];
}
