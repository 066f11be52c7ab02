import { openStore, type Tx } from "@/lib/data/client";
import { insertAll } from "@/lib/data/insert-all";
import { GENESIS, hashOf } from "@/lib/domain/chain";
import type { DayClaimInput, DayInput, PartyInput, PlaceInput, SourceInput } from "@/lib/domain/inputs";
import {
  changedFields,
  corridorPayload,
  dayPayload,
  type Payload,
  partyPayload,
  placePayload,
  sourcePayload,
} from "@/lib/domain/payloads";
import { joined } from "@/lib/domain/text";
import type { EntryKind } from "@/lib/domain/vocabulary";

type Version = { revision: number; updatedAt: Date; entryKind: EntryKind; entry: string; after: Payload };
/** For one date of a record of any size, on a loaded machine. */
const TIMEOUT = 120_000;

/** The entries that days refer to, as they stand in the tables of a store without history. */
async function ground(tx: Tx): Promise<Version[]> {
  const of = (entryKind: EntryKind, row: { slug: string; revision: number; updatedAt: Date }, after: Payload) => {
    return { entryKind, entry: row.slug, revision: row.revision, updatedAt: row.updatedAt, after };
  };
  const places = (await tx.place.findMany()).map((row) => {
    const aliases = JSON.parse(row.aliases) as string[];
    return of("place", row, placePayload(row.slug, { ...row, aliases } as PlaceInput, null));
  });
  const parties = (await tx.party.findMany()).map((row) =>
    of("party", row, partyPayload(row.slug, { ...row, side: row.sideSlug } as PartyInput, null)),
  );
  const sources = (await tx.source.findMany()).map((row) =>
    of("source", row, sourcePayload(row.slug, row as SourceInput, null)),
  );
  const corridors = (await tx.corridor.findMany()).map((row) => {
    const { originSlug: origin, destinationSlug: destination, purpose, continuedAsSlug: continuedAs } = row;
    return of(
      "corridor",
      row,
      corridorPayload(row.slug, { slug: row.slug, origin, destination, purpose, continuedAs }, null),
    );
  });
  return [...places, ...parties, ...sources, ...corridors];
}

/** All days of one date. */
async function daysOn(tx: Tx, date: string): Promise<Version[]> {
  const rows = await tx.corridorDay.findMany({ where: { date } });
  const said = new Map<string | null, (DayClaimInput & { key: string })[]>();
  // asked by their date: the keys of a thousand days are more than a question takes
  for (const claim of await tx.claim.findMany({ where: { day: { date } }, orderBy: { position: "asc" } })) {
    const {
      claimantSlug: claimant,
      addresseeSlug: addressee,
      unverifiedBySlug: unverifiedBy,
      sourceSlug: source,
    } = claim;
    const typed = { ...claim, claimant, addressee, unverifiedBy, source } as DayClaimInput & { key: string };
    said.set(claim.dayId, [...(said.get(claim.dayId) ?? []), typed]);
  }
  return rows.map((row) => {
    const claims = said.get(row.id) ?? [];
    const after = dayPayload({ ...row, corridor: row.corridorSlug, claims } as DayInput, row.timeZone, claims);
    return { entryKind: "corridor_day", entry: row.id, revision: row.revision, updatedAt: row.updatedAt, after };
  });
}

/**
 * Writes the history of a made-up store whose rows bear the numbers of their revisions: an addition of each entry, in a
 * chain that verifies, with a change set for what days refer to and one for every date.
 */
export async function writeHistory(url: string, dates: readonly string[]): Promise<void> {
  const store = openStore(url);
  let last = { seq: 0, hash: GENESIS };
  const append = async (tx: Tx, changeSetId: string, versions: Version[]) => {
    versions.sort((a, b) => a.revision - b.revision);
    const at = versions[0]?.updatedAt as Date;
    const about = { kind: "addition", reason: "" } as const;
    await tx.changeSet.create({ data: { id: changeSetId, at, ...about, authorRole: "seed", actorId: "seed" } });
    const revisions = versions.map(({ revision, entryKind, entry, after: payload }) => {
      if (revision !== last.seq + 1) throw new Error(`${entry} has revision ${revision}, not ${last.seq + 1}`);
      const after = JSON.stringify(payload);
      const link = { seq: revision, at, entryKind, entry, ...about, role: "seed" as const, after, prevHash: last.hash };
      last = { seq: revision, hash: hashOf(link) };
      return { ...link, hash: last.hash, fields: joined(changedFields(null, payload)), before: null, changeSetId };
    });
    await insertAll(tx, store.dialect, "Revision", revisions);
  };
  try {
    await store.transaction(async (tx) => append(tx, "made-up", await ground(tx)), TIMEOUT);
    for (const date of dates)
      await store.transaction(async (tx) => append(tx, `made-up-${date}`, await daysOn(tx, date)), TIMEOUT);
  } finally {
    await store.close();
  }
}
