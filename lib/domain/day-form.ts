import type { Problem } from "./errors";
import type { Payload } from "./payloads";
import { below, only, shown, type Typed, under } from "./typed";

/** The fields of a claim in every form, in the order in which they are typed; `key` is carried along unseen. */
export const CLAIM_FIELDS = [
  "key",
  "kind",
  "claimant",
  "speaker",
  "addressee",
  "outcome",
  "countMin",
  "countMax",
  "countQualifier",
  "countOf",
  "summaryEn",
  "summaryUk",
  "source",
  "sourcePlace",
  "statement",
  "saidOn",
  "saidOnPrecision",
  "unverifiedBy",
] as const;

export const DAY_FIELDS = [
  "corridor",
  "date",
  "datePrecision",
  "periodFrom",
  "periodTo",
  "status",
  "evacueesMin",
  "evacueesMax",
  "evacueesQualifier",
  "noteEn",
  "noteUk",
] as const;

export const WIDE_FIELDS = ["scope", "corridor", "place", "date", "dateTo", "datePrecision"] as const;

const CLAIM = /^claims\.(\d{1,3})\./;

/** The claims of a day's form in their order, each with names of its own (`kind`, `newSource.url`). */
export function claimsOf(typed: Typed): Typed[] {
  const last = Object.keys(typed).reduce((max, name) => Math.max(max, Number(CLAIM.exec(name)?.[1] ?? -1)), -1);
  return Array.from({ length: last + 1 }, (_, i) => below(typed, `claims.${i}.`)).filter(
    (claim) => Object.keys(claim).length > 0,
  );
}

/** The same form with these claims, numbered from 0. */
export const withClaims = (typed: Typed, claims: readonly Typed[]): Typed =>
  Object.assign(
    { ...only(typed, (name) => !CLAIM.test(name)) },
    ...claims.map((claim, i) => under(`claims.${i}.`, claim)),
  );

export const EMPTY_CLAIM: Typed = Object.fromEntries(CLAIM_FIELDS.map((field) => [field, ""]));

/** The form without the claims into which nobody typed anything. */
export const withoutEmptyClaims = (typed: Typed): Typed =>
  withClaims(
    typed,
    claimsOf(typed).filter((claim) => Object.values(claim).some((value) => value.trim() !== "")),
  );

const NEW = /^((?:claims\.\d{1,3}\.)?new(Party|Source|Place)\.)/;
const NOT_ADDED = { Party: "party_not_added", Source: "source_not_added", Place: "place_not_added" } as const;

/**
 * What was typed of parties, reports and places that are not on record and was not added: publishing would drop it. All
 * these fields are empty until somebody fills them.
 * @returns a problem at the first field of each
 */
export function notAdded(typed: Typed): Problem[] {
  const first = new Map<string, Problem>();
  for (const [field, value] of Object.entries(typed)) {
    const [, prefix, kind] = NEW.exec(field) ?? [];
    if (prefix && kind && value.trim() !== "" && !first.has(prefix))
      first.set(prefix, { field, code: NOT_ADDED[kind as keyof typeof NOT_ADDED] });
  }
  return [...first.values()];
}

/**
 * What a button does to the form itself, without saving: `claim.add`, `claim.remove.2`, `claim.up.2`, `claim.down.2`.
 * @returns the form afterwards and the field to go on with, or null for any other button
 */
export function edited(typed: Typed, intent: string): { values: Typed; focus: string } | null {
  const [, verb, at] = /^claim\.(add|remove|up|down)(?:\.(\d{1,3}))?$/.exec(intent) ?? [];
  if (!verb) return null;
  const claims = claimsOf(typed);
  const i = Number(at ?? claims.length);
  if (verb === "add") {
    // a second claim is mostly from the same report
    const last = claims.at(-1);
    claims.push({ ...EMPTY_CLAIM, source: last?.source ?? "", saidOn: last?.saidOn ?? "" });
  } else if (verb === "remove") claims.splice(i, 1);
  else {
    const to = verb === "up" ? i - 1 : i + 1;
    const [moved, other] = [claims[i], claims[to]];
    if (!moved || !other) return { values: typed, focus: `claims.${i}.kind` };
    claims[to] = moved;
    claims[i] = other;
    return { values: withClaims(typed, claims), focus: `claims.${to}.kind` };
  }
  const next = Math.min(i, claims.length - 1);
  return { values: withClaims(typed, claims), focus: next < 0 ? "claim.add" : `claims.${next}.kind` };
}

const fields = (typed: Typed, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, typed[name] ?? ""]));

/** The form as the input of saveDay() (dayInput of lib/domain/inputs.ts checks it). */
export const dayInputOf = (typed: Typed) => ({
  ...fields(typed, DAY_FIELDS),
  claims: claimsOf(typed).map((claim) => fields(claim, CLAIM_FIELDS)),
});

/** The form as the input of saveClaim() (wideClaimInput). */
export const wideInputOf = (typed: Typed) => fields(typed, [...WIDE_FIELDS, ...CLAIM_FIELDS]);

/**
 * What was typed, with the newer version's text wherever the editor had left the older one as it was: an edit of one field
 * must not undo somebody else's of another. The claims of a day count as one field.
 * @param older the version that the form was made from
 * @param newer the one that was saved meanwhile
 */
export function carriedOver(older: Typed, newer: Typed, typed: Typed): Typed {
  const plain = (from: Typed) => only(from, (name) => !CLAIM.test(name));
  const fresh = Object.entries(plain(newer)).filter(([name]) => (typed[name] ?? "") === (older[name] ?? ""));
  const claims = (from: Typed) => JSON.stringify(dayInputOf(withoutEmptyClaims(from)).claims);
  const source = claims(typed) === claims(older) ? newer : typed;
  return withClaims({ ...plain(typed), ...Object.fromEntries(fresh) }, claimsOf(source));
}

const CAMEL = /_(\w)/g;
/** History's names are the public columns (`said_on`), the form's are the inputs' (`saidOn`). */
const fromPayload = (payload: Payload, names: readonly string[]): Typed => {
  const values = Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name.replace(CAMEL, (_, letter) => letter.toUpperCase()), value]),
  );
  return Object.fromEntries(names.map((name) => [name, shown(name === "key" ? payload.claim : values[name])]));
};

/** A claim's own key is what its `statement` says when nothing was typed: the field stays empty then. */
const claimOf = (payload: Payload, names: readonly string[]): Typed => {
  const claim = fromPayload(payload, names);
  return claim.statement === claim.key ? { ...claim, statement: "" } : claim;
};

/** The form of a corridor day as history keeps it. */
export const dayTyped = (payload: Payload): Typed =>
  withClaims(
    fromPayload(payload, DAY_FIELDS),
    ((payload.claims as Payload[] | undefined) ?? []).map((claim) => claimOf(claim, CLAIM_FIELDS)),
  );

/** The form of a claim of wider scope as history keeps it. */
export const wideTyped = (payload: Payload): Typed => claimOf(payload, [...WIDE_FIELDS, ...CLAIM_FIELDS]);

/** An empty form for a corridor day, with room for the first claim. */
export const newDay = (corridor: string, date: string): Typed =>
  withClaims({ ...fields({ corridor, date, datePrecision: "day" }, DAY_FIELDS) }, [EMPTY_CLAIM]);
