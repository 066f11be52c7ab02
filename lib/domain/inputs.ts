import { z } from "zod";
import { isDate, isTimeZone } from "./dates";
import type { Problem } from "./errors";
import {
  CLAIM_KINDS,
  COUNTED,
  DATE_PRECISIONS,
  DAY_STATUSES,
  OUTCOMES,
  PARTY_KINDS,
  PLACE_KINDS,
  PLACE_PRECISIONS,
  PURPOSES,
  QUALIFIERS,
} from "./vocabulary";

/**
 * What the doors (form, import, seed) hand to the commands. Empty text means "not stated" and becomes null.
 * Messages are codes: `problem.CODE` in lib/i18n has the sentence.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out; PostgreSQL cannot even store NUL
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const clean = (max: number) =>
  z
    .string("invalid")
    .transform((text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim())
    .pipe(
      z
        .string()
        .max(max, "too_long")
        .refine((text) => !CONTROL.test(text), "control_character"),
    );
const required = (max: number) => clean(max).pipe(z.string().min(1, "required"));
const text = (max: number) => z.preprocess((value) => value ?? "", clean(max));
const optional = (max: number) => text(max).transform((value) => value || null);
const blank = (value: unknown) => (value === "" || value === undefined ? null : value);
const oneOf = <T extends readonly [string, ...string[]]>(values: T) => z.enum(values, "unknown_value");
const optionalOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(blank, oneOf(values).nullable());

export const slug = z
  .string("required")
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "slug")
  .max(100, "too_long");
const optionalSlug = z.preprocess(blank, slug.nullable());
const date = z.string("required").refine(isDate, "date");
const optionalDate = z.preprocess(blank, date.nullable());
/** Whole numbers as typed: spaces and thin spaces between groups are fine. */
const number = z.preprocess(
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
const url = optional(2000).refine((value) => value === null || /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(value), "url");

export const claimFields = {
  key: z.preprocess(blank, slug.nullable()),
  kind: oneOf(CLAIM_KINDS),
  claimant: slug,
  speaker: optional(200),
  addressee: optionalSlug,
  outcome: optionalOf(OUTCOMES),
  countOf: optionalOf(COUNTED),
  countMin: number,
  countMax: number,
  countQualifier: optionalOf(QUALIFIERS),
  unverifiedBy: optionalSlug,
  summaryEn: text(1000),
  summaryUk: text(1000),
  source: slug,
  sourcePlace: optional(200),
  statement: z.preprocess(blank, slug.nullable()),
  saidOn: optionalDate,
  saidOnPrecision: optionalOf(DATE_PRECISIONS),
};

export const dayClaimInput = z.object(claimFields);

export const dayInput = z.object({
  corridor: slug,
  date,
  datePrecision: oneOf(DATE_PRECISIONS),
  periodFrom: optionalDate,
  periodTo: optionalDate,
  status: oneOf(DAY_STATUSES),
  evacueesMin: number,
  evacueesMax: number,
  evacueesQualifier: optionalOf(QUALIFIERS),
  noteEn: text(2000),
  noteUk: text(2000),
  claims: z.array(dayClaimInput).max(100, "too_many"),
});

/** A claim whose scope is wider than one corridor day. */
export const wideClaimInput = z.object({
  ...claimFields,
  scope: oneOf(["corridor", "day", "region", "country"] as const),
  corridor: optionalSlug,
  place: optionalSlug,
  date: optionalDate,
  dateTo: optionalDate,
  datePrecision: optionalOf(DATE_PRECISIONS),
});

const degrees = (limit: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? (value.trim() === "" ? null : Number(value)) : (value ?? null)),
    z.number("degrees").min(-limit, "degrees").max(limit, "degrees").nullable(),
  );

export const placeInput = z.object({
  slug: optionalSlug,
  kind: oneOf(PLACE_KINDS),
  nameEn: required(200),
  nameUk: required(200),
  precision: oneOf(PLACE_PRECISIONS),
  lat: degrees(90),
  lon: degrees(180),
  adm1: optional(20),
  adm1Vocabulary: optional(60),
  adm1Name: optional(200),
  country: z.string("required").regex(/^[A-Z]{3}$/, "country"),
  timeZone: optional(60).refine((zone) => zone === null || isTimeZone(zone), "time_zone"),
  aliases: z.array(required(200)).max(50, "too_many").default([]),
});

export const partyInput = z.object({
  slug: optionalSlug,
  kind: oneOf(PARTY_KINDS),
  nameEn: required(200),
  nameUk: required(200),
  side: optionalSlug,
});

export const sourceInput = z.object({
  slug: optionalSlug,
  file: optional(200),
  publisher: optional(200),
  publishedOn: optionalDate,
  publishedOnPrecision: optionalOf(DATE_PRECISIONS),
  url,
  archiveUrl: url,
  retrievedAt: z.preprocess(blank, z.coerce.date("date").nullable()),
  sha256: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[0-9a-f]{64}$/, "sha256")
      .nullable(),
  ),
});

export const corridorInput = z.object({
  slug: optionalSlug,
  origin: slug,
  destination: slug,
  purpose: oneOf(PURPOSES),
  continuedAs: optionalSlug,
});

export type DayInput = z.output<typeof dayInput>;
export type DayClaimInput = z.output<typeof dayClaimInput>;
export type WideClaimInput = z.output<typeof wideClaimInput>;
export type PlaceInput = z.output<typeof placeInput>;
export type PartyInput = z.output<typeof partyInput>;
export type SourceInput = z.output<typeof sourceInput>;
export type CorridorInput = z.output<typeof corridorInput>;

/**
 * Parses unknown input.
 * @returns the value, or the problems with the path of each field (`claims.2.source`)
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
): { ok: true; value: z.output<S> } | { ok: false; problems: Problem[] } {
  const parsed = schema.safeParse(input, { error: () => "invalid" });
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({ field: issue.path.join("."), code: issue.message })),
  };
}
