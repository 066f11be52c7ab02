import type { Store } from "@/lib/data/client";
import { foldedNote } from "../domain/search";

/** Rows that one transaction writes: other writers wait no longer than for that. */
const CHUNK = 500;

/**
 * Gives the notes of an older store the form that search reads. What was published stays as it is: this is no change of
 * the record, and has no revision.
 * @returns how many days were without it
 */
export async function foldNotes(store: Store): Promise<number> {
  for (let done = 0; ; ) {
    const days = await store.read.corridorDay.findMany({
      where: { noteFolded: null },
      select: { id: true, noteEn: true, noteUk: true },
      take: CHUNK,
    });
    if (days.length === 0) return done;
    await store.transaction(async (tx) => {
      // a save meanwhile has written its own
      for (const day of days)
        await tx.corridorDay.updateMany({
          where: { id: day.id, noteFolded: null },
          data: { noteFolded: foldedNote(day) },
        });
    });
    done += days.length;
  }
}
