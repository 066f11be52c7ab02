import { readSeed } from "@/lib/cli/db-seed";
import { loadSeed } from "@/lib/commands/seed";
import type { Store } from "@/lib/data/client";
import { seedActor } from "@/lib/domain/policy";
import { layOnce } from "@/tests/support/laid";
import { yes } from "@/tests/support/record";

/** Lays the seed, as if it had been loaded at that instant. */
export const laySeed = (store: Store, now: Date): Promise<void> =>
  layOnce(store, `the seed of ${now.toISOString()}`, () => yes(loadSeed({ store, actor: seedActor, now }, readSeed())));
