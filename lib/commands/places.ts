import type { Answer } from "../domain/errors";
import { invalid } from "../domain/errors";
import { parseInput, placeInput } from "../domain/inputs";
import { placePayload } from "../domain/payloads";
import { placeColumns } from "../domain/rows";
import { slugFrom } from "../domain/slugs";
import { type Change, type Context, publish } from "./change";
import { freeSlug } from "./free-slug";
import { guardPlace } from "./guard-rails";
import { expectBase, refuseNow } from "./refusing";

export type SavedEntry = { slug: string; revision: number };
export type EntryEdit = {
  input: unknown;
  baseRevision: number;
  reason?: string | null;
  /** Warnings that the editor has seen and goes past: warningKey() of each. */
  onPurpose?: readonly string[];
};

/** Adds a place, or publishes a new version of it (`input`: placeInput; the slug is drawn from the name where empty). */
export const savePlace = (context: Context, edit: EntryEdit): Promise<Answer<SavedEntry>> =>
  publish(
    context,
    edit,
    async (change) => {
      await guardPlace(change.tx, edit);
      return publishPlace(change, edit);
    },
    { command: "savePlace" },
  );

export async function publishPlace(change: Change, edit: EntryEdit): Promise<SavedEntry> {
  const { tx } = change;
  const parsed = parseInput(placeInput, edit.input);
  if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
  const place = parsed.value;
  const taken = (wanted: string) => tx.place.findUnique({ where: { slug: wanted } });
  const slug = place.slug ?? (await freeSlug(slugFrom(place.nameEn) || "place", taken));
  const existing = await taken(slug);
  await expectBase(edit.baseRevision, existing, () => change.newest("place", slug));
  if (existing?.timeZone && !place.timeZone && (await tx.corridor.count({ where: { originSlug: slug } })))
    refuseNow(invalid({ field: "timeZone", code: "origin_time_zone" }));

  const kind = existing && !existing.retractedAt ? "correction" : "addition";
  const revision = await change.record(
    "place",
    slug,
    kind,
    placePayload(slug, place, existing?.mergedIntoSlug ?? null),
  );
  const columns = {
    ...placeColumns(place),
    slug,
    retractedAt: null,
    updatedAt: change.at,
    revision,
  };
  if (existing?.revision !== revision) await tx.place.upsert({ where: { slug }, create: columns, update: columns });
  return { slug, revision };
}
