import { claimsOf, DAY_FIELDS, dayInputOf, withoutEmptyClaims } from "./day-form";
import { only, type Typed } from "./typed";

/** What a row of the sheet holds of a corridor day, in the order of its cells; everything else stays as it is. */
export const ROW_FIELDS = ["status", "evacueesQualifier", "evacueesMin", "evacueesMax", "noteEn", "noteUk"] as const;

const isRowField = (name: string) => (ROW_FIELDS as readonly string[]).includes(name);

/** The row of a day's form. */
export const rowOf = (day: Typed): Typed => only(day, isRowField);

/** The day's whole form with what stands in its row, and with the reason that was given there. */
export const withRow = (day: Typed, row: Typed): Typed => ({ ...day, ...rowOf(row), reason: row.reason ?? "" });

/** Fields of which one means nothing without the others: they are one when two editors meet. */
const TOGETHER: readonly (readonly string[])[] = [
  ["evacueesQualifier", "evacueesMin", "evacueesMax"],
  ["datePrecision", "periodFrom", "periodTo"],
];
const PARTS = [
  ...TOGETHER,
  ...DAY_FIELDS.filter((name) => !TOGETHER.some((names) => names.includes(name))).map((name) => [name]),
];

/**
 * Whether two editors changed the same thing of one day in different ways: then one of them has to decide. Where they
 * did not, carriedOver() keeps both. The claims of a day count as one thing.
 * @param older the version that both started from
 * @param newer what one of them saved
 * @param typed what the other wants to save
 */
export function contested(older: Typed, newer: Typed, typed: Typed): boolean {
  const claims = (from: Typed) => JSON.stringify(dayInputOf(withoutEmptyClaims(from)).claims);
  const plain = (names: readonly string[]) => (from: Typed) => JSON.stringify(names.map((name) => from[name] ?? ""));
  return [claims, ...PARTS.map(plain)].some((part) => {
    const [before, theirs, mine] = [part(older), part(newer), part(typed)];
    return theirs !== before && mine !== before && theirs !== mine;
  });
}

/** Whether a day's form has any claim: without one an outcome is a draft only. */
export const hasClaims = (day: Typed): boolean => claimsOf(withoutEmptyClaims(day)).length > 0;

/** What a key means in a cell: where to go, or what to do with what is typed there. */
export type CellMove = "up" | "down" | "left" | "right" | "edit" | "commit" | "cancel" | "save";

const ARROWS: Record<string, CellMove> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/**
 * The keys of a spreadsheet. While a cell is only chosen, arrows go to its neighbours; while it is edited they belong
 * to its text. Tab is the browser's own.
 * @returns null where the key is none of ours
 */
export function cellMove(
  key: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean },
  editing: boolean,
): CellMove | null {
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) return "save";
  if (key.ctrlKey || key.metaKey || key.altKey || key.shiftKey) return null;
  if (key.key === "Enter") return editing ? "commit" : "edit";
  if (key.key === "Escape") return "cancel";
  if (editing) return null;
  return key.key === "F2" ? "edit" : (ARROWS[key.key] ?? null);
}
