import { z } from "zod";
import { isDate } from "./dates";
import { LONGEST_SLUG, SLUG } from "./slugs";

/**
 * The fields that every form, import and setting is made of. Messages are codes: `problem.CODE` in lib/i18n has the
 * sentence. Empty text means "not stated".
 */

/**
 * What no text may hold: control characters (PostgreSQL cannot store NUL), halves of characters (they would be stored
 * as something else than was hashed), and marks that turn the order of letters round on the screen.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

const cleaned = (max: number, tidy: (text: string) => string) =>
  z
    .string("invalid")
    .transform((text) => tidy(text.normalize("NFC").replace(LINE_ENDS, "\n")).trim())
    .pipe(
      z
        .string()
        .max(max, "too_long")
        .refine((text) => !UNSAFE.test(text), "control_character"),
    );
const clean = (max: number) => cleaned(max, (text) => text);
const cleanLine = (max: number) => cleaned(max, (text) => text.replace(/\s+/g, " "));

/** An empty field of a form is the same as none. */
export const blank = (value: unknown) => (value === "" || value === undefined ? null : value);
const missing = (value: unknown) => value ?? "";

/** Text that may have several lines; "" where there is none. */
export const text = (max: number) => z.preprocess(missing, clean(max));
/** Text of one line: a line break in it becomes a space. */
export const line = (max: number) => z.preprocess(missing, cleanLine(max));
export const requiredLine = (max: number) => line(max).pipe(z.string().min(1, "required"));
export const optionalLine = (max: number) => line(max).transform((value) => value || null);

export const oneOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: ({ input }) => (blank(input) === null ? "required" : "unknown_value") });
export const optionalOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(blank, oneOf(values).nullable());

export const slug = z
  .string("required")
  .min(1, { error: "required", abort: true })
  .max(LONGEST_SLUG, { error: "too_long", abort: true })
  .regex(SLUG, "slug");
export const optionalSlug = z.preprocess(blank, slug.nullable());

export const date = z.string("required").min(1, { error: "required", abort: true }).refine(isDate, "date");
export const optionalDate = z.preprocess(blank, date.nullable());

/** Whole numbers as typed: spaces and thin spaces between groups are fine. */
export const number = z.preprocess(
  (value) => (typeof value === "string" ? blank(value.replace(/[\s\u00a0\u202f]/g, "")) : (value ?? null)),
  z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,10}$/, "number")
          .transform(Number),
      ],
      "number",
    )
    .nullable(),
);

export const degrees = (limit: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? (value.trim() === "" ? null : Number(value)) : (value ?? null)),
    z.number("degrees").min(-limit, "degrees").max(limit, "degrees").nullable(),
  );

/** An http(s) address that a browser can open. */
export const url = optionalLine(2000).refine(
  (value) => value === null || (/^https?:\/\/(?=\S+$)[^\s/]+\.\S/i.test(value) && URL.canParse(value)),
  "url",
);

/** An instant of a day that exists: UTC where it names no offset, whatever the zone of this machine. */
export const instant = z.preprocess(
  blank,
  z
    .string("date")
    .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/, {
      error: "date",
      abort: true,
    })
    // the 30th of February would be the 2nd of March
    .refine((written) => isDate(written.slice(0, 10)), "date")
    .transform((written) => new Date(/T.*(Z|[+-]\d{2}:\d{2})$|^[^T]*$/.test(written) ? written : `${written}Z`))
    .pipe(z.date("date"))
    .nullable(),
);

/** Why something was changed: one line, kept in the public history for good. */
export const reason = line(500);
