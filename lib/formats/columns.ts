import type { FileName } from "../domain/files";
import type { Bilingual } from "../domain/text";

/**
 * What stands in a column's cells: a `key` names a row of this or another file, a `list` holds several separated by `; `,
 * a `code` is one of `values`, a `date` is a local calendar date, an `instant` is UTC.
 */
export type ColumnType =
  | "text"
  | "key"
  | "list"
  | "code"
  | "date"
  | "instant"
  | "integer"
  | "decimal"
  | "boolean"
  | "url"
  | "json";

export type Column = {
  name: string;
  type: ColumnType;
  description: Bilingual;
  unit?: string;
  /** Every value that a code can have. */
  values?: readonly string[];
  /** Where lib/i18n says what readers call these values: `purpose` has `evacuation` and `aid`. */
  words?: string;
  /** The file whose first column a key, or each key of a list, names. */
  file?: FileName;
};

type More = Pick<Column, "unit" | "values" | "words" | "file">;

/** One column of a file; `en` and `uk` say what it means, as a sentence without its full stop. */
export const column = (name: string, type: ColumnType, en: string, uk: string, more: More = {}): Column => ({
  name,
  type,
  description: { en, uk },
  ...more,
});

export const updatedAt = column(
  "updated_at",
  "instant",
  "When the entry was last changed",
  "Коли запис востаннє змінено",
);

export const revision = column(
  "revision",
  "integer",
  "Number of the entry's newest revision: `seq` in revisions.csv",
  "Номер найновішої версії запису: `seq` у revisions.csv",
);
