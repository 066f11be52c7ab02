import fc from "fast-check";
import { markChecked } from "@/lib/commands/checks";
import { saveClaim } from "@/lib/commands/claims";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveCorridor } from "@/lib/commands/corridors";
import { mergeEntries } from "@/lib/commands/merges";
import { saveParty } from "@/lib/commands/parties";
import { savePlace } from "@/lib/commands/places";
import { retract } from "@/lib/commands/retractions";
import { revertChangeSet } from "@/lib/commands/reverts";
import { saveSource } from "@/lib/commands/sources";
import type { Store } from "@/lib/data/client";
import { CLAIM_KINDS, type EntryKind, OUTCOMES } from "@/lib/domain/vocabulary";
import {
  by,
  CORRIDOR,
  corridorForm,
  DATE,
  dayForm,
  NOW,
  partyForm,
  placeForm,
  retractSource,
  sourceForm,
} from "@/tests/support/record";

/** The days that random histories are about, on layGround()'s corridor. */
export const DATES = ["2001-02-02", DATE];
const PARTIES = ["alpha-council", "south-army", "relief", "north", "south"];
const SOURCES = ["report-1", "report-2", "report-3"];

const claim = fc
  .record({
    kind: fc.constantFrom(...CLAIM_KINDS, "outcome" as const, "blame" as const, "announcement" as const),
    outcome: fc.constantFrom(...OUTCOMES),
    claimant: fc.constantFrom(...PARTIES),
    other: fc.constantFrom(...PARTIES),
    source: fc.constantFrom(...SOURCES),
    statement: fc.constantFrom("", "s-1", "s-2"),
  })
  .map(({ kind, outcome, other, ...rest }) => {
    const counts = { evacuees: "people", casualties: "killed" }[kind as string];
    const addressee = other === rest.claimant ? "" : other;
    return {
      ...rest,
      kind:
        kind === "blame" && !addressee
          ? "obstacle"
          : (kind === "denial" || kind === "rejection") && !addressee
            ? "announcement"
            : kind,
      addressee,
      outcome: kind === "outcome" ? outcome : "",
      ...(counts && { countOf: counts, countMin: 5, countMax: 5, countQualifier: "exact" }),
      summaryEn: "Said.",
    };
  });

/** A save of a day, a party that changes sides, a source that is taken back or comes back. */
export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("save" as const),
      date: fc.constantFrom(...DATES),
      claims: fc.array(claim, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("side" as const),
      party: fc.constantFrom("alpha-council", "south-army", "relief"),
      side: fc.constantFrom("north", "south", ""),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("retract" as const), source: fc.constantFrom(...SOURCES) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore" as const), source: fc.constantFrom(...SOURCES) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Carries out one step from whatever state the store is in; a refusal is fine, a surprise is not. */
export async function carryOut(store: Store, next: Step, now = NOW): Promise<void> {
  const context = by(store, { now });
  const reason = "as told";
  if (next.do === "save") {
    const row = await store.read.corridorDay.findUnique({ where: { id: `${CORRIDOR}/${next.date}` } });
    const kinds = new Set(next.claims.map(({ kind }) => kind));
    const wanted =
      kinds.has("outcome") || kinds.has("obstacle")
        ? (next.claims.find(({ outcome }) => outcome)?.outcome ?? "failed")
        : kinds.has("announcement") || kinds.has("agreement")
          ? "announced"
          : "cancelled";
    for (const status of new Set([wanted, "failed", "cancelled"])) {
      const day = dayForm({ date: next.date, status, claims: next.claims });
      if ((await saveDay(context, { day, baseRevision: row?.revision ?? 0, reason })).ok) return;
    }
  } else if (next.do === "side") {
    const { revision } = await store.read.party.findUniqueOrThrow({ where: { slug: next.party } });
    await saveParty(context, { input: partyForm(next.party, next.side), baseRevision: revision, reason });
  } else {
    const { revision, slug } = await store.read.source.findUniqueOrThrow({ where: { slug: next.source } });
    if (next.do === "retract") await retractSource(context, { slug, baseRevision: revision, reason });
    else await saveSource(context, { input: sourceForm(slug), baseRevision: revision, reason });
  }
}

const PLACES = ["alpha", "beta", "gamma"];
const CORRIDORS = [CORRIDOR, "beta-to-alpha"];
const twoOfAKind = fc.oneof(
  fc.record({
    noun: fc.constant("place" as const),
    from: fc.constantFrom(...PLACES),
    into: fc.constantFrom(...PLACES),
  }),
  fc.record({
    noun: fc.constant("party" as const),
    from: fc.constantFrom(...PARTIES),
    into: fc.constantFrom(...PARTIES),
  }),
  fc.record({
    noun: fc.constant("source" as const),
    from: fc.constantFrom(...SOURCES),
    into: fc.constantFrom(...SOURCES),
  }),
  fc.record({
    noun: fc.constant("corridor" as const),
    from: fc.constantFrom(...CORRIDORS),
    into: fc.constantFrom(...CORRIDORS),
  }),
);
const ENTRIES = [
  ...PLACES.map((entry) => ({ entryKind: "place" as const, entry })),
  ...PARTIES.map((entry) => ({ entryKind: "party" as const, entry })),
  ...CORRIDORS.map((entry) => ({ entryKind: "corridor" as const, entry })),
  ...DATES.map((date) => ({ entryKind: "corridor_day" as const, entry: `${CORRIDOR}/${date}` })),
  { entryKind: "claim" as const, entry: "wide" },
];

const further = fc.oneof(
  fc.record({
    do: fc.constant("place" as const),
    place: fc.constantFrom("alpha", "gamma"),
    zone: fc.constantFrom("Etc/UTC", "Europe/Kyiv", "Asia/Kathmandu"),
  }),
  fc.record({ do: fc.constant("corridor" as const), continued: fc.boolean() }),
  fc.record({ do: fc.constant("claim" as const), summary: fc.string({ maxLength: 5 }), place: fc.boolean() }),
  fc.record({ do: fc.constant("check" as const), date: fc.constantFrom(...DATES) }),
  fc.record({
    do: fc.constant("merge" as const),
    of: twoOfAKind,
    kept: fc.constantFrom("from" as const, "into" as const),
  }),
  fc.record({ do: fc.constant("take back" as const), of: fc.constantFrom(...ENTRIES) }),
  fc.record({ do: fc.constant("revert" as const), ago: fc.nat({ max: 2 }) }),
);

/** Anything that editors do to the record. */
export const anyStep = fc.oneof({ weight: 3, arbitrary: step }, { weight: 3, arbitrary: further });
export type AnyStep = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

/** The newest version of an entry; 0 for one that is not there. */
const newest = async (store: Store, entryKind: EntryKind, entry: string) =>
  (await store.read.revision.findFirst({ where: { entryKind, entry }, orderBy: { seq: "desc" } }))?.seq ?? 0;

/** carryOut() for steps of every kind. */
export async function carryOutAny(store: Store, next: AnyStep, now: Date): Promise<void> {
  const context = by(store, { now });
  const reason = "as told";
  const edit = (input: unknown, row: { revision: number } | null) => ({
    input,
    baseRevision: row?.revision ?? 0,
    reason,
  });
  if (next.do === "place") {
    const slug = next.place;
    const row = await store.read.place.findUnique({ where: { slug } });
    await savePlace(
      context,
      edit(placeForm(slug, { timeZone: next.zone, aliases: [next.zone], lat: 47.1, lon: 37.5 }), row),
    );
  } else if (next.do === "corridor") {
    const row = await store.read.corridor.findUnique({ where: { slug: "beta-to-alpha" } });
    const continuedAs = next.continued ? CORRIDOR : "";
    await saveCorridor(context, edit(corridorForm("beta", "alpha", { slug: "beta-to-alpha", continuedAs }), row));
  } else if (next.do === "claim") {
    const row = await store.read.claim.findUnique({ where: { key: "wide" } });
    const scope = next.place ? { scope: "region", place: "beta" } : { scope: "corridor", corridor: CORRIDOR };
    const said = { kind: "blame", claimant: "north", addressee: "south", source: "report-1", summaryEn: next.summary };
    const dates = { date: "2001-02-01", dateTo: DATE, datePrecision: "range" };
    await saveClaim(context, edit({ key: "wide", ...scope, ...said, ...dates }, row));
  } else if (next.do === "check") await markChecked(context, { corridors: [CORRIDOR], date: next.date });
  else if (next.do === "merge") {
    const { noun, from, into } = next.of;
    const [fromRevision, intoRevision] = [await newest(store, noun, from), await newest(store, noun, into)];
    const kept = Object.fromEntries(DATES.map((date) => [date, next.of[next.kept]]));
    await mergeEntries(context, { noun, from, into, fromRevision, intoRevision, reason, kept });
  } else if (next.do === "take back") {
    const { entryKind, entry } = next.of;
    await retract(context, { entryKind, entry, baseRevision: await newest(store, entryKind, entry), reason });
  } else if (next.do === "revert") {
    const [set] = await store.read.changeSet.findMany({
      orderBy: [{ at: "desc" }, { id: "asc" }],
      skip: next.ago,
      take: 1,
    });
    if (set) await revertChangeSet(context, { changeSet: set.id, reason });
  } else await carryOut(store, next, now);
}
