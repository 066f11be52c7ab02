import { type Answer, invalid } from "../domain/errors";
import { parseInput, type SourceInput, sourceInput } from "../domain/inputs";
import { sourcePayload } from "../domain/payloads";
import { sourceColumns } from "../domain/rows";
import { slugFrom } from "../domain/slugs";
import { addressProblems } from "../domain/urls";
import { type Change, type Context, publish } from "./change";
import { freeSlug } from "./free-slug";
import type { EntryEdit, SavedEntry } from "./places";
import { rederive } from "./rederive";
import { expectBase, refuseNow } from "./refusing";

/**
 * Adds a source, or publishes a new version of it (`input`: sourceInput).
 * A report that is known already, by canonical address, file name or hash, is refused as `known_source` with its slug.
 */
export const saveSource = (context: Context, edit: EntryEdit): Promise<Answer<SavedEntry>> =>
  publish(context, edit, (change) => publishSource(change, edit), { command: "saveSource" });

export async function publishSource(change: Change, edit: EntryEdit): Promise<SavedEntry> {
  const { tx } = change;
  const parsed = parseInput(sourceInput, edit.input);
  if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
  const source = parsed.value;
  const kept = sourceColumns(source);
  const taken = (wanted: string) => tx.source.findUnique({ where: { slug: wanted } });
  const slug = source.slug ?? (await freeSlug(nameOf(source), taken));
  for (const [field, where] of [
    ["url", kept.canonicalUrl && { canonicalUrl: kept.canonicalUrl }],
    ["file", source.file && { file: source.file }],
    ["sha256", source.sha256 && { sha256: source.sha256 }],
  ] as const) {
    const known = where ? await tx.source.findFirst({ where: { ...where, slug: { not: slug } } }) : null;
    if (known)
      refuseNow(invalid({ field, code: "known_source", values: { source: known.mergedIntoSlug ?? known.slug } }));
  }
  const existing = await taken(slug);
  await expectBase(edit.baseRevision, existing, () => change.newest("source", slug));
  const problems = addressProblems(source, existing);
  if (problems.length > 0) refuseNow(invalid(...problems));

  const kind = existing && !existing.retractedAt ? "correction" : "addition";
  const revision = await change.record(
    "source",
    slug,
    kind,
    sourcePayload(slug, source, existing?.mergedIntoSlug ?? null),
  );
  if (existing?.revision === revision) return { slug, revision };
  const columns = {
    ...kept,
    slug,
    retractedAt: null,
    updatedAt: change.at,
    revision,
  };
  await tx.source.upsert({ where: { slug }, create: columns, update: columns });
  if (existing?.retractedAt) await rederive(tx, { sourceSlug: slug });
  return { slug, revision };
}

/** A readable name for a source: its publisher or host, and its date. */
function nameOf(source: SourceInput): string {
  const host = source.url ? new URL(source.url).hostname.replace(/^www\./, "") : "";
  const who = source.publisher || host || source.file?.replace(/\.[a-z0-9]+$/i, "") || "";
  return slugFrom(`${who} ${source.publishedOn ?? ""}`) || "source";
}
