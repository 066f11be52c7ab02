import { MADE_BY_REVISIONS } from "@/lib/data/replay-check";
import { type AuditLink, auditHashOf, type ChainLink, hashOf } from "@/lib/domain/chain";
import type { Row, Tools } from "@/tests/support/own-tools";

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

/** What somebody can do to a store with the database's own tools: what it is called, and the doing; null where it changed nothing. */
export type Deed = { name: string; does(database: Tools, roll: Dice): Promise<string | null> };

/** The tables of the record and its history. */
const KEYS = {
  Revision: "seq",
  ChangeSet: "id",
  AuditLog: "seq",
  ...MADE_BY_REVISIONS,
} as const;
type Table = keyof typeof KEYS;
export const TABLES = Object.keys(KEYS) as Table[];
const CHAINS = ["Revision", "AuditLog"] as const;

/**
 * Columns that no verification is about, with the reason. What stands here is accepted, and told in docs/security.md.
 * Search texts are made from the record and made anew with every save; through which door a change came in, and whether it
 * takes another one back, is shown at the desk only and stands in no chain.
 */
export const UNPROTECTED = new Set(["CorridorDay.noteFolded", "ChangeSet.origin", "ChangeSet.revertsId"]);

const one = <T>(list: readonly T[], roll: Dice): T => list[roll(list.length)] as T;
const rowsOf = (database: Tools, table: Table) => database.all(`SELECT * FROM "${table}" ORDER BY "${KEYS[table]}"`);

async function someTable(database: Tools, roll: Dice): Promise<{ table: Table; rows: Row[] }> {
  const filled: { table: Table; rows: Row[] }[] = [];
  for (const table of TABLES) {
    const rows = await rowsOf(database, table);
    if (rows.length > 0) filled.push({ table, rows });
  }
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

async function set(database: Tools, table: Table, row: Row, changes: Row): Promise<void> {
  const names = Object.keys(changes).map((name) => `"${name}" = ?`);
  const sql = `UPDATE "${table}" SET ${names.join(", ")} WHERE "${KEYS[table]}" = ?`;
  await database.run(sql, ...Object.values(changes), row[KEYS[table]]);
}

const edit: Deed = {
  name: "a value is changed",
  async does(database, roll) {
    const { table, rows } = await someTable(database, roll);
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
    await set(database, table, row, { [column]: value });
    // what is written otherwise may say the same
    const is = (await rowsOf(database, table)).find((other) => other[KEYS[table]] === row[KEYS[table]]);
    return is?.[column] === row[column] ? null : `${table}.${column}`;
  },
};

const deletion: Deed = {
  name: "rows are deleted",
  async does(database, roll) {
    const { table, rows } = await someTable(database, roll);
    const from = roll(rows.length);
    for (const row of rows.slice(from, from + 1 + roll(3)))
      await database.run(`DELETE FROM "${table}" WHERE "${KEYS[table]}" = ?`, row[KEYS[table]]);
    return table;
  },
};

const reordering: Deed = {
  name: "two links change places",
  async does(database, roll) {
    const table = one(CHAINS, roll);
    const rows = await rowsOf(database, table);
    const [a, b] = [one(rows, roll), one(rows, roll)];
    if (a === b) return null;
    await set(database, table, a, { seq: -1 });
    await set(database, table, b, { seq: a.seq ?? 0 });
    await set(database, table, { seq: -1 }, { seq: b.seq ?? 0 });
    return table;
  },
};

const truncation: Deed = {
  name: "the last links are taken away",
  async does(database, roll) {
    const which = one([["Revision"], ["AuditLog"], ["Revision", "AuditLog"]] as const, roll);
    const share = 1 + roll(5);
    for (const table of which) {
      const [last] = await database.all(`SELECT max("seq") AS "seq" FROM "${table}"`);
      await database.run(`DELETE FROM "${table}" WHERE "seq" > ?`, Math.max(0, Number(last?.seq) - share));
    }
    return which.join(" and ");
  },
};

const instantOf = (row: Row) => new Date(row.at as string);

/** Hashes a chain anew from its first link on, as somebody would who wants no trace to be seen. */
async function rebuild(database: Tools, table: (typeof CHAINS)[number]): Promise<void> {
  const rows = await rowsOf(database, table);
  // hashes are unique: out of the way first
  await database.run(`UPDATE "${table}" SET "hash" = 'old' || "hash", "prevHash" = 'old' || "prevHash"`);
  let prevHash = "0".repeat(64);
  for (const row of rows) {
    const link = { ...row, at: instantOf(row), prevHash };
    const redacted = row.redactedAt ? row.digest : null;
    const hash =
      table === "Revision"
        ? hashOf({ ...link, digest: redacted } as unknown as ChainLink)
        : auditHashOf(link as unknown as AuditLink);
    await set(database, table, row, { hash, prevHash });
    prevHash = hash;
  }
}

const rebuilt: Deed = {
  name: "a chain is built anew over a changed text",
  async does(database, roll) {
    const table = one(CHAINS, roll);
    const row = one(await rowsOf(database, table), roll);
    const [reason, text] = table === "Revision" ? ["reason", "after"] : ["action", "detail"];
    const column = row[text as string] && roll(2) === 0 ? (text as string) : (reason as string);
    const value = String(row[column] ?? "");
    // payloads stay payloads
    const changed = column === "after" || column === "detail" ? `${value} ` : `${value}, they say`;
    await set(database, table, row, { [column]: changed });
    if (table === "Revision" && column === "reason")
      await database.run(`UPDATE "ChangeSet" SET "reason" = ? WHERE "id" = ?`, changed, row.changeSetId as string);
    await rebuild(database, table);
    return `${table}.${column}`;
  },
};

const shortened: Deed = {
  name: "a link is taken out and the chain is closed over it",
  async does(database, roll) {
    const table = one(CHAINS, roll);
    const row = one(await rowsOf(database, table), roll);
    await database.run(`DELETE FROM "${table}" WHERE "seq" = ?`, row.seq);
    for (const later of (await rowsOf(database, table)).filter(({ seq }) => Number(seq) > Number(row.seq)))
      await set(database, table, later, { seq: Number(later.seq) - 1 });
    await rebuild(database, table);
    return table;
  },
};

export const DEEDS: readonly Deed[] = [edit, edit, deletion, reordering, truncation, rebuilt, shortened];
