import { type Answer, refuse } from "../domain/errors";
import { type Actor, may } from "../domain/policy";
import type { EntryKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { listRevisions, type Names, namesIn, type PublicRevision } from "./revisions";

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
): Promise<Answer<{ revisions: AuthoredRevision[]; names: Names }>> {
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
  const authors = new Map(people.map(({ id, name }) => [id, name]));
  return {
    ok: true,
    names: await namesIn(db, revisions),
    revisions: revisions.map((revision) => ({
      ...revision,
      author: authors.get(actors.get(revision.seq) ?? "") ?? null,
    })),
  };
}
