import { type Choices, IMPORT_FILES } from "../domain/arrivals";
import { type Answer, refuse } from "../domain/errors";
import { mappingInput, mappingKey, type UsedMapping } from "../domain/mapping";
import { type Actor, refusedTo } from "../domain/policy";
import type { Locale } from "../domain/vocabulary";
import type { Db } from "./client";

/** Uploads that are listed at most. */
const LISTED = 50;

/** An upload on its way into the record. */
export type ImportRun = {
  id: string;
  /** Names of its files. */
  name: string;
  rows: number;
  author: string;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  /** The change that it became; null while it waits. */
  changeSet: string | null;
};

const LISTING = {
  id: true,
  name: true,
  rows: true,
  createdAt: true,
  updatedAt: true,
  version: true,
  changeSetId: true,
  author: { select: { name: true } },
} as const;
type Row = Omit<ImportRun, "author" | "changeSet"> & { changeSetId: string | null; author: { name: string } };

const runOf = ({ changeSetId, author, ...row }: Row): ImportRun => ({
  ...row,
  author: author.name,
  changeSet: changeSetId,
});

/** The latest uploads, newest first. */
export async function listImports(db: Db, actor: Actor): Promise<Answer<{ runs: ImportRun[] }>> {
  const refused = refusedTo(actor, "record.publish");
  if (refused) return refused;
  const rows = await db.importRun.findMany({ select: LISTING, orderBy: { createdAt: "desc" }, take: LISTED });
  return { ok: true, runs: rows.map(runOf) };
}

export type OpenImport = {
  run: ImportRun;
  /** JSON text of the files; "" when it is done. */
  content: string;
  /** By the number of the file. */
  mappings: Record<number, UsedMapping>;
  choices: Choices;
};

/** One upload with all that is needed to go on with it. */
export async function findImport(db: Db, actor: Actor, id: string): Promise<Answer<OpenImport>> {
  const refused = refusedTo(actor, "record.publish");
  if (refused) return refused;
  const row = await db.importRun.findUnique({
    where: { id },
    select: { ...LISTING, content: true, mapping: true, choices: true },
  });
  if (!row) return refuse("not_found");
  const { content, mapping, choices, ...rest } = row;
  return {
    ok: true,
    run: runOf(rest),
    content,
    mappings: JSON.parse(mapping) as Record<number, UsedMapping>,
    choices: JSON.parse(choices) as Choices,
  };
}

/**
 * How a table with this header was mapped last; null for a header that nobody has mapped. What every row had in common, who
 * said so and in which report, was of that file alone.
 */
export async function rememberedMapping(
  db: Pick<Db, "columnMapping">,
  header: readonly string[],
): Promise<(UsedMapping & { keptAt: string }) | null> {
  const [kept] = await db.columnMapping.findMany({
    where: { id: { in: IMPORT_FILES.map((file) => mappingKey(header, file)) } },
    orderBy: { updatedAt: "desc" },
    take: 1,
  });
  const parsed = mappingInput.safeParse(kept && JSON.parse(kept.mapping));
  return kept && parsed.success ? { ...parsed.data, constants: {}, keptAt: kept.updatedAt.toISOString() } : null;
}

/** Names that a question offers at most. */
const MOST_NAMES = 500;

export type Named = Record<"place" | "party", { slug: string; name: string }[]>;

/** What a name in a file could be: every place and party that stands. */
export async function namedEntries(db: Db, locale: Locale): Promise<Named> {
  const name = locale === "uk" ? "nameUk" : "nameEn";
  const asked = {
    where: { retractedAt: null, mergedIntoSlug: null },
    select: { slug: true, [name]: true },
    orderBy: { [name]: "asc" },
    take: MOST_NAMES,
  } as const;
  const named = (rows: Record<string, string>[]) =>
    rows.map((row) => ({ slug: row.slug ?? "", name: row[name] ?? "" }));
  return {
    place: named((await db.place.findMany(asked)) as unknown as Record<string, string>[]),
    party: named((await db.party.findMany(asked)) as unknown as Record<string, string>[]),
  };
}
