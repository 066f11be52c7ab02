/** Lets a few in at a time and some wait; whoever comes on top of those is turned away at once. */
export class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    readonly atOnce: number,
    readonly mostWaiting: number,
  ) {}

  /** A promise of a turn, which `end` gives on; null where too many are waiting already. */
  take(): Promise<void> | null {
    if (this.#running < this.atOnce) {
      this.#running++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.mostWaiting) return null;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  end(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
