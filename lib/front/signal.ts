import type { RecordVersion } from "../domain/record";

/** Where the process that saves keeps what tells the publisher: modules are loaded three times in it, `globalThis` once. */
const PUBLISHER = Symbol.for("tracker.publisher");
type Shared = {
  [PUBLISHER]?: { changed(past: boolean, version: RecordVersion | null): Promise<void>; stirred(): void };
};

/**
 * Tells the publisher, where there is one, that the public record changed: after the commit, before the answer.
 * @param version that was read after the commit: what it includes need not be heard of once more; null: not known
 * @param past whether what it showed at earlier instants changed, too: a redaction does that, and what the site says of itself
 * @returns when it has heard: whoever asks for a page from then on gets one that was made after the change
 */
export async function publicRecordChanged(version: RecordVersion | null, { past = false } = {}): Promise<void> {
  await (globalThis as Shared)[PUBLISHER]?.changed(past, version);
}

/** Has the publisher ask at once which version of the record there is, as it does once a second. */
export function somebodyWrote(): void {
  (globalThis as Shared)[PUBLISHER]?.stirred();
}
