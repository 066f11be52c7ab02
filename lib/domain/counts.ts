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

/** A count from one typed number: `at_least` has no upper end, `up_to` no lower, the others both. */
export const countFrom = (number: number, qualifier: Qualifier): Count => ({
  min: qualifier === "up_to" ? null : number,
  max: qualifier === "at_least" ? null : number,
  qualifier,
});

/**
 * The sum of counts of one scope. Unknown ends stay unknown, and a sum is only as exact as its vaguest part.
 * Counts of different scopes must never come here: a region's figure may include a corridor's.
 * @returns null for nothing to add
 */
export function sumOf(counts: readonly Count[]): Count | null {
  if (counts.length === 0) return null;
  const end = (side: "min" | "max") =>
    counts.every((count) => count[side] !== null)
      ? counts.reduce((sum, count) => sum + (count[side] as number), 0)
      : null;
  // a lower bound stays true where a part gives none: that part is at least 0
  const min = counts.some((count) => count.min !== null)
    ? counts.reduce((sum, count) => sum + (count.min ?? 0), 0)
    : null;
  const max = end("max");
  const qualifier: Qualifier =
    max === null
      ? "at_least"
      : min === null
        ? "up_to"
        : counts.every((c) => c.qualifier === "exact")
          ? "exact"
          : "about";
  return min === null && max === null ? null : { min, max, qualifier };
}
