import type { DayInput } from "./inputs";
import { fieldsOf, type Payload } from "./payloads";
import {
  claimColumns,
  corridorColumns,
  dayColumns,
  derivedColumns,
  deriveFrom,
  type KeyedClaim,
  partyColumns,
  placeColumns,
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
type KeptClaim = Kept & { position: number };
type KeptDay = Kept & { publishedAt: Date; claims: readonly Payload[] };

/** The columns of a claim that only wider scopes fill. */
const NO_SCOPE = { corridorSlug: null, placeSlug: null, date: null, dateTo: null, datePrecision: null };

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
    for (const { claim: key } of existing?.claims ?? []) if (!keys.has(key)) this.#claims.delete(key as string);
    for (const [position, claim] of claims.entries()) {
      const before = this.#claims.get(claim.claim as string);
      // a claim that a save left as it was keeps its version
      if (before?.position === position && isSame(before.payload, claim)) continue;
      this.#claims.set(claim.claim as string, { payload: claim, position, version });
    }
    this.#days.set(id, { payload, claims, version, publishedAt: existing?.publishedAt ?? version.updatedAt });
  }

  /** All rows, what is referred to before what refers to it. */
  *rows(): Generator<[RecordTable, TableRow], void, undefined> {
    const { place, party, source, corridor, claim: wide } = this.#entries;
    const standing = {
      sideOf: (slug: string) => (party.get(slug)?.payload.side ?? null) as string | null,
      retracted: (slug: string) => Boolean(source.get(slug)?.version.retractedAt),
    };
    for (const [slug, { payload, version }] of place)
      yield ["Place", { slug, ...placeColumns(fieldsOf(payload)), ...version }];
    for (const [slug, { payload, version }] of party)
      yield ["Party", { slug, ...partyColumns(fieldsOf(payload)), ...version }];
    for (const [slug, { payload, version }] of source) {
      const retrievedAt = typeof payload.retrieved_at === "string" ? new Date(payload.retrieved_at) : null;
      yield ["Source", { slug, ...sourceColumns(fieldsOf(payload)), retrievedAt, ...version }];
    }
    for (const [slug, { payload, version }] of corridor) {
      const mergedIntoSlug = (payload.merged_into ?? null) as string | null;
      yield ["Corridor", { slug, ...corridorColumns(fieldsOf(payload)), mergedIntoSlug, ...version }];
    }
    for (const [id, { payload, claims, version, publishedAt }] of this.#days) {
      const day = fieldsOf<DayInput & { timeZone: string }>(payload);
      const said = claims.map((claim) => fieldsOf<KeyedClaim>(claim));
      const rows = said.map((claim, i) => claimColumns(claim, i));
      const derived = deriveFrom(rows, day.status, standing);
      const identity = { id, corridorSlug: day.corridor, date: day.date, publishedAt };
      // assigned, not spread: there are very many of these, and spreading takes ten times as long
      yield [
        "CorridorDay",
        Object.assign(dayColumns(day, day.timeZone, said), derivedColumns(derived), identity, version),
      ];
      for (const [position, claim] of said.entries()) {
        const own = this.#claims.get(claim.key)?.version ?? version;
        const scope = { key: claim.key, scope: "corridor_day", dayId: id };
        yield ["Claim", Object.assign(rows[position] as TableRow, scope, NO_SCOPE, own)];
      }
    }
    for (const [key, { payload, version }] of wide)
      yield ["Claim", { key, dayId: null, ...wideClaimColumns(fieldsOf(payload)), ...version }];
  }
}

/** Whether two versions say the same; what an older one does not name is empty in it. */
function isSame(a: Payload, b: Payload): boolean {
  for (const name in b) if ((a[name] ?? null) !== (b[name] ?? null)) return false;
  return true;
}
