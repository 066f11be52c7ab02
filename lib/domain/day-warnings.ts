import type { Problem } from "./errors";
import type { DayClaimInput, DayInput } from "./inputs";
import { preciseText } from "./precise-text";

/**
 * More people than have been reported to leave one place by one corridor on one day: a figure from here on is mostly that of a
 * whole country, or of all days so far. No place of the record has a number of inhabitants to compare with (decision 0020).
 */
export const MOST_FROM_ONE_PLACE = 100_000;

/** What warnings are given by, besides what was typed. */
export type WarningFacts = {
  /** The side of a party; null for none. */
  sideOf: (party: string) => string | null;
  /** Numbers that claims of wider scope give for the same date. */
  totals: ReadonlySet<number>;
};

const warn = (field: string, code: string, values: Record<string, string | number>): Problem => ({
  field,
  code,
  values,
  warning: true,
});

const texts = (fields: Record<string, string>): Problem[] =>
  Object.entries(fields).flatMap(([field, text]) => {
    const found = preciseText(text);
    return found === null ? [] : [warn(field, "precise_text", { text: found })];
  });

/** Whether a claim can be warned of for the sides of its parties. */
export const blames = (claim: DayClaimInput): boolean => claim.kind === "blame";

const numbersOf = (day: DayInput) => [
  day.evacueesMin,
  day.evacueesMax,
  ...day.claims.flatMap((claim) => (claim.kind === "evacuees" ? [claim.countMin, claim.countMax] : [])),
];

/** Whether a day can be warned of for its numbers. */
export const counts = (day: DayInput): boolean => numbersOf(day).some((number) => number !== null && number > 0);

/** A claim of any scope. `at` is the field path of the claim, "" or `claims.2.`. */
export function claimWarnings(claim: DayClaimInput, at: string, { sideOf }: Pick<WarningFacts, "sideOf">): Problem[] {
  const problems = preciseClaim(claim, at);
  const [from, to] = [sideOf(claim.claimant), claim.addressee && sideOf(claim.addressee)];
  if (blames(claim) && from !== null && from === to)
    problems.push(
      warn(`${at}addressee`, "blame_own_side", { claimant: claim.claimant, addressee: claim.addressee ?? "" }),
    );
  return problems;
}

/** Hours and streets in the texts of a claim; `at` as for claimWarnings(). */
export const preciseClaim = (claim: DayClaimInput, at = ""): Problem[] =>
  texts({ [`${at}summaryEn`]: claim.summaryEn, [`${at}summaryUk`]: claim.summaryUk });

/** Hours and streets in the texts of a day and of its claims, which must not be told before the day is over. */
export const preciseDay = ({ noteEn, noteUk, claims }: DayInput): Problem[] => [
  ...texts({ noteEn, noteUk }),
  ...claims.flatMap((claim, i) => preciseClaim(claim, `claims.${i}.`)),
];

/** What breaks no rule and is likely a slip, in a corridor day: whoever means it goes on. */
export function dayWarnings(day: DayInput, facts: WarningFacts): Problem[] {
  const problems = texts({ noteEn: day.noteEn, noteUk: day.noteUk });
  const counted = (field: string, numbers: readonly (number | null)[], ofPeople: boolean) => {
    const most = Math.max(...numbers.map((number) => number ?? 0));
    if (ofPeople && most > MOST_FROM_ONE_PLACE)
      problems.push(warn(field, "count_huge", { count: most, most: MOST_FROM_ONE_PLACE }));
    else if (numbers.some((number) => number !== null && number > 0 && facts.totals.has(number)))
      problems.push(warn(field, "count_of_all", { count: most }));
  };
  counted("evacueesMin", [day.evacueesMin, day.evacueesMax], true);
  for (const [i, claim] of day.claims.entries()) {
    const at = `claims.${i}.`;
    problems.push(...claimWarnings(claim, at, facts));
    if (claim.kind === "evacuees")
      counted(`${at}countMin`, [claim.countMin, claim.countMax], claim.countOf === "people");
  }
  return problems;
}
