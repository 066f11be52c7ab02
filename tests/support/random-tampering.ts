import type Database from "better-sqlite3";
import { MADE_BY_REVISIONS } from "@/lib/data/replay-check";
import { type AuditLink, auditHashOf, type ChainLink, hashOf } from "@/lib/domain/chain";

/** Numbers that look random and come again with the same seed. @returns a whole number below `below` */
export type Dice = (below: number) => number;

/** mulberry32: 32 bits of state are plenty to choose rows with. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Row = Record<string, string | number | null>;

/** What somebody can do to a store with the database's own tools: what it is called, and the doing; null where it changed nothing. */
export type Deed = { name: string; does(database: Database.Database, roll: Dice): string | null };

/** The tables of the record and its history. */
const KEYS = {
  Revision: "seq",
  ChangeSet: "id",
  AuditLog: "seq",
  ...MADE_BY_REVISIONS,
} as const;
type Table = keyof typeof KEYS;
const TABLES = Object.keys(KEYS) as Table[];
const CHAINS = ["Revision", "AuditLog"] as const;

/**
 * Columns that no verification is about, with the reason. What stands here is accepted, and told in docs/security.md.
 * Search texts are made from the record and made anew with every save; through which door a change came in, and whether it
 * takes another one back, is shown at the desk only and stands in no chain.
 */
export const UNPROTECTED = new Set(["CorridorDay.noteFolded", "ChangeSet.origin", "ChangeSet.revertsId"]);

const one = <T>(list: readonly T[], roll: Dice): T => list[roll(list.length)] as T;
const rowsOf = (database: Database.Database, table: Table) =>
  database.prepare(`SELECT * FROM "${table}" ORDER BY "${KEYS[table]}"`).all() as Row[];

function someTable(database: Database.Database, roll: Dice): { table: Table; rows: Row[] } {
  const filled = TABLES.map((table) => ({ table, rows: rowsOf(database, table) })).filter(
    ({ rows }) => rows.length > 0,
  );
  return one(filled, roll);
}

/** Another value than this one, of the same kind. */
function otherThan(value: string | number | null, others: readonly (string | number | null)[], roll: Dice) {
  const different = others.filter((other) => other !== value);
  if (different.length > 0 && roll(2) === 0) return one(different, roll);
  if (typeof value === "number") return value + 1 + roll(1000);
  if (value === null || value === "") return "x";
  const at = roll(value.length);
  return `${value.slice(0, at)}${value[at] === "a" ? "b" : "a"}${value.slice(at + 1)}`;
}

function set(database: Database.Database, table: Table, row: Row, changes: Row): void {
  const names = Object.keys(changes).map((name) => `"${name}" = ?`);
  const sql = `UPDATE "${table}" SET ${names.join(", ")} WHERE "${KEYS[table]}" = ?`;
  database.prepare(sql).run(...Object.values(changes), row[KEYS[table]]);
}

const edit: Deed = {
  name: "a value is changed",
  does(database, roll) {
    const { table, rows } = someTable(database, roll);
    const row = one(rows, roll);
    const column = one(
      Object.keys(row).filter((name) => !UNPROTECTED.has(`${table}.${name}`)),
      roll,
    );
    const value = otherThan(
      row[column] ?? null,
      rows.map((other) => other[column] ?? null),
      roll,
    );
    set(database, table, row, { [column]: value });
    return `${table}.${column}`;
  },
};

const deletion: Deed = {
  name: "rows are deleted",
  does(database, roll) {
    const { table, rows } = someTable(database, roll);
    const from = roll(rows.length);
    for (const row of rows.slice(from, from + 1 + roll(3)))
      database.prepare(`DELETE FROM "${table}" WHERE "${KEYS[table]}" = ?`).run(row[KEYS[table]]);
    return table;
  },
};

const reordering: Deed = {
  name: "two links change places",
  does(database, roll) {
    const table = one(CHAINS, roll);
    const rows = rowsOf(database, table);
    const [a, b] = [one(rows, roll), one(rows, roll)];
    if (a === b) return null;
    set(database, table, a, { seq: -1 });
    set(database, table, b, { seq: a.seq ?? 0 });
    set(database, table, { seq: -1 }, { seq: b.seq ?? 0 });
    return table;
  },
};

const truncation: Deed = {
  name: "the last links are taken away",
  does(database, roll) {
    const which = one([["Revision"], ["AuditLog"], ["Revision", "AuditLog"]] as const, roll);
    const share = 1 + roll(5);
    for (const table of which) {
      const last = database.prepare(`SELECT max("seq") FROM "${table}"`).pluck().get() as number;
      database.prepare(`DELETE FROM "${table}" WHERE "seq" > ?`).run(Math.max(0, last - share));
    }
    return which.join(" and ");
  },
};

const instantOf = (row: Row) => new Date(row.at as string);

/** Hashes a chain anew from its first link on, as somebody would who wants no trace to be seen. */
function rebuild(database: Database.Database, table: (typeof CHAINS)[number]): void {
  const rows = rowsOf(database, table);
  // hashes are unique: out of the way first
  database.exec(`UPDATE "${table}" SET "hash" = 'old' || "hash", "prevHash" = 'old' || "prevHash"`);
  let prevHash = "0".repeat(64);
  for (const row of rows) {
    const link = { ...row, at: instantOf(row), prevHash };
    const redacted = row.redactedAt ? row.digest : null;
    const hash =
      table === "Revision"
        ? hashOf({ ...link, digest: redacted } as unknown as ChainLink)
        : auditHashOf(link as unknown as AuditLink);
    set(database, table, row, { hash, prevHash });
    prevHash = hash;
  }
}

const rebuilt: Deed = {
  name: "a chain is built anew over a changed text",
  does(database, roll) {
    const table = one(CHAINS, roll);
    const row = one(rowsOf(database, table), roll);
    const [reason, text] = table === "Revision" ? ["reason", "after"] : ["action", "detail"];
    const column = row[text as string] && roll(2) === 0 ? (text as string) : (reason as string);
    const value = String(row[column] ?? "");
    // payloads stay payloads
    const changed = column === "after" || column === "detail" ? `${value} ` : `${value}, they say`;
    set(database, table, row, { [column]: changed });
    if (table === "Revision" && column === "reason")
      database.prepare(`UPDATE "ChangeSet" SET "reason" = ? WHERE "id" = ?`).run(changed, row.changeSetId);
    rebuild(database, table);
    return `${table}.${column}`;
  },
};

const shortened: Deed = {
  name: "a link is taken out and the chain is closed over it",
  does(database, roll) {
    const table = one(CHAINS, roll);
    const row = one(rowsOf(database, table), roll);
    database.prepare(`DELETE FROM "${table}" WHERE "seq" = ?`).run(row.seq);
    for (const later of rowsOf(database, table).filter(({ seq }) => Number(seq) > Number(row.seq)))
      set(database, table, later, { seq: Number(later.seq) - 1 });
    rebuild(database, table);
    return table;
  },
};

export const DEEDS: readonly Deed[] = [edit, edit, deletion, reordering, truncation, rebuilt, shortened];
