import { type Answer, refuse } from "../domain/errors";
import { type Actor, may } from "../domain/policy";
import type { EntryKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { listRevisions, type PublicRevision } from "./revisions";

/** A version of an entry with who made it: internal, never on a public page. */
export type AuthoredRevision = PublicRevision & {
  /** Name at sign-in; null for the first transcription. */
  author: string | null;
};

/** The history of one entry, newest first, with its authors; refused to whoever may not see them. */
export async function readHistory(
  db: Db,
  actor: Actor,
  entryKind: EntryKind,
  entry: string,
): Promise<Answer<{ revisions: AuthoredRevision[] }>> {
  if (actor.kind !== "person" || !may(actor.role, "history.authors")) return refuse("not_allowed");
  const revisions = await listRevisions(db, entryKind, entry);
  const sets = await db.revision.findMany({
    where: { entryKind, entry },
    select: { seq: true, changeSet: { select: { actorId: true } } },
  });
  const actors = new Map(sets.map(({ seq, changeSet }) => [seq, changeSet.actorId]));
  const people = await db.user.findMany({
    where: { id: { in: [...new Set(actors.values())] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    ok: true,
    revisions: revisions.map((revision) => ({
      ...revision,
      author: names.get(actors.get(revision.seq) ?? "") ?? null,
    })),
  };
}
