import { expect } from "vitest";
import { verifyChains } from "@/lib/data/chains";
import type { Store } from "@/lib/data/client";
import { checkReplay } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";

/** Expects both chains to hold, and every row to be what the revisions made it. */
export async function expectWhole(store: Store): Promise<void> {
  const snapshot = await openSnapshot(store.url);
  try {
    const chains = await verifyChains(snapshot);
    expect([chains.public.broken, chains.audit.broken]).toEqual([null, null]);
    expect((await checkReplay(snapshot)).first).toBeNull();
  } finally {
    await snapshot.close();
  }
}
