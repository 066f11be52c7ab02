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
import { isRedactable } from "../domain/redaction";
import { joined, separated } from "../domain/text";

/** What a chain came to. */
export interface ChainReport {
  /** Links that fit, from the first on. */
  fitting: number;
  /** The last link that is there, whether or not it fits; seq 0 for an empty chain. */
  head: Head;
  /** The first link that does not fit. For `cut_short` the number of the checkpoint. */
  broken: Broken | null;
}

/** A link that does not fit, and why. */
type Broken = { seq: number; fault: ChainFault };

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
      FROM "ChangeSet" c WHERE c."id" = r."changeSetId"), ${redaction}, r."changeSetId",
    (SELECT c."kind" FROM "ChangeSet" c WHERE c."id" = r."changeSetId"),
    (SELECT c."actorId" FROM "ChangeSet" c WHERE c."id" = r."changeSetId")
  FROM "Revision" r ORDER BY r."seq"`;

const REVISIONS = revisions(
  'CASE WHEN r."redactedAt" IS NULL THEN NULL ELSE r."digest" END',
  `CASE WHEN r."redactedAt" IS NULL AND r."digest" IS NULL THEN 'no' WHEN EXISTS (SELECT 1 FROM "Revision" t WHERE
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
    if (joined(changed) === fields) return null;
    if (redaction !== "told" && row[6] !== "redaction") return "fields";
    // where two texts were removed, nothing shows any more that they differed; a redaction names what it removed
    const named = separated(fields as string);
    const fits =
      new Set(named).size === named.length &&
      changed.every((name) => named.includes(name)) &&
      named.every((name) => changed.includes(name) || isRedactable(name));
    return fits ? null : "fields";
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

/**
 * The change sets that the revisions name, revision by revision. A change set is hashed nowhere; what it says is compared
 * with what is: its kind with its first revision's, its author with the audit log's.
 */
class Authors {
  #set: Cell = null;
  /** By the revision's number, from 1; each id is kept once. */
  readonly #ids: string[] = [""];
  readonly #known = new Map<string, string>();

  /** Takes a revision in. @returns its fault, or null */
  add(row: Cell[]): ChainFault | null {
    const [set, kind, author] = row.slice(16);
    const first = set !== this.#set;
    this.#set = set ?? null;
    const id = author as string;
    if (!this.#known.has(id)) this.#known.set(id, id);
    this.#ids.push(this.#known.get(id) as string);
    return first && kind !== row[6] ? "change_set" : null;
  }

  of(revision: number): string | undefined {
    return this.#ids[revision];
  }
}

/** What the audit log says of revisions, line by line. */
class Told {
  /** A revision by somebody else than its change set says: of a reviewer, who names its author when all is written. */
  #open: { seq: number; actor: Cell; author: string } | null = null;

  /** @param head of the public chain: the log remembers links that were taken off its end */
  constructor(
    readonly authors: Authors,
    readonly head: number,
  ) {}

  /** Takes a line in. @returns the line that does not fit, this one or one before it */
  broken(row: Cell[]): Broken | null {
    const seq = row[0] as number;
    const [actor = null, action] = row.slice(4);
    const detail = row[8] as string;
    const [, revision] = /"revision":(\d+)/.exec(detail) ?? [];
    if (revision && Number(revision) > this.head) return { seq, fault: "revision" };
    if (this.#open && this.#open.actor !== actor) return this.left;
    if (action === "suggestion.approve" && this.#open) {
      const [, by] = /"by":"([^"]*)"/.exec(detail) ?? [];
      if (by !== this.#open.author) return this.left;
      this.#open = null;
    }
    const author = revision && this.authors.of(Number(revision));
    if (author && author !== actor) {
      if (this.#open && this.#open.author !== author) return this.left;
      this.#open ??= { seq, actor, author };
    }
    return null;
  }

  /** What is still open, for instance where the log ends. */
  get left(): Broken | null {
    return this.#open && { seq: this.#open.seq, fault: "author" };
  }
}

const knowsRedactions = ({ tables }: Verification): boolean =>
  !tables || tables.some(({ columns }) => columns.some(({ name }) => name === "redactedAt"));

interface Chain {
  name: keyof ChainReports;
  table: string;
  sql: string;
  hash: (row: Cell[]) => string;
  broken: (row: Cell[]) => Broken | null;
  /** What is wrong although every link fits. */
  left?: () => Broken | null;
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
      const fault = faultOfLink(previous, link, hash);
      const found = fault ? { seq: link.seq, fault } : chain.broken(row);
      if (found) return broken(found.seq, found.fault);
      if (link.seq === checkpoint?.seq && link.hash !== checkpoint.hash) return broken(link.seq, "checkpoint");
      previous = link;
      fitting++;
    }
    onProgress?.(chain.name, fitting, Number(all));
  }
  const left = chain.left?.();
  if (left) return broken(left.seq, left.fault);
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
 * Verifies the public chain and the audit log from their first link on: numbers without gaps, the hash before, the hash
 * over the stored text, and what the hash does not cover. Of each revision it keeps who its author is, and nothing else.
 */
export async function verifyChains(snapshot: Reads, verification: Verification = {}): Promise<ChainReports> {
  const sql = knowsRedactions(verification) ? REVISIONS : REVISIONS_BEFORE;
  const authors = new Authors();
  const brokenRevision = (row: Cell[]) => {
    const fault = faultOfRevision(row) ?? authors.add(row);
    return fault && { seq: row[0] as number, fault };
  };
  const published = { name: "public", table: "Revision", sql, hash: hashOfRevision, broken: brokenRevision } as const;
  const report = await verify(snapshot, published, verification);
  const told = new Told(authors, report.head.seq);
  const audit = { name: "audit", table: "AuditLog", sql: LINES, hash: hashOfLine } as const;
  const log = { ...audit, broken: (row: Cell[]) => told.broken(row), left: () => told.left };
  return { public: report, audit: await verify(snapshot, log, verification) };
}
