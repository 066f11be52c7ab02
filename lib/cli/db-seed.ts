import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadSeed, type Seed } from "@/lib/commands/seed";
import { config } from "@/lib/config";
import { openStore, type Store } from "@/lib/data/client";
import type { Answer } from "@/lib/domain/errors";
import { seedActor } from "@/lib/domain/policy";
import { rowsOf } from "@/lib/ingest/csv";
import { corridorOfRow, dayOfRow, partyOfRow, placeOfRow, sourceOfRow, wideClaimOfRow } from "@/lib/ingest/entries";

/** The transcribed reports of prisma/seed, as inputs for the commands. */
export function readSeed(folder = join(config().root, "prisma", "seed")): Seed {
  const rows = (name: string) => rowsOf(readFileSync(join(folder, `${name}.csv`), "utf8"));
  const claims = rows("claims");
  return {
    places: rows("places").map(placeOfRow),
    parties: rows("parties").map(partyOfRow),
    sources: rows("sources").map(sourceOfRow),
    corridors: rows("corridors").map(corridorOfRow),
    days: rows("corridor-days").map((row) => dayOfRow(row, claims)),
    claims: claims.filter((row) => row.scope !== "corridor_day").map(wideClaimOfRow),
  };
}

/** Loads prisma/seed into a store that has no history yet; refuses as `not_empty` otherwise. */
export const seedStore = (
  store: Store,
  onEntry?: (done: number, all: number) => void,
): Promise<Answer<{ loaded: Record<keyof Seed, number> }>> =>
  loadSeed({ store, actor: seedActor, now: new Date() }, readSeed(), onEntry);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const store = openStore(config().databaseUrl);
  const answer = await seedStore(store, (done, all) => {
    if (process.stdout.isTTY) process.stdout.write(`\rLoading the seed: ${done} of ${all} entries`);
  });
  await store.close();
  if (process.stdout.isTTY) process.stdout.write("\n");
  if (answer.ok) {
    const counts = Object.entries(answer.loaded).map(([kind, count]) => `${count} ${kind}`);
    console.log(`Loaded the seed: ${counts.join(", ")} (claims of corridor days come with their days).`);
  } else if (answer.code === "not_empty") {
    console.log("The store has a record already: nothing was loaded.");
  } else {
    for (const { field, code } of answer.problems) console.error(`${field}: ${code}`);
    process.exitCode = 1;
  }
}
