import type { Claim, Corridor, Party, Source } from "../domain/record";
import type { Bilingual } from "../domain/text";
import type { AuthorRole, ChangeKind, EntryKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { corridorsIn } from "./corridors";
import { CLAIM, claimOf, partyOf, sourceOf } from "./entries";

/** What a public change was made to. */
export type ChangedEntry =
  | { kind: "corridor_day"; corridor: Corridor; date: string }
  | { kind: "corridor"; corridor: Corridor }
  | { kind: "place"; name: Bilingual }
  | { kind: "party"; party: Party }
  | { kind: "source"; source: Source }
  | { kind: "claim"; claim: Claim; corridor: Corridor | null }
  | { kind: "retractedClaim"; claimant: Party; source: string };

/** One published change as the public may see it: the author by role only. */
export type PublicChange = {
  seq: number;
  at: Date;
  change: ChangeKind;
  reason: string;
  role: AuthorRole;
  /** null: the entry is not in the tables any more. */
  entry: ChangedEntry | null;
};

const PAGE = 50;

/** The public changes of the record, newest first, by pages that begin at 1. */
export async function listChanges(db: Db, page: number): Promise<{ changes: PublicChange[]; pages: number }> {
  const last = await db.revision.findFirst({ orderBy: { seq: "desc" }, select: { seq: true } });
  const count = last?.seq ?? 0;
  // numbers have no gaps, so that the hundredth page costs no more than the first
  const rows = await db.revision.findMany({
    where: { seq: { lte: count - PAGE * (page - 1), gt: count - PAGE * page } },
    orderBy: { seq: "desc" },
    select: { seq: true, at: true, kind: true, reason: true, role: true, entryKind: true, entry: true },
  });
  const entryOf = await changedEntries(db, rows);
  return {
    changes: rows.map(({ seq, at, kind, reason, role, entryKind, entry }) => ({
      seq,
      at,
      change: kind,
      reason,
      role,
      entry: entryOf(entryKind, entry),
    })),
    pages: Math.max(1, Math.ceil(count / PAGE)),
  };
}

/** Finds what some revisions were made to, by kind and key. */
export async function changedEntries(
  db: Db,
  rows: readonly { entryKind: EntryKind; entry: string }[],
): Promise<(kind: EntryKind, entry: string) => ChangedEntry | null> {
  const of = (...kinds: string[]) => rows.filter((row) => kinds.includes(row.entryKind)).map((row) => row.entry);
  const claims = await db.claim.findMany({ where: { key: { in: of("claim") } }, include: CLAIM });
  const slugs = [
    ...of("corridor", "corridor_day").map((entry) => entry.split("/")[0] as string),
    ...claims.flatMap(({ corridorSlug }) => corridorSlug ?? []),
  ];
  const bySlug = (entries: string[]) => ({ where: { slug: { in: [...new Set(entries)] } } });
  const corridors = await corridorsIn(db, slugs);
  const places = await db.place.findMany(bySlug(of("place")));
  const parties = await db.party.findMany(bySlug(of("party")));
  const sources = await db.source.findMany(bySlug(of("source")));

  return (kind, entry) => {
    const [slug, date = ""] = entry.split("/");
    const corridor = corridors.get(slug ?? "");
    const place = places.find((row) => row.slug === slug);
    const party = parties.find((row) => row.slug === slug);
    const source = sources.find((row) => row.slug === slug);
    const claim = claims.find((row) => row.key === entry);
    if (kind === "corridor_day") return corridor ? { kind, corridor, date } : null;
    if (kind === "corridor") return corridor ? { kind, corridor } : null;
    if (kind === "place") return place ? { kind, name: { en: place.nameEn, uk: place.nameUk } } : null;
    if (kind === "party") return party ? { kind, party: partyOf(party) } : null;
    if (kind === "source") return source ? { kind, source: sourceOf(source) } : null;
    if (!claim) return null;
    if (claim.retractedAt)
      return { kind: "retractedClaim", claimant: partyOf(claim.claimant), source: claim.sourceSlug };
    return { kind, claim: claimOf(claim), corridor: corridors.get(claim.corridorSlug ?? "") ?? null };
  };
}
