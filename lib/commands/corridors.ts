import { type Answer, invalid, refuse } from "../domain/errors";
import { corridorInput, parseInput } from "../domain/inputs";
import { corridorPayload } from "../domain/payloads";
import { corridorColumns } from "../domain/rows";
import { type Change, type Context, expectBase, publish, refuseNow } from "./change";
import { freeSlug } from "./free-slug";
import type { EntryEdit, SavedEntry } from "./places";

/**
 * Adds a corridor, or publishes a new version of it (`input`: corridorInput). Unique by origin, destination and purpose;
 * the origin has a time zone, because a corridor's days are its origin's.
 */
export const saveCorridor = (context: Context, edit: EntryEdit): Promise<Answer<SavedEntry>> =>
  publish(context, edit, (change) => publishCorridor(change, edit));

export async function publishCorridor(change: Change, edit: EntryEdit): Promise<SavedEntry> {
  const { tx } = change;
  const parsed = parseInput(corridorInput, edit.input);
  if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
  const corridor = parsed.value;
  const taken = (wanted: string) => tx.corridor.findUnique({ where: { slug: wanted } });
  const wanted = `${corridor.origin}-to-${corridor.destination}${corridor.purpose === "aid" ? "-aid" : ""}`.slice(
    0,
    95,
  );
  const slug = corridor.slug ?? (await freeSlug(wanted, taken));
  const existing = await taken(slug);
  await expectBase(edit.baseRevision, existing, () => change.newest("corridor", slug));

  const origin = await tx.place.findUnique({ where: { slug: corridor.origin } });
  if (!origin || origin.retractedAt) refuseNow(invalid({ field: "origin", code: "unknown_place" }));
  if (!origin.timeZone) refuseNow(invalid({ field: "origin", code: "origin_time_zone" }));
  const destination = await tx.place.findUnique({ where: { slug: corridor.destination } });
  if (!destination || destination.retractedAt) refuseNow(invalid({ field: "destination", code: "unknown_place" }));
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
  if (corridor.continuedAs && (corridor.continuedAs === slug || !(await taken(corridor.continuedAs))))
    refuseNow(invalid({ field: "continuedAs", code: "unknown_corridor" }));

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
