import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { Store } from "@/lib/data/client";

// Nothing of lib/domain/chain.ts is used here: this is what a stranger would write from the published description.
const sha256 = (text: string) => createHash("sha256").update(Buffer.from(text, "utf8")).digest("hex");
const START = "0".repeat(64);

/** Recomputes the public chain from the columns of revisions.csv; answers with its head. */
export async function headOfRevisions(store: Store): Promise<string> {
  let previous = START;
  for (const [i, row] of (await store.read.revision.findMany({ orderBy: { seq: "asc" } })).entries()) {
    expect(row.seq).toBe(i + 1);
    expect(row.prevHash).toBe(previous);
    const { seq, entryKind, entry, kind, reason, role } = row;
    const at = row.at.toISOString();
    previous = sha256(
      JSON.stringify([1, seq, at, entryKind, entry, kind, reason, role, sha256(row.after ?? ""), previous]),
    );
    expect(row.hash).toBe(previous);
  }
  return previous;
}

/** The same for the internal audit log. */
export async function headOfAudit(store: Store): Promise<string> {
  let previous = START;
  for (const [i, row] of (await store.read.auditLog.findMany({ orderBy: { seq: "asc" } })).entries()) {
    expect(row.seq).toBe(i + 1);
    expect(row.prevHash).toBe(previous);
    const { seq, actorId, action, entryKind, entry, detail } = row;
    const at = row.at.toISOString();
    previous = sha256(JSON.stringify([1, seq, at, actorId, action, entryKind, entry, sha256(detail), previous]));
    expect(row.hash).toBe(previous);
  }
  return previous;
}
