import type { Payload } from "./payloads";
import type { Typed } from "./typed";
import type { ChangeKind, EntryKind } from "./vocabulary";

/** The commands that can wait for a review, by the names under which they are kept. */
export const SUGGESTED_COMMANDS = [
  "saveDay",
  "saveReport",
  "saveClaim",
  "saveCorridor",
  "savePlace",
  "saveParty",
  "saveSource",
  "retract",
  "mergeEntries",
  "revertRevision",
  "revertChangeSet",
] as const;
export type SuggestedCommand = (typeof SUGGESTED_COMMANDS)[number];

/** What a change makes of one entry; null: nothing. */
export type Recorded = {
  entryKind: EntryKind;
  entry: string;
  kind: ChangeKind;
  before: Payload | null;
  after: Payload | null;
};

/** What is kept of a suggestion: what was asked for, word for word, and what it would have made of the record then. */
export type Suggested = {
  command: SuggestedCommand;
  request: unknown;
  /** The first of the entries that it touches. */
  recorded: readonly Recorded[];
  /** How many entries there are. */
  entries: number;
  /** Suggestions of the same person that have to be approved with it: a report that it names. */
  needs: readonly string[];
  /** The form, to be gone on with; null where it has only a reason. */
  form: { typed: Typed; base: number } | null;
};

/** So many suggestions of one person wait or were sent back: more than a reviewer reads. */
export const MOST_WAITING = 200;

/** The entries of a suggestion that are kept to be shown. */
export const MOST_SHOWN = 100;

/** What a change may need that was suggested before it. */
export const NEEDED = ["place", "party", "source"] as const satisfies readonly EntryKind[];

/** The fields by which a request names an entry of those kinds. */
const NAMING = ["source", "claimant", "addressee", "unverifiedBy", "origin", "destination", "place", "side"];

/** Keys of places, parties and sources that a request names, each once: in the fields for them, not in what it tells. */
export function namedIn(request: unknown): string[] {
  if (request === null || typeof request !== "object") return [];
  const named = Object.entries(request).flatMap(([field, value]) =>
    typeof value === "string" ? (NAMING.includes(field) && value !== "" ? [value] : []) : namedIn(value),
  );
  return [...new Set(named)];
}

/** Whether a suggestion is to add an entry, on which others may rest; a correction of one is needed by nothing. */
export const adds = ({ recorded }: Suggested, entry: string): boolean =>
  recorded.some((made) => made.entry === entry && made.before === null);
