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

/** The entries of a suggestion that are kept to be shown. */
export const MOST_SHOWN = 100;

/** What a change may need that was suggested before it. */
const NEEDED: readonly EntryKind[] = ["place", "party", "source"];

/** A suggestion that waits, as far as it has to be known to find out who needs it. */
export type Waiting = { id: string; entryKind: EntryKind; entry: string; payload: string };

/**
 * Which suggestions a request names, also by way of each other, in the order in which they were made.
 * @param waiting of the same person, oldest first
 */
export function neededBy(request: unknown, waiting: readonly Waiting[]): Waiting[] {
  let text = JSON.stringify(request);
  const found: Waiting[] = [];
  for (const one of [...waiting].reverse()) {
    if (!NEEDED.includes(one.entryKind) || !text.includes(JSON.stringify(one.entry))) continue;
    found.unshift(one);
    text += one.payload;
  }
  return found;
}
