import type { Reads } from "@/lib/data/snapshot";
import type { Table } from "@/lib/data/tables";
import {
  type AuditLink,
  auditHashOf,
  type ChainFault,
  type ChainLink,
  faultOfLink,
  GENESIS,
  type Head,
  hashOf,
} from "../domain/chain";
import type { Cell } from "../domain/files";
import { changedFields } from "../domain/payloads";
import { joined, separated } from "../domain/text";

/** What a chain came to. */
export interface ChainReport {
  /** Links that fit, from the first on. */
  fitting: number;
  /** The last link that is there, whether or not it fits; seq 0 for an empty chain. */
  head: Head;
  /** The first link that does not fit. For `cut_short` the number of the checkpoint. */
  broken: { seq: number; fault: ChainFault } | null;
}

export interface ChainReports {
  public: ChainReport;
  audit: ChainReport;
}

export interface Verification {
  /** The tables that there are, where they may be older than redactions. */
  tables?: readonly Table[];
  /** Heads that were kept elsewhere. */
  checkpoints?: { public?: Head; audit?: Head };
  /** Called after every batch. */
  onProgress?: (chain: keyof ChainReports, done: number, all: number) => void;
}

const BATCH = 500;

// Subqueries, not joins: each row costs two look-ups in an index, and nothing is sorted or kept.
const revisions = (digest: string, redaction: string) => `SELECT r."seq", r."at", r."hash", r."prevHash", r."entryKind",
    r."entry", r."kind", r."reason", r."role", r."after", ${digest}, r."before", r."fields",
    CASE WHEN r."before" IS NOT DISTINCT FROM (SELECT p."after" FROM "Revision" p WHERE p."entryKind" = r."entryKind"
      AND p."entry" = r."entry" AND p."seq" < r."seq" ORDER BY p."seq" DESC LIMIT 1) THEN 1 ELSE 0 END,
    (SELECT CASE WHEN c."at" = r."at" AND c."reason" = r."reason" AND c."authorRole" = r."role" THEN 1 ELSE 0 END
      FROM "ChangeSet" c WHERE c."id" = r."changeSetId"), ${redaction}
  FROM "Revision" r ORDER BY r."seq"`;

const REVISIONS = revisions(
  'CASE WHEN r."redactedAt" IS NULL THEN NULL ELSE r."digest" END',
  `CASE WHEN r."redactedAt" IS NULL THEN 'no' WHEN EXISTS (SELECT 1 FROM "Revision" t WHERE
      t."entryKind" = r."entryKind" AND t."entry" = r."entry" AND t."kind" = 'redaction' AND t."seq" > r."seq"
      AND t."at" = r."redactedAt") THEN 'told' ELSE 'untold' END`,
);
/** Of tables that know of no redaction yet. */
const REVISIONS_BEFORE = revisions("NULL", "'no'");

const LINES = `SELECT "seq", "at", "hash", "prevHash", "actorId", "action", "entryKind", "entry", "detail"
  FROM "AuditLog" ORDER BY "seq"`;

/** The chain's own columns, which both begin with. */
const linkOf = ([seq, at, hash, prevHash]: Cell[]) => ({
  seq: seq as number,
  at: new Date(at as string),
  hash: hash as string,
  prevHash: prevHash as string,
});

/** What is wrong with a revision besides its place in the chain: `before` and `fields` are not hashed. */
function faultOfRevision(row: Cell[]): ChainFault | null {
  const [after, , before, fields, sameBefore, sameChangeSet, redaction] = row.slice(9);
  if (sameBefore !== 1) return "before";
  if (sameChangeSet !== 1) return "change_set";
  if (redaction === "untold") return "redaction";
  try {
    const payload = (text: Cell | undefined) => (text === null ? null : JSON.parse(text as string));
    const changed = changedFields(payload(before), payload(after));
    // where two texts were removed, nothing shows any more that they differed; a redaction names what it removed
    if (redaction === "told" || row[6] === "redaction")
      return changed.every((name) => separated(fields as string).includes(name)) ? null : "fields";
    return joined(changed) === fields ? null : "fields";
  } catch {
    return "fields";
  }
}

function hashOfRevision(row: Cell[]): string {
  const [entryKind, entry, kind, reason, role, after, digest] = row.slice(4);
  return hashOf({ ...linkOf(row), entryKind, entry, kind, reason, role, after, digest } as ChainLink);
}

function hashOfLine(row: Cell[]): string {
  const [actorId, action, entryKind, entry, detail] = row.slice(4);
  return auditHashOf({ ...linkOf(row), actorId, action, entryKind, entry, detail } as AuditLink);
}

/** A public chain that lost its last links still verifies; the log remembers that they were there. */
function faultOfLine(row: Cell[], revisions: number): ChainFault | null {
  const [, revision] = /"revision":(\d+)/.exec(row[8] as string) ?? [];
  return revision && Number(revision) > revisions ? "revision" : null;
}

const knowsRedactions = ({ tables }: Verification): boolean =>
  !tables || tables.some(({ columns }) => columns.some(({ name }) => name === "redactedAt"));

interface Chain {
  name: keyof ChainReports;
  table: string;
  sql: string;
  hash: (row: Cell[]) => string;
  fault: (row: Cell[]) => ChainFault | null;
}

async function verify(snapshot: Reads, chain: Chain, { checkpoints, onProgress }: Verification) {
  const head = await headOf(snapshot, chain.table);
  const [[all] = []] = await snapshot.all(`SELECT count(*) FROM "${chain.table}"`);
  const checkpoint = checkpoints?.[chain.name];
  const broken = (seq: number, fault: ChainFault): ChainReport => ({ fitting, head, broken: { seq, fault } });
  let fitting = 0;
  let previous: ReturnType<typeof linkOf> | null = null;
  for await (const rows of snapshot.batches(chain.sql, [], BATCH)) {
    for (const row of rows) {
      const link = linkOf(row);
      // what is no instant has no hash
      const hash = Number.isNaN(link.at.getTime()) ? "" : chain.hash(row);
      const fault = faultOfLink(previous, link, hash) ?? chain.fault(row);
      if (fault) return broken(link.seq, fault);
      if (link.seq === checkpoint?.seq && link.hash !== checkpoint.hash) return broken(link.seq, "checkpoint");
      previous = link;
      fitting++;
    }
    onProgress?.(chain.name, fitting, Number(all));
  }
  return checkpoint && checkpoint.seq > fitting ? broken(checkpoint.seq, "cut_short") : { fitting, head, broken: null };
}

async function headOf(snapshot: Reads, table: string): Promise<Head> {
  const [row] = await snapshot.all(`SELECT "seq", "hash" FROM "${table}" ORDER BY "seq" DESC LIMIT 1`);
  return row ? { seq: row[0] as number, hash: row[1] as string } : { seq: 0, hash: GENESIS };
}

/** The heads of both chains, unverified. */
export async function headsOf(snapshot: Reads): Promise<{ public: Head; audit: Head }> {
  return { public: await headOf(snapshot, "Revision"), audit: await headOf(snapshot, "AuditLog") };
}

/**
 * Verifies the public chain and the audit log from their first link on, in memory that does not grow with them:
 * numbers without gaps, the hash before, the hash over the stored text, and what the hash does not cover.
 */
export async function verifyChains(snapshot: Reads, verification: Verification = {}): Promise<ChainReports> {
  const sql = knowsRedactions(verification) ? REVISIONS : REVISIONS_BEFORE;
  const published = { name: "public", table: "Revision", sql, hash: hashOfRevision, fault: faultOfRevision } as const;
  const report = await verify(snapshot, published, verification);
  const fault = (row: Cell[]) => faultOfLine(row, report.head.seq);
  const audit = { name: "audit", table: "AuditLog", sql: LINES, hash: hashOfLine, fault } as const;
  return { public: report, audit: await verify(snapshot, audit, verification) };
}
