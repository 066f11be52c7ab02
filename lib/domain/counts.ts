import type { Counted, Qualifier } from "./vocabulary";

/** A reported number as a range. An end that nobody stated is null; unknown is no count at all, never 0. */
export type Count = { min: number | null; max: number | null; qualifier: Qualifier };
export type ClaimCount = Count & { of: Counted };

/** The largest number that the tables hold. */
export const LARGEST_COUNT = 2_147_483_647;

export type CountProblem = "count_empty" | "count_negative" | "count_too_large" | "count_order" | "count_qualifier";

/** What is wrong with a count, or null: ends ordered, whole, not negative, and fitting their qualifier. */
export function countProblem({ min, max, qualifier }: Count): CountProblem | null {
  const ends = [min, max].filter((end) => end !== null);
  if (ends.length === 0) return "count_empty";
  if (ends.some((end) => !Number.isInteger(end) || end < 0)) return "count_negative";
  if (ends.some((end) => end > LARGEST_COUNT)) return "count_too_large";
  if (min !== null && max !== null && min > max) return "count_order";
  const fits = {
    exact: min !== null && min === max,
    about: min !== null && max !== null,
    at_least: min !== null && max === null,
    up_to: min === null && max !== null,
  }[qualifier];
  return fits ? null : "count_qualifier";
}

/**
 * Whether a number goes beyond what was reported: above every claimed one, or below.
 * Nothing in this project adds counts, so a region's 3,950 and a corridor's 600 can never make 4,550; this keeps
 * people from doing it by hand. A number on a corridor day is one that a claim of that very day gives.
 */
export function beyond(count: Count, claimed: readonly Count[]): boolean {
  const low = Math.min(...claimed.map(({ min }) => min ?? 0));
  const high = Math.max(...claimed.map(({ max }) => max ?? Number.POSITIVE_INFINITY));
  return (count.max ?? count.min ?? 0) > high || (count.min ?? count.max ?? 0) < low;
}
