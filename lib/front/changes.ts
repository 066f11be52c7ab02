/** The changes of the record that pages have to follow, numbered from 1. */
export class Changes {
  #version = 0;
  /** When the newest ones were, the last one last, ms since the epoch. */
  #recent: number[] = [];
  /** The newest one that nobody may miss for a moment. */
  #urgent = 0;

  /** @param grace for how long after a change a page without it may be shown to a crowd, in ms */
  constructor(readonly grace: number) {}

  /** The number of the last one; 0: none yet. */
  get version(): number {
    return this.#version;
  }

  /** @param urgent something was taken out of the record, which is shown to nobody from now on */
  add(at: number, urgent: boolean): void {
    this.#version++;
    this.#recent = [...this.#recent.filter((before) => at - before < this.grace), at];
    if (urgent) this.#urgent = this.#version;
  }

  /** When the first change after a version was, where a page of that version may still be shown to a crowd at `now`; else null. */
  missedBy(version: number, now: number): number | null {
    if (version < this.#urgent) return null;
    const first = this.#recent[this.#recent.length - (this.#version - version)];
    return first !== undefined && now - first < this.grace ? first : null;
  }
}
