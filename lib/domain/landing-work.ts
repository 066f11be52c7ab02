import type { Arrival, Choices, Fields, Ground, Landed, Standing, Write } from "./arrivals";
import { datesAt } from "./dates";
import type { Problem } from "./errors";
import { Naming } from "./naming";
import { changedFields, inputOf, type Payload } from "./payloads";

import { canonicalUrl } from "./urls";

/** Kinds whose entries stand alone. */
export type Simple = Exclude<Write["kind"], "corridor_day" | "claim">;

/** What landing has worked out so far; landing-days.ts does the corridor days. */
export class Work {
  readonly landed = new Map<Arrival, Landed>();
  readonly writes = new Map<string, Write>();
  readonly naming: Naming;
  readonly dateIn: (timeZone: string) => string;
  /** Entries that a row of this upload has landed on. */
  readonly seen = new Map<string, Arrival>();
  readonly #made = new Set<string>();
  readonly #sources = new Map<string, string>();
  readonly #corridors = new Map<string, string>();

  constructor(
    readonly ground: Ground,
    readonly byName: readonly boolean[],
    choices: Choices,
    readonly now: Date,
  ) {
    this.naming = new Naming(ground, choices);
    this.dateIn = datesAt(now);
    for (const [slug, { after }] of ground.source) if (after) this.#knowSource(slug, JSON.parse(after) as Payload);
    for (const [slug, { after }] of ground.corridor)
      if (after) this.#corridors.set(endsOf(JSON.parse(after) as Payload), slug);
  }

  /** The fields of a published version; undefined where there is none that stands. */
  fields<T>(kind: keyof Ground & Write["kind"], entry: string): T | undefined {
    const after = this.ground[kind].get(entry)?.after;
    return after ? (inputOf(kind, entry, JSON.parse(after) as Payload) as T) : undefined;
  }

  stands = (kind: "party" | "place" | "corridor" | "source") => ({
    has: (slug: string) => Boolean(this.ground[kind].get(slug)?.after),
    get: (slug: string) => this.ground[kind].get(slug),
  });

  /** Whether a report is known, by what makes two reports one. */
  sourceBy = (mark: string): string | undefined => this.#sources.get(mark);
  corridorBetween = (ends: string): string | undefined => this.#corridors.get(ends);

  free(kind: Simple, wanted: string): string {
    for (let n = 1; ; n++) {
      const slug = n === 1 ? wanted : `${wanted}-${n}`;
      if (!this.ground[kind].has(slug)) return slug;
    }
  }

  refuse(arrival: Arrival, problems: Problem[], entry = ""): void {
    const before = this.landed.get(arrival);
    const { file, line } = arrival;
    this.landed.set(arrival, {
      file,
      line,
      entry: entry || before?.entry || "",
      state: "problem",
      problems: [...(before?.problems ?? []), ...problems],
      fields: [],
      also: [],
    });
  }

  /** Whether it is published as it stands, which no rule that came later refuses. */
  isPublished(kind: Write["kind"], entry: string, after: Payload): boolean {
    const published = this.ground[kind].get(entry)?.after;
    return Boolean(published) && changedFields(JSON.parse(published as string) as Payload, after).length === 0;
  }

  /** Lets a version land, if it differs from what is there. */
  land(arrival: Arrival, kind: Write["kind"], entry: string, after: Payload): Landed {
    const { file, line } = arrival;
    const key = `${kind} ${entry}`;
    const earlier = this.seen.get(key);
    const standing = this.ground[kind].get(entry);
    const before = standing?.after ? (JSON.parse(standing.after) as Payload) : null;
    const changed = changedFields(before, after);
    if (earlier && changed.length > 0) {
      const problem = { field: changed[0]!, code: "import_duplicate", values: { line: earlier.line } };
      this.refuse(arrival, [problem], entry);
      return this.landed.get(arrival)!;
    }
    if (!earlier) this.seen.set(key, arrival);
    if (changed.length > 0) this.write(kind, entry, standing, after);
    const landed: Landed = {
      file,
      line,
      entry,
      state: changed.length === 0 ? "identical" : before ? "changed" : "new",
      problems: [],
      fields: before ? changed.map((name) => ({ name, from: before[name] ?? null, to: after[name] ?? null })) : [],
      also: [],
    };
    this.landed.set(arrival, landed);
    return landed;
  }

  write(kind: Write["kind"], entry: string, standing: Standing | undefined, after: Payload): void {
    const change = standing ? "correction" : "addition";
    this.writes.set(`${kind} ${entry}`, { kind, entry, change, before: standing?.after ?? null, after });
    const mergedInto = (after.merged_into as string | null | undefined) ?? standing?.mergedInto ?? null;
    this.ground[kind].set(entry, { revision: standing?.revision ?? 0, after: JSON.stringify(after), mergedInto });
    if (kind === "place" || kind === "party") this.naming.learn(kind, entry, after);
    if (kind === "source") this.#knowSource(entry, after);
    if (kind === "corridor") this.#corridors.set(endsOf(after), entry);
  }

  /** Adds an entry on the way, for a row that speaks of it. */
  make(kind: "source" | "corridor", entry: string, after: Payload): void {
    this.write(kind, entry, undefined, after);
    this.#made.add(`${kind} ${entry}`);
  }

  /** Lets go of what was made for rows that did not land: no later row finds it either. */
  forgetUnused(): void {
    const used = new Set<string>();
    for (const { kind, after } of this.writes.values()) {
      if (kind !== "corridor_day") continue;
      used.add(`corridor ${after.corridor}`);
      for (const claim of after.claims as Payload[]) used.add(`source ${claim.source}`);
    }
    for (const key of this.#made) if (!used.has(key)) this.#forget(key);
  }

  /** What is on record, with what the row says written over it. */
  over(kind: keyof Ground & Write["kind"], entry: string | undefined, input: Fields): Fields {
    const told = Object.entries(input).filter(([, value]) => value !== undefined);
    return { ...(entry ? this.fields<Fields>(kind, entry) : undefined), ...Object.fromEntries(told) };
  }

  #forget(key: string): void {
    const { kind, entry, after } = this.writes.get(key)!;
    this.writes.delete(key);
    this.ground[kind].delete(entry);
    if (kind === "source") for (const mark of marksOf(after)) this.#sources.delete(mark);
    if (kind === "corridor") this.#corridors.delete(endsOf(after));
  }

  #knowSource(slug: string, payload: Payload): void {
    for (const mark of marksOf(payload)) this.#sources.set(mark, slug);
  }
}

export const endsOf = ({ origin, destination, purpose }: Payload): string => `${origin} ${destination} ${purpose}`;

/** What makes a report the same as another: its canonical address, its file, its hash. */
export function marksOf({ url, file, sha256 }: Payload): string[] {
  const address = typeof url === "string" ? canonicalUrl(url) : null;
  return [address && `url ${address}`, file && `file ${file}`, sha256 && `sha256 ${sha256}`].filter(
    Boolean,
  ) as string[];
}

/** What keeps an entry out of reach of an import: what was taken back comes back on purpose only. */
export function barred(standing: Standing | undefined): Problem | null {
  return standing?.after === null ? { field: "", code: "import_retracted" } : null;
}
