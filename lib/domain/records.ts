import { isDate, type LocalDate } from "./dates";
import {
  FILTER_NAMES,
  type FilterName,
  type FilterProblem,
  type Filters,
  given,
  MOST_VALUES,
  parseFilters,
} from "./filters";
import { parseInstant } from "./instants";

/** How the explorer shows what it found. */
export const VIEWS = ["list", "grid"] as const;
export type View = (typeof VIEWS)[number];
export const ORDERS = ["newest", "oldest"] as const;
export type Order = (typeof ORDERS)[number];

/** What the explorer is asked. */
export type RecordsQuestion = {
  /** What was typed, by filter: shown again, right or wrong. */
  typed: Record<FilterName, string[]>;
  /** null where something in them is wrong. */
  filters: Filters | null;
  problems: FilterProblem[];
  view: View;
  order: Order;
  /** From 1. */
  page: number;
  /** The last day of a grid; null: the last one that fits. */
  end: LocalDate | null;
  /** The record as it was; null: as it is. */
  asOf: Date | null;
};

/** No value of ours is longer: what is cut here was wrong before. */
const LONGEST_VALUE = 120;
/** The longest query that our own form can make, and room to spare. */
const LONGEST_QUERY = 8_000;
const LAST_PAGE = 99_999;

const sorted = (values: string[]): string[] =>
  [...new Set(values.map((value) => [...value.trim()].slice(0, LONGEST_VALUE).join("").trim()))]
    .sort()
    .slice(0, MOST_VALUES + 1);

const only = <T extends string>(query: URLSearchParams, name: string, values: readonly T[], otherwise: T): T =>
  values.find((value) => given(query, name)[0] === value) ?? otherwise;

/**
 * Reads the query of the explorer. Parameters that it does not know are not looked at; view, order, page and end fall back
 * to what is usual, a filter that is wrong is a problem.
 */
export function parseRecords(query: URLSearchParams): RecordsQuestion {
  const parsed = parseFilters(query);
  const page = given(query, "page")[0] ?? "";
  const end = given(query, "end")[0] ?? "";
  const view = only(query, "view", VIEWS, "list");
  return {
    typed: Object.fromEntries(FILTER_NAMES.map((name) => [name, given(query, name)])) as Record<FilterName, string[]>,
    filters: parsed.ok ? parsed.filters : null,
    problems: parsed.ok ? [] : parsed.problems,
    view,
    order: view === "list" ? only(query, "order", ORDERS, "newest") : "newest",
    page: /^[1-9]\d{0,4}$/.test(page) ? Math.min(Number(page), LAST_PAGE) : 1,
    end: view === "grid" && isDate(end) ? end : null,
    asOf: parseInstant(given(query, "as_of")[0] ?? ""),
  };
}

/**
 * The query of an address that asks this: known parameters only, in one order, without what is usual; "" for nothing.
 * The instant is not in it: paths.records() has it from the root.
 */
export function recordsQuery({
  typed,
  view,
  order,
  page,
  end,
}: Omit<RecordsQuestion, "filters" | "problems" | "asOf">): string {
  return new URLSearchParams([
    ...FILTER_NAMES.flatMap((name) => sorted(typed[name]).map((value): [string, string] => [name, value])),
    ...(view === "list" ? [] : [["view", view]]),
    ...(order === "newest" ? [] : [["order", order]]),
    ...(end === null ? [] : [["end", end]]),
    ...(page === 1 ? [] : [["page", String(page)]]),
  ]).toString();
}

/**
 * The one way to write a query of the explorer, so that equal questions share one answer and nothing else of a query gets
 * any further; null for one that is longer than any question of ours, or about an instant that is none.
 */
export function canonicalRecords(query: URLSearchParams): { query: string; asOf: Date | null } | null {
  const question = parseRecords(query);
  const { asOf } = question;
  const canonical = recordsQuery(question);
  const wrong = canonical.length > LONGEST_QUERY || (asOf === null && given(query, "as_of").length > 0);
  return wrong ? null : { query: canonical, asOf };
}
