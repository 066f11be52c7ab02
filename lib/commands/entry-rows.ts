import type { Tx } from "@/lib/data/client";
import { CURRENT, CURRENT_CLAIM } from "@/lib/data/entries";
import type { Noun } from "../domain/merging";
import type { EntryKind } from "../domain/vocabulary";
import type { Change } from "./change";
import { rederive } from "./rederive";

export type EntryVersion = { revision: number; retractedAt: Date | null; mergedIntoSlug: string | null };

type NounRow = EntryVersion & { slug: string };
type NounFilter = { slug?: string; mergedIntoSlug?: string; retractedAt?: null };
/** What the tables of places, parties, sources and corridors have in common. */
type NounTable = {
  findUnique(args: { where: { slug: string } }): Promise<NounRow | null>;
  findMany(args: { where: NounFilter; orderBy: { slug: "asc" }; take?: number }): Promise<NounRow[]>;
  updateMany(args: { where: NounFilter; data: Partial<NounRow> & { updatedAt?: Date } }): Promise<unknown>;
};

/** The table of a noun, for what all of them have. */
export const tableOf = (tx: Tx, noun: Noun): NounTable => tx[noun] as unknown as NounTable;

/** Where an entry of any kind stands; null for one that is not there. A claim of a corridor day is no entry of its own. */
export async function versionOfEntry(tx: Tx, kind: EntryKind, entry: string): Promise<EntryVersion | null> {
  if (kind !== "corridor_day" && kind !== "claim") return tableOf(tx, kind).findUnique({ where: { slug: entry } });
  const select = { revision: true, retractedAt: true } as const;
  const found =
    kind === "claim"
      ? await tx.claim.findUnique({ where: { key: entry, dayId: null }, select })
      : await tx.corridorDay.findUnique({ where: { id: entry }, select });
  return found && { ...found, mergedIntoSlug: null };
}

/** Marks an entry as retracted by a revision. Its row stays, out of every current view, and out of lists. */
async function markRetracted(tx: Tx, kind: EntryKind, entry: string, at: Date, revision: number): Promise<void> {
  const data = { retractedAt: at, updatedAt: at, revision };
  const listed = null;
  if (kind === "corridor_day") {
    await tx.corridorDay.update({ where: { id: entry }, data });
    await tx.claim.updateMany({ where: { dayId: entry }, data: { listed } });
  } else if (kind === "claim") await tx.claim.update({ where: { key: entry }, data: { ...data, listed } });
  else await tableOf(tx, kind).updateMany({ where: { slug: entry }, data });
  if (kind === "source") await rederive(tx, { sourceSlug: entry });
}

/** Takes an entry out of every current view, inside a change that is under way. @returns its revision */
export async function retractEntry(change: Change, kind: EntryKind, entry: string): Promise<number> {
  const revision = await change.record(kind, entry, "retraction", null);
  await markRetracted(change.tx, kind, entry, change.at, revision);
  return revision;
}

/** Entries of the present that name an entry or were merged into it, some of them at least: it cannot go while they stand. */
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
  if (kind !== "corridor_day" && kind !== "claim") {
    const where = { ...CURRENT, mergedIntoSlug: entry };
    named.push(...slugs(await tableOf(tx, kind).findMany({ where, orderBy: { slug: "asc" }, ...most })));
  }
  return [...new Set(named)];
}
