/** Where the process keeps its publisher: modules are loaded three times in one Next process, `globalThis` once. */
const PUBLISHER = Symbol.for("tracker.publisher");
type Changed = { changed(past: boolean): void };
type Shared = { [PUBLISHER]?: Changed };

/** Hands the publisher to whoever saves. */
export function setPublisher(publisher: Changed): void {
  (globalThis as Shared)[PUBLISHER] = publisher;
}

/**
 * Tells the publisher, where there is one, that the public record changed: after the commit, before the answer.
 * @param past whether what it showed at earlier instants changed, too: only a redaction does that
 */
export function publicRecordChanged({ past = false } = {}): void {
  (globalThis as Shared)[PUBLISHER]?.changed(past);
}
