import { statSync } from "node:fs";

/** For so long a connection that nobody uses is kept, in ms. */
const REST = 5_000;
const MOST = 4;

/** A connection to the file that was at a path when it was opened: one that is restored or copied there is another. */
export type Connected<C> = { file: string; inode: number; connection: C };

/** Connections to files. Those that nobody uses at the moment are kept for a few seconds for whoever comes next. */
export class Resting<C> {
  readonly #kept = new Map<Connected<C>, NodeJS.Timeout>();

  constructor(
    readonly open: (file: string) => C,
    readonly end: (connection: C) => void,
  ) {}

  /** A connection to the file that is there now, which is given back or ended. */
  take(file: string): Connected<C> {
    const inode = statSync(file, { throwIfNoEntry: false })?.ino ?? 0;
    for (const [kept, timer] of this.#kept) {
      if (kept.file !== file || kept.inode !== inode) continue;
      clearTimeout(timer);
      this.#kept.delete(kept);
      return kept;
    }
    return { file, inode, connection: this.open(file) };
  }

  give(taken: Connected<C>): void {
    const end = () => {
      this.#kept.delete(taken);
      this.end(taken.connection);
    };
    if (this.#kept.size >= MOST) end();
    else this.#kept.set(taken, setTimeout(end, REST).unref());
  }
}
