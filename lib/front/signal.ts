/** Where the process keeps its publisher: modules are loaded three times in one Next process, `globalThis` once. */
const PUBLISHER = Symbol.for("tracker.publisher");
type Shared = { [PUBLISHER]?: { changed(): void } };

/** Hands the publisher to whoever saves. */
export function setPublisher(publisher: { changed(): void }): void {
  (globalThis as Shared)[PUBLISHER] = publisher;
}

/** Tells the publisher, where there is one, that the public record changed: after the commit, before the answer. */
export function publicRecordChanged(): void {
  (globalThis as Shared)[PUBLISHER]?.changed();
}
