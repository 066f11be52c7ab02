import type { FileName } from "./files";
import { type FilterProblem, type Filters, given, parseFileQuery } from "./filters";
import { parseInstant } from "./instants";
import { CHANGE_KINDS, type ChangeKind } from "./vocabulary";

/** What a list of the API understands beside the filters of the files. */
export const LIST_PARAMETERS = ["limit", "cursor", "fields", "updated_since"] as const;
export const MOST_ITEMS = 500;
export const USUAL_ITEMS = 100;

/** Nouns whose rows say when they were last changed. */
export const DATED: readonly FileName[] = ["corridor-days", "claims", "corridors", "totals", "revisions"];

export type ApiQuery = {
  filters: Filters;
  asOf: Date | null;
  limit: number;
  /** The key of the last row of the page before. */
  after: string | null;
  /** The fields that are wanted; null: all. */
  fields: readonly string[] | null;
  since: Date | null;
  /** Of revisions: which kinds of change. */
  changes: readonly ChangeKind[];
};

/** A mistake that the files do not know. */
export type ApiFault =
  | FilterProblem["fault"]
  | "limit"
  | "cursor"
  | "field"
  | "undated"
  | "change"
  | "filtered_revisions";
export type ApiProblem = Omit<FilterProblem, "fault"> & { fault: ApiFault };

/** The cursor of the page after a row; opaque to readers. */
export const cursorAfter = (key: string): string => Buffer.from(key).toString("base64url");
const keyIn = (cursor: string): string | null => {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  return /^[a-z0-9/-]{1,250}$/.test(key) && cursorAfter(key) === cursor ? key : null;
};

/**
 * Reads the query of a list.
 * @param columns the fields of the noun
 * @param single the address is that of one item: nothing is paged or filtered
 * @returns what is asked for, or every mistake
 */
export function parseApiQuery(
  query: URLSearchParams,
  noun: FileName,
  columns: readonly string[],
  now: Date,
  single = false,
): { ok: true; query: ApiQuery } | { ok: false; problems: ApiProblem[] } {
  const problems: ApiProblem[] = [];
  const wrong = (name: string, fault: ApiFault, value = "") => problems.push({ name, fault, value });
  const once = (name: string): string | null => {
    const [value, another] = given(query, name);
    if (another !== undefined) wrong(name, "once");
    return value ?? null;
  };
  const own = new Set<string>(single ? ["fields"] : [...LIST_PARAMETERS, ...(noun === "revisions" ? ["change"] : [])]);
  const rest = new URLSearchParams([...query].filter(([name]) => !own.has(name)));
  for (const name of new Set(rest.keys())) if (name === "variant" || (single && name !== "as_of")) wrong(name, "name");
  const parsed = parseFileQuery(new URLSearchParams([...rest].filter(([name]) => name !== "variant")), now);
  if (!parsed.ok) problems.push(...parsed.problems.filter(({ name }) => !problems.some((one) => one.name === name)));

  const wanted = single ? null : once("limit");
  const limit = wanted === null ? USUAL_ITEMS : Number(wanted);
  if (!/^\d{1,3}$/.test(wanted ?? "1") || limit < 1 || limit > MOST_ITEMS) wrong("limit", "limit", wanted ?? "");
  const cursor = single ? null : once("cursor");
  const after = cursor === null ? null : keyIn(cursor);
  if (cursor !== null && (after === null || (noun === "revisions" && !/^\d+$/.test(after)))) wrong("cursor", "cursor");
  const listed = once("fields");
  const fields = listed === null ? null : listed.split(",").map((name) => name.trim());
  for (const name of fields ?? []) if (!columns.includes(name)) wrong("fields", "field", name);
  const from = single ? null : once("updated_since");
  const since = from === null ? null : parseInstant(from);
  if (from !== null && !since) wrong("updated_since", "instant", from);
  if (from !== null && !DATED.includes(noun)) wrong("updated_since", "undated");
  const kinds = noun === "revisions" && !single ? given(query, "change") : [];
  for (const kind of kinds) if (!(CHANGE_KINDS as readonly string[]).includes(kind)) wrong("change", "change", kind);
  const narrowed = after !== null || since !== null || kinds.length > 0;
  const filtered = [...rest.keys()].some((name) => name !== "as_of" && name !== "variant");
  if (noun === "revisions" && narrowed && filtered) wrong("change", "filtered_revisions");
  if (problems.length > 0 || !parsed.ok) return { ok: false, problems };
  const { filters, asOf } = parsed.query;
  return { ok: true, query: { filters, asOf, limit, after, fields, since, changes: kinds as ChangeKind[] } };
}
