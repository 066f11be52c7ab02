import { lengthOf } from "../domain/differences";
import type { Payload } from "../domain/payloads";
import type { Corridor, Party, Place, Source } from "../domain/record";
import { separated } from "../domain/text";
import type { AuthorRole, ChangeKind, EntryKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { corridorsIn } from "./corridors";
import { partyOf, placeOf, sourceOf } from "./entries";

/** The most versions that one page tells, and the most characters after which it begins no further one. */
const MOST = 30;
const LONGEST = 60_000;

/** One published version of an entry, as the public may see it: the author by role only. */
export type PublicRevision = {
  seq: number;
  at: Date;
  kind: ChangeKind;
  reason: string;
  role: AuthorRole;
  fields: string[];
  /** Nothing of this entry was published before. */
  first: boolean;
  /** A text of the entry was removed with this version or a later one: neither `before` nor `after` is given. */
  redacted: boolean;
  before: Payload | null;
  after: Payload | null;
};

/** Who and what the versions of an entry speak of, by slug; retracted ones, too. */
export type Names = {
  parties: Map<string, Party>;
  sources: Map<string, Source>;
  places: Map<string, Place>;
  corridors: Map<string, Corridor>;
};

/** The newest versions of an entry, how many there are in all, and the names in them. */
export type EntryHistory = { revisions: PublicRevision[]; all: number; names: Names };

const payload = (text: string | null) => (text === null ? null : (JSON.parse(text) as Payload));

/** The public history of one entry, newest first. @param most the newest of them only */
export async function listRevisions(
  db: Db,
  entryKind: EntryKind,
  entry: string,
  most?: number,
): Promise<PublicRevision[]> {
  const where = { entryKind, entry };
  const rows = await db.revision.findMany({
    where,
    orderBy: { seq: "desc" },
    select: { seq: true, at: true, kind: true, reason: true, role: true, fields: true, before: true, after: true },
    take: most,
  });
  const ends = await db.revision.aggregate({ where, _min: { seq: true } });
  const redaction = await db.revision.aggregate({ where: { ...where, kind: "redaction" }, _max: { seq: true } });
  return rows.map((row) => {
    const redacted = row.seq <= (redaction._max.seq ?? 0);
    return {
      ...row,
      fields: separated(row.fields),
      first: row.seq === ends._min.seq,
      redacted,
      before: redacted ? null : payload(row.before),
      after: redacted ? null : payload(row.after),
    };
  });
}

/** What the page of an entry tells of its history: the newest version, and as many before it as there is room for. */
export async function entryHistory(db: Db, entryKind: EntryKind, entry: string): Promise<EntryHistory> {
  let length = 0;
  const revisions = (await listRevisions(db, entryKind, entry, MOST)).filter(({ reason, before, after }, i) => {
    length += reason.length + lengthOf(before, after);
    return i === 0 || length <= LONGEST;
  });
  const all = await db.revision.count({ where: { entryKind, entry } });
  return { revisions, all, names: await namesIn(db, revisions) };
}

/** Everybody and everything that these versions name. */
export async function namesIn(
  db: Db,
  versions: readonly { before: Payload | null; after: Payload | null }[],
): Promise<Names> {
  const payloads = versions.flatMap(({ before, after }) =>
    [before, after].flatMap((version) => [version ?? [], (version?.claims as Payload[] | undefined) ?? []].flat()),
  );
  const slugs = (...fields: string[]) => {
    const found = payloads.flatMap((version) => fields.map((field) => version[field]));
    return { slug: { in: [...new Set(found.filter((slug) => typeof slug === "string"))] } };
  };
  const parties = await db.party.findMany({ where: slugs("claimant", "addressee", "unverified_by") });
  const sources = await db.source.findMany({ where: slugs("source") });
  const places = await db.place.findMany({ where: slugs("place") });
  return {
    parties: new Map(parties.map((row) => [row.slug, partyOf(row)])),
    sources: new Map(sources.map((row) => [row.slug, sourceOf(row)])),
    places: new Map(places.map((row) => [row.slug, placeOf(row)])),
    corridors: await corridorsIn(db, slugs("corridor").slug.in),
  };
}

/** When the record last changed; null for an empty one. */
export async function lastChange(db: Db): Promise<{ seq: number; at: Date; hash: string } | null> {
  return db.revision.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, at: true, hash: true } });
}
