import { z } from "zod";
import { text } from "./fields";
import { fieldsOf, type Payload } from "./payloads";

/** What stands in the place of a text that was removed from the record for good. */
export const STUB = "[redacted]";

/** What people wrote, by the names that history keeps. All else are keys, codes, numbers and dates. */
const TEXTS = new Set(
  "note_en note_uk summary_en summary_uk speaker source_place name name_uk adm1_name publisher".split(" "),
);
/** What readers would follow, or may stand only once: emptied instead. */
const ADDRESSES = new Set(["url", "archive_url", "file"]);
/** A shorter text goes only where it is all that a field says: anything else has it in it by chance. */
const SHORTEST_PASSAGE = 4;

/** Whether a redaction can have taken something out of a field of an entry. */
export const isRedactable = (field: string): boolean =>
  TEXTS.has(field) || ADDRESSES.has(field) || field === "aliases" || field === "claims";

/** The passages that are to go. */
export const passagesInput = z.object({
  texts: z
    .array(text(2000))
    .max(100, "too_many")
    .transform((texts) => texts.filter((one) => one && !STUB.includes(one)))
    .refine((texts) => texts.length > 0, "nothing_to_redact"),
});

/** One text of an entry, as some version of it had it. */
export type KeptText = { field: string; text: string };

const claimsIn = (payload: Payload): Payload[] => (Array.isArray(payload.claims) ? (payload.claims as Payload[]) : []);

/** Every text that versions of an entry hold, each once, in the order of the fields. */
export function textsIn(versions: readonly (Payload | null)[]): KeptText[] {
  const found = new Map<string, KeptText>();
  const add = (field: string, text: unknown) => {
    if (typeof text === "string" && text && text !== STUB) found.set(`${field} ${text}`, { field, text });
  };
  for (const version of versions)
    for (const payload of version ? [version, ...claimsIn(version)] : [])
      for (const [field, value] of Object.entries(payload)) {
        if (TEXTS.has(field) || ADDRESSES.has(field)) add(field, value);
        if (field === "aliases") for (const alias of (value ?? []) as unknown[]) add(field, alias);
      }
  return [...found.values()].sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0));
}

const carries = (text: string, passage: string): boolean =>
  text === passage || (passage.length >= SHORTEST_PASSAGE && text.includes(passage));

function without(text: string, passages: readonly string[]): string {
  let left = text;
  for (const passage of passages) {
    if (left === passage) return STUB;
    // what stands there for an earlier one is left alone
    if (carries(left, passage))
      left = left
        .split(STUB)
        .map((part) => part.split(passage).join(STUB))
        .join(STUB);
  }
  return left;
}

/**
 * A version of an entry without these passages, wherever one of its texts is one or has one in it.
 * @returns it, and the fields that had any: those of claims are `claims`
 */
export function redacted(payload: Payload, passages: readonly string[]): { payload: Payload; fields: string[] } {
  const longestFirst = passages.toSorted((a, b) => b.length - a.length);
  const fields: string[] = [];
  const clean = ([field, value]: [string, unknown]): [string, unknown] => {
    const left = cleaned(field, value);
    if (JSON.stringify(left) !== JSON.stringify(value)) fields.push(field);
    return [field, left];
  };
  const cleaned = (field: string, value: unknown): unknown => {
    if (field === "claims") return claimsIn(payload).map((claim) => redacted(claim, passages).payload);
    if (field === "aliases" && Array.isArray(value))
      return [...new Set(value.map((alias) => without(String(alias), longestFirst)))];
    if (typeof value !== "string") return value;
    if (ADDRESSES.has(field)) return longestFirst.some((passage) => carries(value, passage)) ? null : value;
    return TEXTS.has(field) ? without(value, longestFirst) : value;
  };
  return { payload: Object.fromEntries(Object.entries(payload).map(clean)), fields };
}

/** Names of history with those that forms have for the same. */
const withForms = (names: Iterable<string>): Set<string> => {
  const known = [...names];
  return new Set([...known, ...Object.keys(fieldsOf<Payload>(Object.fromEntries(known.map((name) => [name, ""]))))]);
};
/** What waits has a few texts that history has not, or has as lists. */
const TEXTS_WAITING = withForms([...TEXTS, "aliases", "reason", "comment"]);
const ADDRESSES_WAITING = withForms(ADDRESSES);

/**
 * A draft or a suggestion as it is kept, without these passages in what people wrote into it. Keys, codes and dates that
 * read the same stay: it is still the form that it was.
 */
export function redactedForm<T>(kept: T, passages: readonly string[]): T {
  const longestFirst = passages.toSorted((a, b) => b.length - a.length);
  // what was typed is kept as it was typed, also with accents apart from their letters
  const left = (text: string): string => {
    const whole = text.normalize("NFC");
    const kept = without(whole, longestFirst);
    return kept === whole ? text : kept;
  };
  const clean = (value: unknown, field: string): unknown => {
    // the key of a warning that was gone past quotes what it warns of
    if (field === "onPurpose" && Array.isArray(value))
      return value.filter((key) => !longestFirst.some((passage) => carries(String(key), passage)));
    if (Array.isArray(value)) return value.map((one) => clean(one, field));
    if (value !== null && typeof value === "object")
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, clean(one, name.slice(name.lastIndexOf(".") + 1))]),
      );
    if (typeof value !== "string") return value;
    if (ADDRESSES_WAITING.has(field)) return longestFirst.some((passage) => carries(value, passage)) ? "" : value;
    return TEXTS_WAITING.has(field) ? left(value) : value;
  };
  return clean(kept, "") as T;
}
