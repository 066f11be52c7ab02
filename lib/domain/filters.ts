import { z } from "zod";
import { isDate, type LocalDate } from "./dates";
import { VARIANTS, type Variant } from "./files";
import { parseInstant } from "./instants";
import { wordsOf } from "./search";
import { isSlug } from "./slugs";
import { GRADES, type Grade, SHOWN_STATUSES, type ShownStatus } from "./vocabulary";

/** Which part of the record is asked for. null and an empty list mean: all of it; in a list, any of them. */
export type Filters = {
  /** The first and the last local day, both included. */
  from: LocalDate | null;
  to: LocalDate | null;
  /** Slugs. */
  corridors: readonly string[];
  /** As shown, not as recorded. */
  statuses: readonly ShownStatus[];
  grades: readonly Grade[];
  /** Slugs of parties; a side stands for its members, too. */
  announcedBy: readonly string[];
  blamed: readonly string[];
  claimants: readonly string[];
  /** Codes of first-level divisions or countries, of either end. */
  regions: readonly string[];
  /** Words, all of which have to occur. */
  q: string | null;
};

/** The filters by their names in an address, in the canonical order. */
export const FILTER_NAMES = [
  "from",
  "to",
  "corridor",
  "status",
  "grade",
  "announced_by",
  "blamed",
  "claimant",
  "region",
  "q",
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export const NO_FILTERS: Filters = {
  from: null,
  to: null,
  corridors: [],
  statuses: [],
  grades: [],
  announcedBy: [],
  blamed: [],
  claimants: [],
  regions: [],
  q: null,
};

/** How often one filter may stand in an address. */
export const MOST_VALUES = 100;
/** The longest search, in characters and in words. */
export const LONGEST_SEARCH = 100;
export const MOST_WORDS = 8;

/** What can be wrong with a filter; `unknown` (it does not exist) is known to the record only. */
export const FILTER_FAULTS = [
  "name",
  "once",
  "date",
  "order",
  "too_many",
  "too_long",
  "key",
  "status",
  "grade",
  "no_words",
  "many_words",
  "variant",
  "unknown",
  "instant",
  "future",
] as const;
export type FilterFault = (typeof FILTER_FAULTS)[number];
/** One mistake: of which parameter, which, and what stood there ("" where that says nothing). */
export type FilterProblem = { name: string; fault: FilterFault; value: string };

// the same said twice is said once, as an address of the explorer has it
const once = z
  .array(z.string())
  .transform((values) => [...new Set(values.map((value) => value.trim()))])
  .pipe(z.array(z.string()).max(1, "once"))
  .transform(([value]) => value ?? null);
const date = once.refine((value) => value === null || isDate(value), "date");
const sorted = <T extends string>(values: T[]): T[] => [...new Set(values)].sort();
const several = <T extends string>(value: z.ZodType<T>) =>
  z.array(value).max(MOST_VALUES, "too_many").transform(sorted);
const keys = several(z.string().refine(isSlug, "key"));

const filtersSchema = z.object({
  from: date,
  to: date,
  corridor: keys,
  status: several(z.enum(SHOWN_STATUSES, "status")),
  grade: several(z.enum(GRADES, "grade")),
  announced_by: keys,
  blamed: keys,
  claimant: keys,
  region: several(z.string().max(LONGEST_SEARCH, "too_long")),
  q: once
    .transform((text) => text?.replace(/\s+/g, " ") || null)
    .refine((text) => text === null || text.length <= LONGEST_SEARCH, { error: "too_long", abort: true })
    .refine((text) => text === null || wordsOf(text).length > 0, "no_words")
    .refine((text) => text === null || wordsOf(text).length <= MOST_WORDS, "many_words"),
} satisfies Record<FilterName, z.ZodType>);

/** The values that a query gives a parameter; one without a value counts as not given, so that a plain form can send it. */
export const given = (query: URLSearchParams, name: string): string[] =>
  query.getAll(name).filter((value) => value.trim() !== "");

/**
 * Reads the filters of an address; parameters that are no filters are not looked at.
 * @returns what is asked for, in a canonical order, or every mistake, in the order of the filters
 */
export function parseFilters(
  query: URLSearchParams,
): { ok: true; filters: Filters } | { ok: false; problems: FilterProblem[] } {
  const values = Object.fromEntries(FILTER_NAMES.map((name) => [name, given(query, name)]));
  const parsed = filtersSchema.safeParse(values);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: [name, i], message }): FilterProblem => {
      const of = values[String(name)] ?? [];
      const value = typeof i === "number" ? of[i] : of.length === 1 ? of[0] : "";
      return { name: String(name), fault: message as FilterFault, value: value ?? "" };
    });
    return { ok: false, problems };
  }
  const { from, to, q, ...lists } = parsed.data;
  if (from !== null && to !== null && from > to)
    return { ok: false, problems: [{ name: "from", fault: "order", value: from }] };
  return {
    ok: true,
    filters: {
      from,
      to,
      corridors: lists.corridor,
      statuses: lists.status,
      grades: lists.grade,
      announcedBy: lists.announced_by,
      blamed: lists.blamed,
      claimants: lists.claimant,
      regions: lists.region,
      q,
    },
  };
}

/** The values of each filter, as an address gives them. */
export const valuesOf = (filters: Filters): Record<FilterName, readonly string[]> => ({
  from: filters.from ? [filters.from] : [],
  to: filters.to ? [filters.to] : [],
  corridor: filters.corridors,
  status: filters.statuses,
  grade: filters.grades,
  announced_by: filters.announcedBy,
  blamed: filters.blamed,
  claimant: filters.claimants,
  region: filters.regions,
  q: filters.q ? [filters.q] : [],
});

/** The filters as the query of an address, the same for the same filters; "" for none. */
export const filterQuery = (filters: Filters): string => {
  const values = valuesOf(filters);
  return new URLSearchParams(FILTER_NAMES.flatMap((name) => values[name].map((value) => [name, value]))).toString();
};

/**
 * Reads `as_of`, the instant whose record is asked for.
 * @param now beyond which nobody knows the record
 * @returns null where it is not given; or what is wrong with it
 */
export function parseAsOf(query: URLSearchParams, now: Date): { asOf: Date | null } | { problem: FilterProblem } {
  const [value, another] = given(query, "as_of");
  const problem = (fault: FilterFault) => ({ problem: { name: "as_of", fault, value: value ?? "" } });
  if (value === undefined) return { asOf: null };
  if (another !== undefined) return problem("once");
  const asOf = parseInstant(value);
  if (!asOf) return problem("instant");
  return asOf > now ? problem("future") : { asOf };
}

export type FileQuery = { filters: Filters; variant: Variant; asOf: Date | null };

/**
 * Reads the query of a file's address.
 * @param now the reader's: nothing is known as of later
 * @returns what is asked for, in a canonical order, or every mistake
 */
export function parseFileQuery(
  query: URLSearchParams,
  now: Date,
): { ok: true; query: FileQuery } | { ok: false; problems: FilterProblem[] } {
  const known: readonly string[] = [...FILTER_NAMES, "as_of", "variant"];
  const problems: FilterProblem[] = [...new Set(query.keys())]
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, fault: "name", value: "" }));
  const parsed = parseFilters(query);
  if (!parsed.ok) problems.push(...parsed.problems);
  const past = parseAsOf(query, now);
  if ("problem" in past) problems.push(past.problem);
  const variants = given(query, "variant");
  const variant = VARIANTS.find((name) => name === (variants[0] ?? "plain"));
  if (variants.length > 1) problems.push({ name: "variant", fault: "once", value: "" });
  else if (!variant) problems.push({ name: "variant", fault: "variant", value: variants[0] ?? "" });
  if (problems.length > 0 || !parsed.ok || !variant || "problem" in past) return { ok: false, problems };
  return { ok: true, query: { filters: parsed.filters, variant, asOf: past.asOf } };
}
