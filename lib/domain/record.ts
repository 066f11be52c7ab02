import type { ClaimCount, Count } from "./counts";
import type { LocalDate } from "./dates";
import type { Bilingual } from "./text";
import type {
  ClaimKind,
  ClaimScope,
  DatePrecision,
  DayStatus,
  Grade,
  Outcome,
  PartyKind,
  PlaceKind,
  PlacePrecision,
  Purpose,
} from "./vocabulary";

/** The entries of the record as the rooms hand them to one another. Keys are slugs; instants are Dates in UTC. */
export type Place = {
  slug: string;
  kind: PlaceKind;
  name: Bilingual;
  precision: PlacePrecision;
  lat: number | null;
  lon: number | null;
  adm1: string | null;
  adm1Vocabulary: string | null;
  adm1Name: string | null;
  country: string;
  timeZone: string | null;
  aliases: string[];
};

export type Party = { slug: string; kind: PartyKind; name: Bilingual; side: string | null };

export type Source = {
  slug: string;
  file: string | null;
  /** null: not named in the report. */
  publisher: string | null;
  publishedOn: LocalDate | null;
  publishedOnPrecision: DatePrecision | null;
  url: string | null;
  archiveUrl: string | null;
  retrievedAt: Date | null;
  sha256: string | null;
  /** A retracted source supports nothing any more. */
  retracted: boolean;
};

export type Corridor = {
  slug: string;
  origin: Place;
  destination: Place;
  purpose: Purpose;
  continuedAs: string | null;
  mergedInto: string | null;
};

export type Claim = {
  key: string;
  scope: ClaimScope;
  corridor: string | null;
  place: Place | null;
  date: LocalDate | null;
  dateTo: LocalDate | null;
  datePrecision: DatePrecision | null;
  kind: ClaimKind;
  claimant: Party;
  speaker: string | null;
  addressee: Party | null;
  outcome: Outcome | null;
  count: ClaimCount | null;
  unverifiedBy: Party | null;
  summary: Bilingual;
  source: Source;
  sourcePlace: string | null;
  statement: string;
  saidOn: LocalDate | null;
  saidOnPrecision: DatePrecision | null;
  updatedAt: Date;
  revision: number;
};

/** One published day of one corridor with its claims. */
export type CorridorDay = {
  corridor: string;
  date: LocalDate;
  datePrecision: DatePrecision;
  period: { from: LocalDate; to: LocalDate } | null;
  timeZone: string;
  /** As recorded; what is shown depends on the clock: shownStatus(). */
  status: DayStatus;
  note: Bilingual;
  evacuees: Count | null;
  claims: Claim[];
  /** When an editor last looked and found nothing new. */
  checkedAt: Date | null;
  publishedAt: Date;
  updatedAt: Date;
  revision: number;
} & Derived;

/** A corridor as lists and forms name it. */
export type NamedCorridor = Pick<Corridor, "slug" | "purpose"> & Record<"origin" | "destination", { name: Bilingual }>;

/** A day as lists and bars name it: of its claims no more than what its grade speaks of (gradedOn() in lib/domain/grade.ts). */
export type BriefDay = Omit<CorridorDay, "claims"> & {
  claims: readonly { kind: ClaimKind; source: { retracted: boolean } }[];
};

/** What the rules say of a day's claims. */
export type Derived = {
  grade: Grade;
  blameContested: boolean;
  /** The status is an outcome, and claims whose sources are not retracted carry it: evidenceFor(). */
  evidenced: boolean;
  announcedBy: string[];
  blamed: string[];
};

/** The key of a corridor day, in history, files and URLs. */
export const dayKey = (corridor: string, date: LocalDate): string => `${corridor}/${date}`;

/** Which version of the record there is. Two that are equal show readers the same, but for the clock. */
export type RecordVersion = {
  now: string;
  /** The part of it that also shows in the record as it was: what the site says of itself, and what was redacted. */
  past: string;
};
