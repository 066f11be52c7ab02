import { type ChainReports, verifyChains } from "@/lib/data/chains";
import { checkReplay, type ReplayReport } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";
import type { Answer } from "../domain/errors";
import { type Actor, refusedTo } from "../domain/policy";
import type { Store } from "./client";

/** What the verification of a whole store came to; `tables` is null where the public chain has to be whole first. */
export type StoreReport = { chains: ChainReports; tables: ReplayReport | null };

/** Verifies both chains, and builds the record again from its revisions to compare it with the tables. */
export async function verifyStore({ url }: Pick<Store, "url">, actor: Actor): Promise<Answer<StoreReport>> {
  const refused = refusedTo(actor, "audit.read");
  if (refused) return refused;
  const snapshot = await openSnapshot(url);
  try {
    const chains = await verifyChains(snapshot);
    return { ok: true, chains, tables: chains.public.broken ? null : await checkReplay(snapshot) };
  } finally {
    await snapshot.close();
  }
}
