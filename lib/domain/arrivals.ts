import type { Problem } from "./errors";
import type { Payload } from "./payloads";
import type { EntryKind } from "./vocabulary";

/** The files whose rows can be brought in, in the order in which they land: what is referred to comes first. */
export const IMPORT_FILES = ["places", "parties", "sources", "corridors", "corridor-days", "claims", "totals"] as const;
export type ImportFile = (typeof IMPORT_FILES)[number];

/** The longest upload in bytes, all its files together, and the most rows. */
export const LARGEST_UPLOAD = 64 * 1024 * 1024;
export const MOST_ROWS = 100_000;
/** The most columns of one table, and the longest name of one in letters: far more than a survey's export has. */
export const MOST_COLUMNS = 500;
export const LONGEST_NAME = 500;

/** Unchecked fields of a form of lib/domain/inputs.ts; what the file has no column for is undefined. */
export type Fields = Record<string, unknown>;

/** What a row of somebody else's table says about one corridor's day, beside the day itself. */
export type Said = {
  origin: string;
  originRegion: string;
  destination: string;
  destinationRegion: string;
  purpose: string;
  claimant: string;
  summaryEn: string;
  summaryUk: string;
  sourcePlace: string;
  /** Addresses of reports; each gives a claim of its own, all of them one statement. */
  urls: string[];
};

type Row = {
  /** Which file of the upload, from 0, and the line on which the row begins, from 1. */
  file: number;
  line: number;
};

/** A row of an upload, as far as it can be understood without knowing the record. */
export type Arrival = Row &
  (
    | { kind: "place" | "party" | "source" | "claim"; input: Fields }
    | { kind: "corridor"; input: Fields; mergedInto: string | null }
    | { kind: "day_claim"; input: Fields; corridor: string; date: string }
    | {
        kind: "day";
        input: Fields;
        /** Keys of its claims in their order. */
        claims: string[];
        /** The zone that its own file gives it. */
        timeZone: string | null;
        /** Its own file says that no source that stands supports it. */
        unsupported: boolean;
        said: Said | null;
      }
    | { kind: "unreadable"; problem: Problem }
  );

export type Upload = {
  /** References in it may be names, because it is not a file of ours. */
  byName: boolean[];
  arrivals: Arrival[];
};

/** What was chosen, by the key of the question: a slug, or `keep`. */
export type Choices = Record<string, string>;

/** Something that only a person can decide, once for all rows that ask it. */
export type Question = {
  key: string;
  about: "place" | "party" | "addresses";
  /** As the file puts it. */
  name: string;
  region: string;
  /** The slugs that it could be; empty where nothing on record is called so. */
  candidates: string[];
  /** Lines that ask it, the first few. */
  lines: number[];
};

/** One entry as the record has it; `after`: JSON text, null where it was retracted. */
export type Standing = { revision: number; after: string | null; mergedInto: string | null };

/** The part of the record that an upload speaks of. Landing writes into it what will be there. */
export type Ground = {
  place: Map<string, Standing>;
  party: Map<string, Standing>;
  source: Map<string, Standing>;
  corridor: Map<string, Standing>;
  corridor_day: Map<string, Standing>;
  /** Claims of wider scope. */
  claim: Map<string, Standing>;
  /** Keys of claims that days have: key → `corridor/date`. */
  ofDay: Map<string, string>;
  /** The site's zone. */
  timeZone: string;
};

/** A version to be published. */
export type Write = {
  kind: EntryKind;
  entry: string;
  change: "addition" | "correction";
  before: string | null;
  after: Payload;
};

export const LANDING_STATES = ["new", "changed", "identical", "problem"] as const;
export type LandingState = (typeof LANDING_STATES)[number];

/** What becomes of one row. */
export type Landed = {
  file: number;
  line: number;
  /** Empty where the row could not be understood. */
  entry: string;
  state: LandingState;
  problems: Problem[];
  /** The fields that change, by their public names; none of a new row. */
  fields: { name: string; from: unknown; to: unknown }[];
  /** Entries that are made on the way: `source reports-example-2001-02-03`. */
  also: string[];
};
