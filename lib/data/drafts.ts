import type { LocalDate } from "../domain/dates";
import { type Actor, may } from "../domain/policy";
import type { Typed } from "../domain/typed";
import type { Db } from "./client";

/** A corridor day that is not published. No public door shows one. */
export type Draft = {
  id: string;
  /** `corridor/date` */
  entry: string;
  corridor: string;
  date: LocalDate;
  author: string;
  mine: boolean;
  version: number;
  /** The revision that it started from; 0 for none. */
  baseRevision: number;
  createdAt: Date;
  updatedAt: Date;
};

/** All of a draft but its form, which may be long. */
const SHOWN = {
  id: true,
  entry: true,
  version: true,
  baseRevision: true,
  createdAt: true,
  updatedAt: true,
  authorId: true,
  author: { select: { name: true } },
} as const;

/** Editors open everybody's drafts, contributors their own. null: none. */
export function visibleTo(actor: Actor): { authorId?: string } | null {
  if (actor.kind !== "person") return null;
  return may(actor.role, "draft.open_others") ? {} : { authorId: actor.id };
}

function draftOf(
  row: Omit<Draft, "corridor" | "date" | "author" | "mine"> & { authorId: string; author: { name: string } },
  actor: Actor,
): Draft {
  const [corridor = "", date = ""] = row.entry.split("/");
  const { id, entry, version, baseRevision, createdAt, updatedAt } = row;
  const author = { author: row.author.name, mine: row.authorId === actor.id };
  return { id, entry, corridor, date, ...author, version, baseRevision, createdAt, updatedAt };
}

/** The drafts that the actor may open, the longest waiting first. */
export async function listDrafts(db: Db, actor: Actor): Promise<Draft[]> {
  const where = visibleTo(actor);
  if (!where) return [];
  const rows = await db.draft.findMany({
    where: { ...where, state: "draft" },
    select: SHOWN,
    orderBy: [{ updatedAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => draftOf(row, actor));
}

/** One draft with its form as typed; null where there is none that the actor may open. */
export async function findDraft(db: Db, actor: Actor, id: string): Promise<{ draft: Draft; typed: Typed } | null> {
  const where = visibleTo(actor);
  const row =
    where &&
    (await db.draft.findFirst({ where: { ...where, id, state: "draft" }, select: { ...SHOWN, payload: true } }));
  return row && { draft: draftOf(row, actor), typed: JSON.parse(row.payload) as Typed };
}
