import type { Tx } from "@/lib/data/client";
import { CURRENT, ofKinds } from "@/lib/data/entries";
import { claimWarnings, dayWarnings, type WarningFacts } from "../domain/day-warnings";
import type { Problem } from "../domain/errors";
import { type DayInput, dayInput, parseInput, wideClaimInput } from "../domain/inputs";
import { inputOf, type Payload } from "../domain/payloads";
import { dayKey } from "../domain/record";
import { type Guarded, refuseWarned } from "./guard-rails";

/** The newest published version of an entry as the form of it; null for none. */
async function published(tx: Tx, entryKind: "corridor_day" | "claim", entry: string): Promise<unknown> {
  const newest = await tx.revision.findFirst({ where: { entryKind, entry }, orderBy: { seq: "desc" } });
  return newest?.after ? inputOf(entryKind, entry, JSON.parse(newest.after) as Payload) : null;
}

async function sides(tx: Tx): Promise<WarningFacts["sideOf"]> {
  const rows = await tx.party.findMany({ select: { slug: true, sideSlug: true } });
  const bySlug = new Map(rows.map(({ slug, sideSlug }) => [slug, sideSlug]));
  return (party) => bySlug.get(party) ?? null;
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
  tx: Tx,
  edit: Guarded & { days: readonly { at: string; day: unknown }[]; also?: readonly Problem[] },
): Promise<void> {
  const facts = { sideOf: await sides(tx) };
  const found: Record<"now" | "before", Problem[]> = { now: [], before: [] };
  const warnings = async (input: unknown, at: string) => {
    const parsed = parseInput(dayInput, input);
    if (!parsed.ok) return [];
    const day: DayInput = parsed.value;
    const all = dayWarnings(day, { ...facts, totals: await totalsOn(tx, day.date) });
    return all.map((problem) => ({ ...problem, field: `${at}${problem.field}` }));
  };
  for (const { at, day } of edit.days) {
    found.now.push(...(await warnings(day, at)));
    const { corridor = "", date = "" } = Object(day) as { corridor?: string; date?: string };
    found.before.push(
      ...(await warnings(await published(tx, "corridor_day", dayKey(String(corridor), String(date))), at)),
    );
  }
  refuseWarned(edit, [...(edit.also ?? []), ...found.now], found.before);
}

/** The same for a claim of wider scope. */
export async function guardClaim(tx: Tx, edit: Guarded & { input: unknown }): Promise<void> {
  const parsed = parseInput(wideClaimInput, edit.input);
  if (!parsed.ok) return;
  const facts = { sideOf: await sides(tx) };
  const before = parsed.value.key ? parseInput(wideClaimInput, await published(tx, "claim", parsed.value.key)) : null;
  refuseWarned(edit, claimWarnings(parsed.value, "", facts), before?.ok ? claimWarnings(before.value, "", facts) : []);
}
