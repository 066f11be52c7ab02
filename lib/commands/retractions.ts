import { type Answer, invalid, refuse } from "../domain/errors";
import { mayFreeze } from "../domain/policy";
import type { EntryKind } from "../domain/vocabulary";
import { type Context, publish } from "./change";
import { entriesNaming, retractEntry, versionOfEntry } from "./entry-rows";
import { expectBase, refuseNow } from "./refusing";

/**
 * Takes an entry back: it leaves every current view and stays, with the reason, in history. Saving it again, or reverting
 * the retraction, brings it back.
 * @param edit.baseRevision the version that the editor saw
 * @returns or refuses: `not_found`; `conflict` for a newer version; `invalid` without a reason, where it was
 *   merged into another one, or where entries of the present name it (a source may go: its claims stay and support nothing)
 */
export const retract = (
  context: Context,
  edit: { entryKind: EntryKind; entry: string; baseRevision: number; reason: string },
): Promise<Answer<{ revision: number }>> =>
  publish(
    context,
    edit,
    async (change) => {
      const { entryKind, entry, baseRevision } = edit;
      const row = await versionOfEntry(change.tx, entryKind, entry);
      if (!row || row.retractedAt) return refuseNow(refuse("not_found"));
      await expectBase(baseRevision, row, () => change.newest(entryKind, entry));
      const into = row.mergedIntoSlug;
      if (into) refuseNow(invalid({ field: entry, code: "merged_stays", values: { entry, into } }));
      const named = entryKind === "source" ? [] : await entriesNaming(change.tx, entryKind, entry);
      if (named.length) refuseNow(invalid(...named.map((by) => ({ field: by, code: "names_it", values: { entry } }))));
      return { revision: await retractEntry(change, entryKind, entry) };
    },
    { command: "retract", evenFrozen: mayFreeze(context.actor) },
  );
