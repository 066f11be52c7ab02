import type { Tx } from "@/lib/data/client";
import { auditHashOf, GENESIS } from "../domain/chain";
import type { Actor } from "../domain/policy";
import type { EntryKind } from "../domain/vocabulary";

type Line = {
  at: Date;
  actor: Pick<Actor, "id">;
  action: string;
  entryKind?: EntryKind;
  entry?: string;
  detail?: Record<string, unknown>;
};

/**
 * Adds one line to the internal audit log, inside the transaction of what it tells about.
 * `detail` must hold nothing secret and no address: it is kept for good.
 */
export async function appendAudit(tx: Tx, line: Line): Promise<void> {
  for (const data of await auditLines(tx, [line])) await tx.auditLog.create({ data });
}

/**
 * appendAudit() for many lines at once.
 * @returns the rows that have to be added for it
 */
export async function auditLines(tx: Tx, lines: readonly Line[]) {
  let last = await tx.auditLog.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, at: true, hash: true } });
  return lines.map((line) => {
    const link = {
      seq: (last?.seq ?? 0) + 1,
      at: last && last.at > line.at ? last.at : line.at,
      actorId: line.actor.id,
      action: line.action,
      entryKind: line.entryKind ?? null,
      entry: line.entry ?? null,
      detail: JSON.stringify(line.detail ?? {}),
      prevHash: last?.hash ?? GENESIS,
    };
    last = { seq: link.seq, at: link.at, hash: auditHashOf(link) };
    return { ...link, hash: last.hash };
  });
}
