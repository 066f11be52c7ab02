import { statSync } from "node:fs";

/** For so long a connection that nobody uses is kept, in ms. */
const REST = 5_000;
const MOST = 4;

type Kept<C> = { connection: C; timer: NodeJS.Timeout };

/** What is at a path now: a file that was restored or copied there is another one. */
const inodeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.ino ?? 0;

/** Connections to files. Those that nobody uses at the moment are kept for a few seconds for whoever comes next. */
export class Resting<C extends object> {
  readonly #kept = new Map<string, Kept<C>[]>();
  readonly #inodes = new WeakMap<C, number>();

  constructor(
    readonly open: (file: string) => C,
    readonly end: (connection: C) => void,
  ) {}

  /** A connection to the file that is there now, which is given back or ended. */
  take(file: string): C {
    const inode = inodeOf(file);
    for (;;) {
      const kept = this.#kept.get(file)?.pop();
      if (!kept) break;
      clearTimeout(kept.timer);
      if (this.#inodes.get(kept.connection) === inode) return kept.connection;
      this.end(kept.connection);
    }
    const connection = this.open(file);
    this.#inodes.set(connection, inode);
    return connection;
  }

  give(file: string, connection: C): void {
    const kept = this.#kept.get(file) ?? [];
    if (kept.length >= MOST) {
      this.end(connection);
      return;
    }
    const timer = setTimeout(() => {
      kept.splice(
        kept.findIndex((one) => one.connection === connection),
        1,
      );
      if (kept.length === 0) this.#kept.delete(file);
      this.end(connection);
    }, REST).unref();
    kept.push({ connection, timer });
    this.#kept.set(file, kept);
  }
}
