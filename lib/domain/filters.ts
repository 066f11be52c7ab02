import { z } from "zod";
import { isDate, type LocalDate } from "./dates";
import { type FileName, VARIANTS, type Variant } from "./files";
import { SHOWN_STATUSES, type ShownStatus } from "./vocabulary";

/** Which rows of a file are asked for. null and an empty list mean: all of them. */
export type Filters = {
  /** The first and the last local day, both included. */
  from: LocalDate | null;
  to: LocalDate | null;
  /** Slugs; any of them. */
  corridors: readonly string[];
  /** As shown, not as recorded; any of them. */
  statuses: readonly ShownStatus[];
};

export const FILTER_NAMES = ["from", "to", "corridor", "status"] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** Which file knows which filter; each means the same wherever it is known. */
export const FILTERS_OF: Record<FileName, readonly FilterName[]> = {
  "corridor-days": FILTER_NAMES,
  claims: FILTER_NAMES,
  corridors: ["corridor"],
  places: [],
  parties: [],
  sources: [],
  totals: ["from", "to"],
  revisions: [],
};

export const NO_FILTERS: Filters = { from: null, to: null, corridors: [], statuses: [] };

/** How often `corridor` may stand in one query. */
export const MOST_CORRIDORS = 100;

export type FileQuery = { filters: Filters; variant: Variant };

const once = (name: string) =>
  z
    .array(z.string())
    .max(1, `${name} can be given only once.`)
    .transform(([value]) => value ?? null);
const date = (name: string) =>
  once(name).refine((value) => value === null || isDate(value), {
    error: ({ input }) => `${name}=${input} is not a date; write it as 2022-03-12.`,
  });
const sorted = <T extends string>(values: T[]): T[] => [...new Set(values)].sort();

const querySchema = z
  .object({
    from: date("from"),
    to: date("to"),
    corridor: z
      .array(
        z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
          error: ({ input }) => `corridor=${input} is not the key of a corridor.`,
        }),
      )
      .max(MOST_CORRIDORS, `corridor can be given ${MOST_CORRIDORS} times at most.`)
      .transform(sorted),
    status: z
      .array(z.enum(SHOWN_STATUSES, { error: ({ input }) => `status=${input} is not a status.` }))
      .transform(sorted),
    variant: once("variant").pipe(
      z.enum(VARIANTS, { error: ({ input }) => `variant=${input} does not exist.` }).nullable(),
    ),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    error: "from is later than to.",
  });

/**
 * Reads the query of a file's address. A parameter without a value counts as not given, so that a plain form can send it.
 * @returns what is asked for, in a canonical order, or every mistake, one English sentence each
 */
export function parseFileQuery(
  file: FileName,
  query: URLSearchParams,
): { ok: true; query: FileQuery } | { ok: false; problems: string[] } {
  const known: readonly string[] = [...FILTERS_OF[file], "variant"];
  const unknown = [...new Set(query.keys())].filter((name) => !known.includes(name));
  const given = (name: string) => query.getAll(name).filter((value) => value !== "");
  const parsed = querySchema.safeParse({
    from: given("from"),
    to: given("to"),
    corridor: given("corridor"),
    status: given("status"),
    variant: given("variant"),
  });
  // a value is not judged where its filter is not known at all
  const wrong = parsed.success
    ? []
    : parsed.error.issues.filter((issue) => !unknown.includes(String(issue.path[0]))).map((issue) => issue.message);
  const problems = [...unknown.map((name) => `${name} is not a filter of this file.`), ...new Set(wrong)];
  if (problems.length > 0 || !parsed.success) return { ok: false, problems };
  const { from, to, corridor, status, variant } = parsed.data;
  return {
    ok: true,
    query: { filters: { from, to, corridors: corridor, statuses: status }, variant: variant ?? "plain" },
  };
}
