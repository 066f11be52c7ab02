/**
 * After how long a PostgreSQL server lets go of a connection whose other end a network has swallowed: it would keep its place for
 * two hours otherwise, and until as many are lost as it takes, nobody would notice.
 */
export const FORGOTTEN = ["tcp_keepalives_idle=60", "tcp_keepalives_interval=10", "tcp_keepalives_count=3"];

/**
 * The same for the sessions of a pool, which closes those that do nothing for ten seconds by itself. A transaction that has the lock
 * of all who write has a time of its own (transaction.ts).
 */
export const POOLED = ["idle_in_transaction_session_timeout=20s", "idle_session_timeout=60s", ...FORGOTTEN];

/** The URL of a PostgreSQL database with settings of the session; `options` in a URL would win over those beside it. */
export function withSettings(url: string, settings: readonly string[]): string {
  const changed = new URL(url);
  const options = changed.searchParams.get("options");
  const chosen = settings.map((setting) => `-c ${setting}`);
  changed.searchParams.set("options", [...(options ? [options] : []), ...chosen].join(" "));
  return changed.href;
}
