import { derive } from "./grade";
import type {
  CorridorInput,
  DayClaimInput,
  DayInput,
  PartyInput,
  PlaceInput,
  SourceInput,
  WideClaimInput,
} from "./inputs";
import { claimDefaults } from "./payloads";
import type { Derived } from "./record";
import { foldedNote } from "./search";
import { joined } from "./text";
import { canonicalUrl } from "./urls";

/**
 * How the tables keep an entry: the columns that its published version decides. A save writes them, and so does the
 * replay of the history (replay.ts); `updatedAt`, `revision` and `retractedAt` come from the revision itself.
 */
export type KeyedClaim<C extends DayClaimInput = DayClaimInput> = C & { key: string };

export const placeColumns = (place: PlaceInput) => ({
  kind: place.kind,
  nameEn: place.nameEn,
  nameUk: place.nameUk,
  precision: place.precision,
  lat: place.lat,
  lon: place.lon,
  adm1: place.adm1,
  adm1Vocabulary: place.adm1Vocabulary,
  adm1Name: place.adm1Name,
  country: place.country,
  timeZone: place.timeZone,
  aliases: JSON.stringify(place.aliases),
});

export const partyColumns = (party: PartyInput) => ({
  kind: party.kind,
  nameEn: party.nameEn,
  nameUk: party.nameUk,
  sideSlug: party.side,
});

export const sourceColumns = (source: SourceInput) => ({
  file: source.file,
  publisher: source.publisher,
  publishedOn: source.publishedOn,
  publishedOnPrecision: source.publishedOn ? (source.publishedOnPrecision ?? "day") : null,
  url: source.url,
  canonicalUrl: (source.url && canonicalUrl(source.url)) || null,
  archiveUrl: source.archiveUrl,
  retrievedAt: source.retrievedAt,
  sha256: source.sha256,
});

export const corridorColumns = (corridor: CorridorInput) => ({
  originSlug: corridor.origin,
  destinationSlug: corridor.destination,
  purpose: corridor.purpose,
  continuedAsSlug: corridor.continuedAs,
});

/**
 * Where a claim stands in lists, which begin with the last: by the day that it is about, then by the day of speaking; an
 * undated one comes after all others. One that is in no list, because it or its day is retracted, has null instead.
 */
export const listedAs = (date: string | null, saidOn: string | null): string => `${date ?? ""} ${saidOn ?? ""}`;

/** The columns of a claim that its form decides. */
export const claimColumns = (claim: KeyedClaim, position: number) => ({
  position,
  kind: claim.kind,
  claimantSlug: claim.claimant,
  speaker: claim.speaker,
  addresseeSlug: claim.addressee,
  outcome: claim.outcome,
  countOf: claim.countOf,
  countMin: claim.countMin,
  countMax: claim.countMax,
  countQualifier: claim.countQualifier,
  unverifiedBySlug: claim.unverifiedBy,
  summaryEn: claim.summaryEn,
  summaryUk: claim.summaryUk,
  sourceSlug: claim.source,
  sourcePlace: claim.sourcePlace,
  saidOn: claim.saidOn,
  ...claimDefaults(claim),
});

/** A claim whose scope is wider than one corridor day. */
export const wideClaimColumns = (claim: KeyedClaim<WideClaimInput>) => ({
  ...claimColumns(claim, 0),
  listed: listedAs(claim.date, claim.saidOn),
  scope: claim.scope,
  corridorSlug: claim.corridor,
  placeSlug: claim.place,
  date: claim.date,
  dateTo: claim.dateTo,
  datePrecision: claim.datePrecision,
});

/** A corridor day, without what the rules say of it: derivedColumns(). */
export const dayColumns = (day: DayInput, timeZone: string, claims: readonly KeyedClaim[]) => ({
  datePrecision: day.datePrecision,
  periodFrom: day.periodFrom,
  periodTo: day.periodTo,
  timeZone,
  status: day.status,
  noteEn: day.noteEn,
  noteUk: day.noteUk,
  noteFolded: foldedNote(day),
  evacueesMin: day.evacueesMin,
  evacueesMax: day.evacueesMax,
  evacueesQualifier: day.evacueesQualifier,
  claimKeys: joined(claims.map((claim) => claim.key)),
  sourceSlugs: joined([...new Set(claims.map((claim) => claim.source))].sort()),
});

/** What the rules have to know of the parties and sources that a day's claims name. */
export type Standing = {
  /** The side that a party belongs to; null for none. */
  sideOf(party: string): string | null;
  retracted(source: string): boolean;
};

type ClaimRow = Pick<
  ReturnType<typeof claimColumns>,
  "kind" | "outcome" | "statement" | "claimantSlug" | "addresseeSlug" | "sourceSlug"
>;

/** What the rules say of a day whose claims name parties and sources by slug. */
export function deriveFrom(claims: readonly ClaimRow[], status: DayInput["status"], standing: Standing): Derived {
  const party = (slug: string) => ({ slug, side: standing.sideOf(slug) });
  return derive(
    claims.map((claim) => ({
      kind: claim.kind,
      outcome: claim.outcome,
      statement: claim.statement,
      claimant: party(claim.claimantSlug),
      addressee: claim.addresseeSlug === null ? null : party(claim.addresseeSlug),
      source: { retracted: standing.retracted(claim.sourceSlug) },
    })),
    status,
  );
}

/** How the tables keep what the rules say of a day's claims. */
export const derivedColumns = (derived: Derived) => ({
  grade: derived.grade,
  blameContested: derived.blameContested,
  evidenced: derived.evidenced,
  announcedBy: joined(derived.announcedBy),
  blamed: joined(derived.blamed),
});

/** How the tables keep a retracted day whose claims stand in another one now. */
export const emptiedColumns = (status: DayInput["status"]) => ({
  ...derivedColumns(deriveFrom([], status, { sideOf: () => null, retracted: () => false })),
  claimKeys: "",
  sourceSlugs: "",
});
