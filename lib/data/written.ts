import { randomUUID } from "node:crypto";
import pg from "pg";
import { dialectOf } from "@/lib/data/dialect";
import { FORGOTTEN, withSettings } from "@/lib/data/session-settings";

/** On which PostgreSQL passes on, at the commit, that one process has written. */
export const CHANNEL = "corridor_tracker_written";

// Modules are loaded several times in one Next process, which is one writer.
const WRITER = Symbol.for("tracker.writer");
const shared = globalThis as { [WRITER]?: string };

/** By what name this process says that it has written. */
export function writer(): string {
  shared[WRITER] ??= randomUUID();
  return shared[WRITER];
}

/** After how long a connection that was lost, or never came about, is tried anew, in ms. */
const AGAIN = 1_000;

/**
 * Listens for what others write to a PostgreSQL database, on a connection of its own; to a file, which one process has to itself,
 * it does not. A hint and no more: connections are lost, and some poolers pass nothing on, so that whoever must not miss anything
 * asks as well.
 * @param heard called after each commit by another than `self`, and when listening begins, before which there may have been some
 * @returns what ends it
 */
export function hearWrites(url: string, heard: () => void, self = writer()): () => Promise<void> {
  if (dialectOf(url) !== "postgresql") return async () => {};
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const listen = async () => {
    const mine = new pg.Client({
      connectionString: withSettings(url, FORGOTTEN),
      connectionTimeoutMillis: 5_000,
      // nothing else would ever tell that a network drops everything
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client = mine;
    let lost = false;
    const again = () => {
      if (lost || ended) return;
      lost = true;
      mine.end().catch(() => {});
      timer = setTimeout(listen, AGAIN);
    };
    mine.on("error", again);
    mine.on("end", again);
    mine.on("notification", ({ payload }) => {
      if (payload !== self) heard();
    });
    try {
      await mine.connect();
      await mine.query(`LISTEN ${CHANNEL}`);
      heard();
    } catch {
      again();
    }
  };
  void listen();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end();
  };
}
