import type { Prisma } from "@/prisma/generated/sqlite/client";
import { addDays, endOfDay, isDate } from "../domain/dates";
import type { Answer } from "../domain/errors";
import { type Actor, refusedTo } from "../domain/policy";
import type { EntryKind } from "../domain/vocabulary";
import { namesOf } from "./change-sets";
import type { Db } from "./client";

/** Lines on one page. */
export const AUDIT_PAGE = 50;

/** What is looked for in the log; empty fields ask for nothing. */
export type AuditFilters = {
  /** Id of a person. */
  person?: string;
  action?: string;
  /** The beginning of an entry's key. */
  entry?: string;
  /** Local dates of the site, both included. */
  from?: string;
  to?: string;
};

/** One thing that somebody did. */
export type AuditLine = {
  seq: number;
  at: Date;
  /** Name at sign-in; for what no person did, what did it: `seed`, `operator`. */
  who: string;
  action: string;
  kind: EntryKind | null;
  entry: string | null;
  /** Why, where it was said. */
  reason: string;
  /** JSON text. */
  detail: string;
};

function whereOf({ person, action, entry, from, to }: AuditFilters, timeZone: string): Prisma.AuditLogWhereInput {
  // a local day begins where the one before it ends
  const begins = from && isDate(from) ? endOfDay(addDays(from, -1), timeZone) : undefined;
  const ends = to && isDate(to) ? endOfDay(to, timeZone) : undefined;
  return {
    ...(person && { actorId: person }),
    ...(action && { action }),
    ...(entry && { entry: { startsWith: entry } }),
    ...((begins || ends) && { at: { ...(begins && { gte: begins }), ...(ends && { lt: ends }) } }),
  };
}

/**
 * Lines of the audit log, newest first, for administrators.
 * @param timeZone in which dates are meant
 * @param before only lines before this number, for further pages
 */
export async function readAudit(
  db: Db,
  actor: Actor,
  filters: AuditFilters,
  timeZone: string,
  before?: number,
  take = AUDIT_PAGE,
): Promise<Answer<{ lines: AuditLine[] }>> {
  const refused = refusedTo(actor, "audit.read");
  if (refused) return refused;
  const where = { ...whereOf(filters, timeZone), ...(before !== undefined && { seq: { lt: before } }) };
  const rows = await db.auditLog.findMany({ where, orderBy: { seq: "desc" }, take });
  const details = rows.map(({ detail }) => JSON.parse(detail) as { revision?: number; reason?: string });
  const revisions = await db.revision.findMany({
    where: { seq: { in: details.flatMap(({ revision }) => revision ?? []) } },
    select: { seq: true, reason: true },
  });
  const reasons = new Map(revisions.map(({ seq, reason }) => [seq, reason]));
  const names = await namesOf(
    db,
    rows.map(({ actorId }) => actorId),
  );
  return {
    ok: true,
    lines: rows.map(({ seq, at, actorId, action, entryKind, entry, detail }, i) => ({
      seq,
      at,
      who: names.get(actorId) ?? actorId,
      action,
      kind: entryKind as EntryKind | null,
      entry,
      reason: details[i]?.reason ?? reasons.get(details[i]?.revision ?? 0) ?? "",
      detail,
    })),
  };
}

/** What the form of the audit page lets one choose from. */
export async function auditChoices(
  db: Db,
  actor: Actor,
): Promise<Answer<{ people: { id: string; name: string }[]; actions: string[] }>> {
  const refused = refusedTo(actor, "audit.read");
  if (refused) return refused;
  const people = await db.user.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } });
  const actions = await db.auditLog.groupBy({ by: ["action"], orderBy: { action: "asc" } });
  return { ok: true, people, actions: actions.map(({ action }) => action) };
}
