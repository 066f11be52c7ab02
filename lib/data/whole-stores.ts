import { readBackup } from "@/lib/data/backup-file";
import { LONG, type OnProgress, requireEqual } from "@/lib/data/backups";
import { type ChainReports, headsOf, verifyChains } from "@/lib/data/chains";
import { type Contents, contentsOf, counted, type Description } from "@/lib/data/contents";
import { type Destination, fillDestination } from "@/lib/data/destination";
import { dialectOf } from "@/lib/data/dialect";
import { load } from "@/lib/data/loading";
import { openSnapshot } from "@/lib/data/snapshot";

export interface Restoring extends Omit<Destination, "migration"> {
  /**
   * Sees what both chains came to before anything is kept; what it throws leaves the destination as it was.
   */
  judge: (chains: ChainReports) => void;
  onProgress?: OnProgress;
}

export interface Restored {
  description: Description;
  chains: ChainReports;
  /** Where the store is kept that was there; null where there was nothing. */
  kept: string | null;
}

/**
 * Makes a backup a store, on either database. The file is read to its end before anything is touched.
 * @throws Unfit
 */
export async function restoreBackup(file: string, key: string | undefined, to: Restoring): Promise<Restored> {
  const contents = await readBackup(file, key);
  for await (const _ of counted(contents, (done, all) => to.onProgress?.("Reading the backup", done, all)));
  return fill(contents, to);
}

/**
 * Moves one moment of a store to another database, and compares the two row by row.
 * @returns also whether anything was saved at the source meanwhile, which the copy lacks
 * @throws Unfit
 */
export async function copyStore(from: string, to: Restoring): Promise<Restored & { changedMeanwhile: boolean }> {
  const snapshot = await openSnapshot(from, LONG);
  try {
    const contents = await contentsOf(snapshot, dialectOf(from), to.now);
    const restored = await fill(contents, to);
    const later = await openSnapshot(from);
    const heads = await headsOf(later).finally(() => later.close());
    const changedMeanwhile = JSON.stringify(heads) !== JSON.stringify(contents.description.heads);
    return { ...restored, changedMeanwhile };
  } finally {
    await snapshot.close();
  }
}

async function fill(contents: Contents, { judge, onProgress, ...to }: Restoring): Promise<Restored> {
  const { description } = contents;
  let chains: ChainReports | undefined;
  const kept = await fillDestination({ ...to, migration: description.migration }, (url) =>
    load(url, contents, {
      onProgress: (done, all) => onProgress?.("Loading", done, all),
      async verify(loaded, reads) {
        await requireEqual(contents, loaded, onProgress);
        chains = await verifyChains(reads, {
          tables: loaded.description.tables,
          checkpoints: description.heads,
          onProgress: (chain, done, all) => onProgress?.(`Verifying the ${chain} chain`, done, all),
        });
        judge(chains);
      },
    }),
  );
  return { description, chains: chains as unknown as ChainReports, kept };
}
