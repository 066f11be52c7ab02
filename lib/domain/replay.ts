import type { DayInput } from "./inputs";
import { fieldsOf, isSame, type Payload } from "./payloads";
import {
  claimColumns,
  corridorColumns,
  dayColumns,
  derivedColumns,
  deriveFrom,
  type KeyedClaim,
  listedAs,
  partyColumns,
  placeColumns,
  type Standing,
  sourceColumns,
  wideClaimColumns,
} from "./rows";
import type { EntryKind } from "./vocabulary";

/** What of a public revision says how the record was after it. */
export type ReplayedRevision = {
  seq: number;
  at: Date;
  entryKind: EntryKind;
  entry: string;
  /** JSON text of what the entry became; null: retracted. */
  after: string | null;
};

type Value = string | number | boolean | Date | null;
/** One row of a table, by the names of its columns. */
export type TableRow = Record<string, Value>;
export type RecordTable = "Place" | "Party" | "Source" | "Corridor" | "CorridorDay" | "Claim";

type Version = { retractedAt: Date | null; updatedAt: Date; revision: number };
/** An entry as its newest version left it: rows are made of it when they are read, not for every version. */
type Kept = { payload: Payload; version: Version };
/** `day`: the entry that it stands in now. A merge of two corridors moves claims from one day to another. */
type KeptClaim = Kept & { position: number; day: string };
type KeptDay = Kept & { publishedAt: Date; claims: readonly Payload[] };

/** The columns of a claim that only wider scopes fill. */
const NO_SCOPE = { corridorSlug: null, placeSlug: null, date: null, dateTo: null, datePrecision: null };

/** A claim that is retracted, or whose day is, stands in no list. */
const UNLISTED = { listed: null };

export const TABLES = {
  place: "Place",
  party: "Party",
  source: "Source",
  corridor: "Corridor",
  corridor_day: "CorridorDay",
  claim: "Claim",
} as const satisfies Record<EntryKind, RecordTable>;

/** The columns of an entry's row that its payload decides; of a corridor day see dayRows(). */
export function entryRow(kind: Exclude<EntryKind, "corridor_day">, entry: string, payload: Payload): TableRow {
  if (kind === "claim") return { key: entry, dayId: null, ...wideClaimColumns(fieldsOf(payload)) };
  const mergedIntoSlug = (payload.merged_into ?? null) as string | null;
  if (kind === "place") return { slug: entry, ...placeColumns(fieldsOf(payload)), mergedIntoSlug };
  if (kind === "party") return { slug: entry, ...partyColumns(fieldsOf(payload)), mergedIntoSlug };
  if (kind === "corridor") return { slug: entry, ...corridorColumns(fieldsOf(payload)), mergedIntoSlug };
  const retrievedAt = typeof payload.retrieved_at === "string" ? new Date(payload.retrieved_at) : null;
  return { slug: entry, ...sourceColumns(fieldsOf(payload)), retrievedAt, mergedIntoSlug };
}

/** The same of a corridor day, with those of its claims, in their order. @param claims those that it still has */
export function dayRows(
  id: string,
  payload: Payload,
  standing: Standing,
  claims = payload.claims as readonly Payload[],
): { day: TableRow; claims: TableRow[] } {
  const day = fieldsOf<DayInput & { timeZone: string }>(payload);
  const said = claims.map((claim) => fieldsOf<KeyedClaim>(claim));
  const rows = said.map((claim, i) => claimColumns(claim, i));
  const derived = derivedColumns(deriveFrom(rows, day.status, standing));
  // assigned, not spread: there are very many of these, and spreading takes ten times as long
  const row = Object.assign(dayColumns(day, day.timeZone, said), derived, {
    id,
    corridorSlug: day.corridor,
    date: day.date,
  });
  const claimRows = said.map(({ key, saidOn }, i) => {
    const listed = listedAs(day.date, saidOn);
    return Object.assign(rows[i] as TableRow, { key, scope: "corridor_day", dayId: id, listed }, NO_SCOPE);
  });
  return { day: row, claims: claimRows };
}

/**
 * The record as it was after any number of revisions: apply() them in order, then read the rows(). They are the rows that
 * the saves of these revisions left in the tables, in every column.
 */
export class Replay {
  readonly #entries: Record<Exclude<EntryKind, "corridor_day">, Map<string, Kept>> = {
    place: new Map(),
    party: new Map(),
    source: new Map(),
    corridor: new Map(),
    claim: new Map(),
  };
  readonly #days = new Map<string, KeptDay>();
  /** Claims of corridor days, by their keys. */
  readonly #claims = new Map<string, KeptClaim>();

  apply({ seq, at, entryKind, entry, after }: ReplayedRevision): void {
    const version = { retractedAt: null, updatedAt: at, revision: seq };
    if (after === null) {
      const kept = entryKind === "corridor_day" ? this.#days.get(entry) : this.#entries[entryKind].get(entry);
      // what is redacted after it went has gone no later
      if (kept) kept.version = { ...version, retractedAt: kept.version.retractedAt ?? at };
      return;
    }
    const payload = JSON.parse(after) as Payload;
    if (entryKind === "corridor_day") this.#applyDay(entry, payload, version);
    else this.#entries[entryKind].set(entry, { payload, version });
  }

  #applyDay(id: string, payload: Payload, version: Version): void {
    const claims = payload.claims as Payload[];
    const existing = this.#days.get(id);
    const keys = new Set(claims.map((claim) => claim.claim));
    for (const { claim: key } of existing?.claims ?? [])
      if (!keys.has(key) && this.#isIn(id, key)) this.#claims.delete(key as string);
    for (const [position, claim] of claims.entries()) {
      const before = this.#claims.get(claim.claim as string);
      // a claim that a save left as it was keeps its version
      if (before?.day === id && before.position === position && isSame(before.payload, claim)) continue;
      this.#claims.set(claim.claim as string, { payload: claim, position, version, day: id });
    }
    this.#days.set(id, { payload, claims, version, publishedAt: existing?.publishedAt ?? version.updatedAt });
  }

  #isIn(day: string, claim: unknown): boolean {
    return this.#claims.get(claim as string)?.day === day;
  }

  /** All rows, what is referred to before what refers to it. */
  *rows(): Generator<[RecordTable, TableRow], void, undefined> {
    const { party, source } = this.#entries;
    const standing = {
      sideOf: (slug: string) => (party.get(slug)?.payload.side ?? null) as string | null,
      retracted: (slug: string) => Boolean(source.get(slug)?.version.retractedAt),
    };
    for (const kind of ["place", "party", "source", "corridor"] as const)
      for (const [slug, { payload, version }] of this.#entries[kind])
        yield [TABLES[kind], { ...entryRow(kind, slug, payload), ...version }];
    for (const [id, { payload, claims: saved, version, publishedAt }] of this.#days) {
      const claims = saved.filter(({ claim }) => this.#isIn(id, claim));
      const rows = dayRows(id, payload, standing, claims);
      yield ["CorridorDay", Object.assign(rows.day, { publishedAt }, version)];
      for (const [position, row] of rows.claims.entries()) {
        const own = this.#claims.get(claims[position]?.claim as string)?.version ?? version;
        yield ["Claim", Object.assign(row, own, version.retractedAt && UNLISTED)];
      }
    }
    for (const [key, { payload, version }] of this.#entries.claim)
      yield [TABLES.claim, { ...entryRow("claim", key, payload), ...version, ...(version.retractedAt && UNLISTED) }];
  }
}
