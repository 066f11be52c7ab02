import type { Store } from "@/lib/data/client";
import { CHANNEL } from "@/lib/data/written";

/** Ends the connections on which instances listen for what others write. */
export async function loseListeners(store: Store): Promise<void> {
  await store.read.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query = ${`LISTEN ${CHANNEL}`}`;
}
