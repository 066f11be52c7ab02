import type { DayInput } from "./inputs";
import type { Payload } from "./payloads";
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
import { separated } from "./text";
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

type Versioned<Columns = object> = Columns & { retractedAt: Date | null; updatedAt: Date; revision: number };
type EntryRow = Versioned<{ slug: string }>;
type ClaimRow = Versioned<ReturnType<typeof claimColumns>> & { key: string; dayId: string | null };
type PartyRow = Versioned<ReturnType<typeof partyColumns>> & { slug: string };
type DayRow = Versioned<ReturnType<typeof dayColumns>> & { id: string; publishedAt: Date };

/** The columns of a claim that only wider scopes fill. */
const NO_SCOPE = { corridorSlug: null, placeSlug: null, date: null, dateTo: null, datePrecision: null };

const names = new Map<string, string>();
const camel = (name: string): string => {
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  names.set(name, made);
  return made;
};

/** A payload under the names that a form's fields have; `name` and `claim` are `nameEn` and `key` there. */
function fieldsOf<Input>(payload: Payload): Input {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payload))
    fields[name === "name" ? "nameEn" : name === "claim" ? "key" : camel(name)] = value;
  return fields as Input;
}

/**
 * The record as it was after any number of revisions: apply() them in order, then read the rows(). They are the rows that
 * the saves of these revisions left in the tables, in every column.
 */
export class Replay {
  readonly #places = new Map<string, EntryRow>();
  readonly #parties = new Map<string, PartyRow>();
  readonly #sources = new Map<string, EntryRow>();
  readonly #corridors = new Map<string, EntryRow>();
  readonly #days = new Map<string, DayRow>();
  readonly #claims = new Map<string, ClaimRow>();

  apply({ seq, at, entryKind, entry, after }: ReplayedRevision): void {
    const version = { retractedAt: null, updatedAt: at, revision: seq };
    if (after === null) {
      const row = this.#entries(entryKind).get(entry);
      if (row) Object.assign(row, version, { retractedAt: at });
      return;
    }
    const payload = JSON.parse(after) as Payload;
    switch (entryKind) {
      case "place":
        this.#places.set(entry, { slug: entry, ...placeColumns(fieldsOf(payload)), ...version });
        break;
      case "party":
        this.#parties.set(entry, { slug: entry, ...partyColumns(fieldsOf(payload)), ...version });
        break;
      case "source": {
        const retrievedAt = typeof payload.retrieved_at === "string" ? new Date(payload.retrieved_at) : null;
        const columns = { ...sourceColumns(fieldsOf(payload)), retrievedAt };
        this.#sources.set(entry, { slug: entry, ...columns, ...version });
        break;
      }
      case "corridor": {
        const mergedIntoSlug = payload.merged_into ?? null;
        const columns = { ...corridorColumns(fieldsOf(payload)), mergedIntoSlug };
        this.#corridors.set(entry, { slug: entry, ...columns, ...version });
        break;
      }
      case "claim":
        this.#claims.set(entry, { key: entry, dayId: null, ...wideClaimColumns(fieldsOf(payload)), ...version });
        break;
      case "corridor_day":
        this.#applyDay(entry, payload, version);
    }
  }

  #entries(kind: EntryKind): Map<string, Versioned> {
    return {
      place: this.#places,
      party: this.#parties,
      source: this.#sources,
      corridor: this.#corridors,
      corridor_day: this.#days,
      claim: this.#claims,
    }[kind];
  }

  #applyDay(id: string, payload: Payload, version: Versioned): void {
    const day = fieldsOf<DayInput & { timeZone: string }>(payload);
    const claims = (payload.claims as Payload[]).map((claim) => fieldsOf<KeyedClaim>(claim));
    const existing = this.#days.get(id);
    const kept = new Set(claims.map((claim) => claim.key));
    for (const key of claimKeysOf(existing)) if (!kept.has(key)) this.#claims.delete(key);
    for (const [position, claim] of claims.entries()) {
      const before = this.#claims.get(claim.key);
      const columns = claimColumns(claim, position);
      // a claim that a save left as it was keeps its version
      if (before && Object.entries(columns).every(([name, value]) => before[name as keyof typeof columns] === value))
        continue;
      const scope = { key: claim.key, scope: "corridor_day", dayId: id, ...NO_SCOPE };
      this.#claims.set(claim.key, { ...scope, ...columns, ...version });
    }
    const identity = { id, corridorSlug: day.corridor, date: day.date };
    const publishedAt = existing?.publishedAt ?? version.updatedAt;
    this.#days.set(id, { ...identity, publishedAt, ...dayColumns(day, day.timeZone, claims), ...version });
  }

  /** All rows, what is referred to before what refers to it. */
  *rows(): Generator<[RecordTable, TableRow], void, undefined> {
    const standing = {
      sideOf: (slug: string) => this.#parties.get(slug)?.sideSlug ?? null,
      retracted: (slug: string) => Boolean(this.#sources.get(slug)?.retractedAt),
    };
    for (const [table, rows] of [
      ["Place", this.#places],
      ["Party", this.#parties],
      ["Source", this.#sources],
      ["Corridor", this.#corridors],
    ] as const)
      for (const row of rows.values()) yield [table, { ...row }];
    for (const day of this.#days.values()) {
      const claims = claimKeysOf(day).flatMap((key) => this.#claims.get(key) ?? []);
      yield ["CorridorDay", { ...day, ...derivedColumns(deriveFrom(claims, day.status, standing)) }];
    }
    for (const claim of this.#claims.values()) yield ["Claim", claim];
  }
}

const claimKeysOf = (day: DayRow | undefined): string[] => (day ? separated(day.claimKeys) : []);
