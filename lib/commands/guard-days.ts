import type { Tx } from "@/lib/data/client";
import { CURRENT, ofKinds } from "@/lib/data/entries";
import { blames, claimWarnings, counts, dayWarnings, type WarningFacts } from "../domain/day-warnings";
import type { Problem } from "../domain/errors";
import { type DayInput, dayInput, parseInput, wideClaimInput } from "../domain/inputs";
import { inputOf } from "../domain/payloads";
import { dayKey } from "../domain/record";
import type { Change } from "./change";
import { type Guarded, refuseWarned } from "./guard-rails";

/** The newest published version of an entry as the form of it; null for none. */
async function published(change: Change, entryKind: "corridor_day" | "claim", entry: string): Promise<unknown> {
  const newest = await change.newest(entryKind, entry);
  return newest?.payload ? inputOf(entryKind, entry, newest.payload) : null;
}

async function sides(tx: Tx): Promise<WarningFacts["sideOf"]> {
  const rows = await tx.party.findMany({ select: { slug: true, sideSlug: true } });
  const bySlug = new Map(rows.map(({ slug, sideSlug }) => [slug, sideSlug]));
  return (party) => bySlug.get(party) ?? null;
}

const NO_SIDES: WarningFacts["sideOf"] = () => null;

/** Asks for what a day's warnings are given by, as far as something in it can be warned of for that. */
async function factsOf(tx: Tx, day: DayInput): Promise<WarningFacts> {
  return {
    sideOf: day.claims.some(blames) ? await sides(tx) : NO_SIDES,
    totals: counts(day) ? await totalsOn(tx, day.date) : new Set(),
  };
}

/** Numbers of people evacuated that claims wider than one corridor give for a date. */
async function totalsOn(tx: Tx, date: string): Promise<Set<number>> {
  const rows = await tx.claim.findMany({
    where: {
      ...CURRENT,
      ...ofKinds(["evacuees"]),
      dayId: null,
      date: { lte: date },
      OR: [{ date }, { dateTo: { gte: date } }],
    },
    select: { countMin: true, countMax: true },
  });
  return new Set(rows.flatMap(({ countMin, countMax }) => [countMin, countMax]).filter((count) => count !== null));
}

/**
 * Holds up what is likely a slip in corridor days: hours and streets, a side that blames itself, the figure of a whole
 * country. Days are looked at together, so that all that is to be confirmed is asked at once.
 * @param edit.days each with the path of its fields, "" where there is but one
 * @param edit.also what else has to be confirmed
 */
export async function guardDays(
  change: Change,
  edit: Guarded & { days: readonly { at: string; day: unknown }[]; also?: readonly Problem[] },
): Promise<void> {
  const warnings = async (input: unknown, at: string) => {
    const parsed = parseInput(dayInput, input);
    if (!parsed.ok) return [];
    const all = dayWarnings(parsed.value, await factsOf(change.tx, parsed.value));
    return all.map((problem) => ({ ...problem, field: `${at}${problem.field}` }));
  };
  const found: Record<"now" | "before", Problem[]> = { now: [], before: [] };
  for (const { at, day } of edit.days) {
    const now = await warnings(day, at);
    // what is not warned of now need not have been on record before
    if (now.length === 0) continue;
    found.now.push(...now);
    const { corridor = "", date = "" } = Object(day) as { corridor?: string; date?: string };
    found.before.push(
      ...(await warnings(await published(change, "corridor_day", dayKey(String(corridor), String(date))), at)),
    );
  }
  refuseWarned(edit, [...(edit.also ?? []), ...found.now], found.before);
}

/** The same for a claim of wider scope. */
export async function guardClaim(change: Change, edit: Guarded & { input: unknown }): Promise<void> {
  const parsed = parseInput(wideClaimInput, edit.input);
  if (!parsed.ok) return;
  const facts = { sideOf: await sides(change.tx) };
  const before = parsed.value.key
    ? parseInput(wideClaimInput, await published(change, "claim", parsed.value.key))
    : null;
  refuseWarned(edit, claimWarnings(parsed.value, "", facts), before?.ok ? claimWarnings(before.value, "", facts) : []);
}
