import fc from "fast-check";
import { markChecked } from "@/lib/commands/checks";
import { saveClaim } from "@/lib/commands/claims";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveCorridor } from "@/lib/commands/corridors";
import { saveParty } from "@/lib/commands/parties";
import { savePlace } from "@/lib/commands/places";
import { saveSource } from "@/lib/commands/sources";
import type { Store } from "@/lib/data/client";
import { CLAIM_KINDS, OUTCOMES } from "@/lib/domain/vocabulary";
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
  yes,
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
    await yes(saveParty(context, { input: partyForm(next.party, next.side), baseRevision: revision, reason }));
  } else {
    const { revision, slug } = await store.read.source.findUniqueOrThrow({ where: { slug: next.source } });
    if (next.do === "retract") await retractSource(context, { slug, baseRevision: revision, reason });
    else await yes(saveSource(context, { input: sourceForm(slug), baseRevision: revision, reason }));
  }
}

const further = fc.oneof(
  fc.record({ do: fc.constant("place" as const), zone: fc.constantFrom("Etc/UTC", "Europe/Kyiv", "Asia/Kathmandu") }),
  fc.record({ do: fc.constant("corridor" as const), continued: fc.boolean() }),
  fc.record({ do: fc.constant("claim" as const), summary: fc.string({ maxLength: 5 }), place: fc.boolean() }),
  fc.record({ do: fc.constant("check" as const), date: fc.constantFrom(...DATES) }),
);

/** Anything that editors do to the record. */
export const anyStep = fc.oneof({ weight: 3, arbitrary: step }, { weight: 2, arbitrary: further });
export type AnyStep = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

/** carryOut() for steps of every kind. */
export async function carryOutAny(store: Store, next: AnyStep, now: Date): Promise<void> {
  const context = by(store, { now });
  const edit = (input: unknown, row: { revision: number } | null) => ({
    input,
    baseRevision: row?.revision ?? 0,
    reason: "as told",
  });
  if (next.do === "place") {
    const row = await store.read.place.findUnique({ where: { slug: "alpha" } });
    const place = placeForm("alpha", { timeZone: next.zone, aliases: [next.zone], lat: 47.1, lon: 37.5 });
    await yes(savePlace(context, edit(place, row)));
  } else if (next.do === "corridor") {
    const row = await store.read.corridor.findUnique({ where: { slug: "beta-to-alpha" } });
    const continuedAs = next.continued ? CORRIDOR : "";
    await yes(saveCorridor(context, edit(corridorForm("beta", "alpha", { slug: "beta-to-alpha", continuedAs }), row)));
  } else if (next.do === "claim") {
    const row = await store.read.claim.findUnique({ where: { key: "wide" } });
    const scope = next.place ? { scope: "region", place: "beta" } : { scope: "corridor", corridor: CORRIDOR };
    const said = { kind: "blame", claimant: "north", addressee: "south", source: "report-1", summaryEn: next.summary };
    const dates = { date: "2001-02-01", dateTo: DATE, datePrecision: "range" };
    await saveClaim(context, edit({ key: "wide", ...scope, ...said, ...dates }, row));
  } else if (next.do === "check") await yes(markChecked(context, { corridors: [CORRIDOR], date: next.date }));
  else await carryOut(store, next, now);
}
