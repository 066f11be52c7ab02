import { ROW_FIELDS } from "./sheet";
import type { Typed } from "./typed";

/** A row of the sheet that is not saved, as a browser keeps it. */
export type KeptRow = {
  /** What stands in its cells, and the reason. */
  values: Typed;
  /** What it was made from. */
  base: number;
  draft: { id: string; version: number } | null;
  /** Of its form: a save that reached us although no answer came back is not carried out again. */
  key: string;
  /** The button that was pressed while there was no connection; null: only typed. */
  waiting: "publish" | "draft" | null;
};

/** By corridor. */
export type KeptRows = Record<string, KeptRow>;

/** How much of a day a browser keeps at most, in characters: far above any real one. */
export const MOST_KEPT = 500_000;
/** After this many days it is thrown away. */
export const KEPT_DAYS = 14;

const text = (value: unknown): value is string => typeof value === "string" && value.length <= 20_000;
const count = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function draftOf(value: unknown): KeptRow["draft"] {
  const { id, version } = (value ?? {}) as { id?: unknown; version?: unknown };
  return text(id) && count(version) ? { id, version } : null;
}

/** One row as it was kept; null where it cannot be read. */
function rowOf(value: unknown): KeptRow | null {
  if (typeof value !== "object" || value === null) return null;
  const { values, base, draft, key, waiting } = value as Record<string, unknown>;
  if (typeof values !== "object" || values === null || !count(base) || !text(key)) return null;
  const cells = [...ROW_FIELDS, "reason"].map((name) => [name, (values as Record<string, unknown>)[name] ?? ""]);
  if (!cells.every(([, cell]) => text(cell))) return null;
  return {
    values: Object.fromEntries(cells) as Typed,
    base,
    draft: draftOf(draft),
    key,
    waiting: waiting === "publish" || waiting === "draft" ? waiting : null,
  };
}

/** Reads what a browser has kept of a day. Whatever cannot be read, or is too old, is as if it were not there. */
export function readKept(kept: string | null, now: Date): KeptRows {
  if (!kept || kept.length > MOST_KEPT) return {};
  try {
    const { at, rows } = JSON.parse(kept) as { at: number; rows: Record<string, unknown> };
    if (!(now.getTime() - at <= KEPT_DAYS * 86_400_000)) return {};
    return Object.fromEntries(
      Object.entries(rows ?? {}).flatMap(([corridor, value]) => {
        const row = rowOf(value);
        return row ? [[corridor, row] as const] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** The same as text; null where there is nothing to keep, or more than a browser should. */
export function writeKept(rows: KeptRows, now: Date): string | null {
  if (Object.keys(rows).length === 0) return null;
  const text = JSON.stringify({ at: now.getTime(), rows });
  return text.length <= MOST_KEPT ? text : null;
}
