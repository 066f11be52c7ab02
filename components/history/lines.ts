import { corridorTitle } from "@/components/corridors/corridor-name";
import { placeInSource, sourceTitle } from "@/components/sources/source-reference";
import type { LocalDate } from "@/lib/domain/dates";
import type { Payload } from "@/lib/domain/payloads";
import type { Corridor, Party, Place, Source } from "@/lib/domain/record";
import { type Bilingual, inLanguage } from "@/lib/domain/text";
import {
  CLAIM_KINDS,
  CLAIM_SCOPES,
  COUNTED,
  DATE_PRECISIONS,
  DAY_STATUSES,
  type Locale,
  OUTCOMES,
  QUALIFIERS,
} from "@/lib/domain/vocabulary";
import { countText, dateRange, dateWithPrecision, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

/** Who and what the versions of an entry speak of, by slug. */
export type Names = {
  parties: Map<string, Party>;
  sources: Map<string, Source>;
  places: Map<string, Place>;
  corridors: Map<string, Corridor>;
};

/** One thing that a version says, in the reader's words; "" where it says nothing. */
export type Line = {
  name: keyof typeof FIELDS;
  /** What the line is about; beside a status or an outcome always its day. */
  label: string;
  before: string;
  after: string;
  /** A text of the record itself, compared word by word, in the language in which it is kept. */
  lang: Locale | null;
};

/** The fields of history that each line tells, together. */
const FIELDS = {
  status: ["status"],
  scope: ["scope"],
  corridor: ["corridor"],
  place: ["place"],
  about: ["date", "date_to"],
  date: ["date_precision", "period_from", "period_to"],
  timeZone: ["time_zone"],
  evacuees: ["evacuees_min", "evacuees_max", "evacuees_qualifier"],
  noteEn: ["note_en"],
  noteUk: ["note_uk"],
  kind: ["kind"],
  claimant: ["claimant"],
  speaker: ["speaker"],
  addressee: ["addressee"],
  outcome: ["outcome"],
  count: ["count_of", "count_min", "count_max", "count_qualifier"],
  unverifiedBy: ["unverified_by"],
  summaryEn: ["summary_en"],
  summaryUk: ["summary_uk"],
  source: ["source"],
  sourcePlace: ["source_place"],
  statement: ["statement"],
  saidOn: ["said_on", "said_on_precision"],
} as const;

const LANGUAGES: Partial<Record<keyof typeof FIELDS, Locale>> = {
  noteEn: "en",
  noteUk: "uk",
  summaryEn: "en",
  summaryUk: "uk",
};

const text = (payload: Payload, field: string): string => {
  const value = payload[field];
  return value === null || value === undefined ? "" : String(value);
};
const whole = (payload: Payload, field: string): number | null => {
  const value = payload[field];
  return typeof value === "number" ? value : null;
};

type Found = (payload: Payload, reader: Reader, names: Names) => string;

const called =
  (field: string, known: (names: Names) => Map<string, { name: Bilingual }>): Found =>
  (payload, { locale }, names) => {
    const slug = text(payload, field);
    const found = known(names).get(slug);
    return (found && inLanguage(found.name, locale)?.text) || slug;
  };

/** A word of the record as the screens call it; one that is none of ours as it stands. */
const word =
  <W extends string>(field: string, words: readonly W[], say: (reader: Reader, word: W) => string): Found =>
  (payload, reader) => {
    const value = text(payload, field);
    return (words as readonly string[]).includes(value) ? say(reader, value as W) : value;
  };

const counted =
  (prefix: string): Found =>
  (payload, { locale, t }) => {
    const qualifier = QUALIFIERS.find((known) => known === text(payload, `${prefix}_qualifier`));
    const [min, max] = [whole(payload, `${prefix}_min`), whole(payload, `${prefix}_max`)];
    if (!qualifier || (min === null && max === null)) return "";
    const of = COUNTED.find((known) => known === text(payload, `${prefix}_of`));
    return countText(t, locale, { min, max, qualifier }, of);
  };

const date: Found = (payload, { locale, t }) => {
  const [from, to] = [text(payload, "period_from"), text(payload, "period_to")];
  const precision = DATE_PRECISIONS.find((known) => known === text(payload, "date_precision"));
  return [from && to && dateRange(locale, from, to), precision && t(`datePrecision.${precision}`)]
    .filter(Boolean)
    .join(". ");
};

const about: Found = (payload, { locale }) => {
  const [from, to] = [text(payload, "date"), text(payload, "date_to")];
  return from && dateRange(locale, from, to || from);
};

const saidOn: Found = (payload, { locale, t }) => {
  const said = text(payload, "said_on");
  const precision = DATE_PRECISIONS.find((known) => known === text(payload, "said_on_precision")) ?? null;
  return said && dateWithPrecision(t, locale, { date: said, precision });
};

const SAY: Record<keyof typeof FIELDS, Found> = {
  status: word("status", DAY_STATUSES, ({ t }, status) => t(`status.${status}`)),
  scope: word("scope", CLAIM_SCOPES, ({ t }, scope) => t(`claimScope.${scope}`)),
  corridor: (payload, reader, { corridors }) => {
    const found = corridors.get(text(payload, "corridor"));
    return found ? corridorTitle(reader, found) : text(payload, "corridor");
  },
  place: called("place", ({ places }) => places),
  about,
  date,
  timeZone: (payload) => text(payload, "time_zone"),
  evacuees: counted("evacuees"),
  noteEn: (payload) => text(payload, "note_en"),
  noteUk: (payload) => text(payload, "note_uk"),
  kind: word("kind", CLAIM_KINDS, ({ t }, kind) => t(`claimKind.${kind}`)),
  claimant: called("claimant", ({ parties }) => parties),
  speaker: (payload) => text(payload, "speaker"),
  addressee: called("addressee", ({ parties }) => parties),
  outcome: word("outcome", OUTCOMES, ({ t }, outcome) => t(`outcome.${outcome}`)),
  count: counted("count"),
  unverifiedBy: called("unverified_by", ({ parties }) => parties),
  summaryEn: (payload) => text(payload, "summary_en"),
  summaryUk: (payload) => text(payload, "summary_uk"),
  source: (payload, reader, { sources }) => {
    const found = sources.get(text(payload, "source"));
    return found ? sourceTitle(reader, found) : text(payload, "source");
  },
  sourcePlace: (payload, { t }) => placeInSource(t, text(payload, "source_place")),
  statement: (payload, { t }) => {
    const statement = text(payload, "statement");
    return statement && statement === text(payload, "claim") ? t("page.history.ownStatement") : statement;
  },
  saidOn,
};
const LINES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
const TOLD = new Set<string>(Object.values(FIELDS).flat());

/**
 * What of these fields can be told, line by line.
 * @param fields names of changed fields; several of them may be one line
 * @param date the day that the entry is about; null where it is about none
 */
export function linesOf(
  reader: Reader,
  names: Names,
  fields: readonly string[],
  before: Payload | null,
  after: Payload | null,
  date: LocalDate | null,
): Line[] {
  const { locale, t } = reader;
  const say = (name: keyof typeof FIELDS, payload: Payload | null) =>
    payload ? SAY[name](payload, reader, names) : "";
  return LINES.filter((name) => FIELDS[name].some((field) => fields.includes(field)))
    .map((name) => ({
      name,
      label:
        date && (name === "status" || name === "outcome")
          ? t(`page.history.dated.${name}`, { date: longDate(locale, date) })
          : t(`page.history.field.${name}`),
      before: say(name, before),
      after: say(name, after),
      lang: LANGUAGES[name] ?? null,
    }))
    .filter((line) => line.before !== line.after);
}

/** Whether a change has parts that no line tells: fields of entries that have lines of another sort. */
export const isTold = (field: string): boolean => TOLD.has(field);

/** A claim in one line: `Blame: Russia → Ukraine`. */
export function claimTitle(reader: Reader, names: Names, claim: Payload): string {
  const addressee = SAY.addressee(claim, reader, names);
  const who = SAY.claimant(claim, reader, names);
  return `${SAY.kind(claim, reader, names)}: ${who}${addressee && ` → ${addressee}`}`;
}
