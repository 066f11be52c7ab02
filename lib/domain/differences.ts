import type { Payload } from "./payloads";

/** A field of a version that is not what it was; null on the side where it is empty. */
export type FieldChange = { field: string; before: unknown; after: unknown };

export type ClaimChange =
  | { change: "added"; claim: Payload }
  | { change: "removed"; claim: Payload }
  /** `claim` is what it became. */
  | { change: "changed"; claim: Payload; fields: FieldChange[] };

/** What one version of an entry changed: its own fields, and its claims, each known by its key. */
export type Differences = {
  fields: FieldChange[];
  claims: ClaimChange[];
  /** The claims of the new version in their order, by key. */
  order: string[];
  /** Claims that were there before stand in another order. */
  reordered: boolean;
};

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const keyOf = (claim: Payload) => String(claim.claim);
const claimsIn = (version: Payload | null): Payload[] =>
  Array.isArray(version?.claims) ? (version.claims as Payload[]) : [];

/** Fields in which two versions differ, in the order in which history keeps them; a list of claims is not one of them. */
function fieldChanges(before: Payload, after: Payload): FieldChange[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .filter((field) => field !== "claims" && !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** What has to be done to `before` to get `after`; null stands for an entry that is not there. */
export function differencesOf(before: Payload | null, after: Payload | null): Differences {
  const old = new Map(claimsIn(before).map((claim) => [keyOf(claim), claim]));
  const now = new Map(claimsIn(after).map((claim) => [keyOf(claim), claim]));
  const stayed = [...old.keys()].filter((key) => now.has(key));
  return {
    fields: fieldChanges(before ?? {}, after ?? {}),
    claims: [
      ...[...now].flatMap(([key, claim]): ClaimChange[] => {
        const was = old.get(key);
        if (!was) return [{ change: "added", claim }];
        const fields = fieldChanges(was, claim);
        return fields.length > 0 ? [{ change: "changed", claim, fields }] : [];
      }),
      ...[...old].flatMap(([key, claim]): ClaimChange[] => (now.has(key) ? [] : [{ change: "removed", claim }])),
    ],
    order: [...now.keys()],
    reordered: stayed.join() !== [...now.keys()].filter((key) => old.has(key)).join(),
  };
}

/** About how many characters it takes to tell what one version changed: all of a first one, but of its claims a line each. */
export function lengthOf(before: Payload | null, after: Payload | null): number {
  if (!after) return 0;
  const { fields, claims } = differencesOf(before, after);
  return JSON.stringify(before ? [fields, claims] : [fields, claims.map(({ claim }) => claim.statement)]).length;
}

/** The version that the differences lead to: what differencesOf() leaves out has not changed. */
export function withDifferences(before: Payload, { fields, claims, order }: Differences): Payload {
  const after: Payload = { ...before, ...Object.fromEntries(fields.map(({ field, after }) => [field, after])) };
  if (!("claims" in before) && order.length === 0) return after;
  const byKey = new Map(claimsIn(before).map((claim) => [keyOf(claim), claim]));
  for (const { change, claim } of claims) if (change !== "removed") byKey.set(keyOf(claim), claim);
  return { ...after, claims: order.flatMap((key) => byKey.get(key) ?? []) };
}
