import type { Tx } from "@/lib/data/client";
import { type Answer, invalid, refuse } from "../domain/errors";
import { corridorInput, parseInput } from "../domain/inputs";
import { leadsBack } from "../domain/merging";
import { corridorPayload } from "../domain/payloads";
import { corridorColumns } from "../domain/rows";
import { corridorSlug } from "../domain/slugs";
import { type Change, type Context, publish } from "./change";
import { freeSlug } from "./free-slug";
import { guardCorridor } from "./guard-rails";
import type { EntryEdit, SavedEntry } from "./places";
import { expectBase, refuseNow } from "./refusing";

/**
 * Adds a corridor, or publishes a new version of it (`input`: corridorInput). Unique by origin, destination and purpose;
 * the origin has a time zone, because a corridor's days are its origin's.
 */
export const saveCorridor = (context: Context, edit: EntryEdit): Promise<Answer<SavedEntry>> =>
  publish(
    context,
    edit,
    async (change) => {
      await guardCorridor(change.tx, edit);
      return publishCorridor(change, edit);
    },
    { command: "saveCorridor" },
  );

const mergedPlace = (field: string, place: string) => invalid({ field, code: "merged_place", values: { place } });

/** Refuses a corridor that would go on as itself, by way of others. */
export async function refuseCircle(tx: Tx, slug: string, continuedAs: string | null): Promise<void> {
  const rows = await tx.corridor.findMany({
    where: { continuedAsSlug: { not: null }, retractedAt: null },
    select: { slug: true, continuedAsSlug: true },
  });
  const next = new Map(rows.map((row): [string, string | null] => [row.slug, row.continuedAsSlug]));
  if (leadsBack(slug, next.set(slug, continuedAs)))
    refuseNow(invalid({ field: "continuedAs", code: "continued_circle" }));
}

export async function publishCorridor(change: Change, edit: EntryEdit): Promise<SavedEntry> {
  const { tx } = change;
  const parsed = parseInput(corridorInput, edit.input);
  if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
  const corridor = parsed.value;
  const taken = (wanted: string) => tx.corridor.findUnique({ where: { slug: wanted } });
  const wanted = corridorSlug(corridor.origin, corridor.destination, corridor.purpose);
  const slug = corridor.slug ?? (await freeSlug(wanted, taken));
  const existing = await taken(slug);
  await expectBase(edit.baseRevision, existing, () => change.newest("corridor", slug));

  const origin = await tx.place.findUnique({ where: { slug: corridor.origin } });
  if (!origin || origin.retractedAt) refuseNow(invalid({ field: "origin", code: "unknown_place" }));
  if (origin.mergedIntoSlug) refuseNow(mergedPlace("origin", origin.mergedIntoSlug));
  if (!origin.timeZone) refuseNow(invalid({ field: "origin", code: "origin_time_zone" }));
  const destination = await tx.place.findUnique({ where: { slug: corridor.destination } });
  if (!destination || destination.retractedAt) refuseNow(invalid({ field: "destination", code: "unknown_place" }));
  if (destination.mergedIntoSlug) refuseNow(mergedPlace("destination", destination.mergedIntoSlug));
  if (origin.slug === destination.slug && origin.kind !== "not_stated")
    refuseNow(invalid({ field: "destination", code: "same_place" }));
  const twin = await tx.corridor.findFirst({
    where: {
      originSlug: origin.slug,
      destinationSlug: destination.slug,
      purpose: corridor.purpose,
      slug: { not: slug },
    },
  });
  if (twin)
    refuseNow(refuse("exists", [{ field: "destination", code: "known_corridor", values: { corridor: twin.slug } }]));
  const next = corridor.continuedAs ? await taken(corridor.continuedAs) : null;
  if (corridor.continuedAs && (next?.slug === slug || !next || next.retractedAt || next.mergedIntoSlug))
    refuseNow(invalid({ field: "continuedAs", code: "unknown_corridor" }));
  if (next) await refuseCircle(tx, slug, next.slug);

  const kind = existing && !existing.retractedAt ? "correction" : "addition";
  const mergedInto = existing?.mergedIntoSlug ?? null;
  const revision = await change.record("corridor", slug, kind, corridorPayload(slug, corridor, mergedInto));
  if (existing?.revision === revision) return { slug, revision };
  const columns = {
    ...corridorColumns(corridor),
    retractedAt: null,
    updatedAt: change.at,
    revision,
  };
  await tx.corridor.upsert({ where: { slug }, create: { ...columns, slug }, update: columns });
  return { slug, revision };
}
