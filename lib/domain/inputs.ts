import { z } from "zod";
import { isTimeZone } from "./dates";
import type { Problem } from "./errors";
import {
  blank,
  date,
  degrees,
  instant,
  number,
  oneOf,
  optionalDate,
  optionalLine,
  optionalOf,
  optionalSlug,
  reason,
  requiredLine,
  slug,
  text,
  url,
} from "./fields";
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

/** What the doors (form, import, seed) hand to the commands. */

export const claimFields = {
  key: optionalSlug,
  kind: oneOf(CLAIM_KINDS),
  claimant: slug,
  speaker: optionalLine(200),
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
  sourcePlace: optionalLine(200),
  statement: optionalSlug,
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

/** Why an entry is changed. */
export const reasonInput = z.object({ reason });

/** What one shift leaves for the next. */
export const handoverInput = z.object({ text: text(2000).pipe(z.string().min(1, "required")) });

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

export const placeInput = z
  .object({
    slug: optionalSlug,
    kind: oneOf(PLACE_KINDS),
    nameEn: requiredLine(200),
    nameUk: requiredLine(200),
    precision: oneOf(PLACE_PRECISIONS),
    lat: degrees(90),
    lon: degrees(180),
    adm1: optionalLine(20),
    adm1Vocabulary: optionalLine(60),
    adm1Name: optionalLine(200),
    country: z.string("required").regex(/^[A-Z]{3}$/, "country"),
    timeZone: optionalLine(60).refine((zone) => zone === null || isTimeZone(zone), "time_zone"),
    aliases: z.array(requiredLine(200)).max(50, "too_many").default([]),
  })
  .superRefine(({ lat, lon }, check) => {
    if ((lat === null) !== (lon === null)) check.addIssue({ code: "custom", path: ["lat"], message: "degrees_both" });
  });

export const partyInput = z.object({
  slug: optionalSlug,
  kind: oneOf(PARTY_KINDS),
  nameEn: requiredLine(200),
  nameUk: requiredLine(200),
  side: optionalSlug,
});

export const sourceInput = z
  .object({
    slug: optionalSlug,
    file: optionalLine(200),
    publisher: optionalLine(200),
    publishedOn: optionalDate,
    publishedOnPrecision: optionalOf(DATE_PRECISIONS),
    url,
    archiveUrl: url,
    retrievedAt: instant,
    sha256: z.preprocess(
      blank,
      z
        .string()
        .regex(/^[0-9a-f]{64}$/, "sha256")
        .nullable(),
    ),
  })
  .superRefine((source, check) => {
    // what nobody can look up is no source
    if (!source.url && !source.file && !source.publisher)
      check.addIssue({ code: "custom", path: ["url"], message: "source_empty" });
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
