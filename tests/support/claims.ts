import fc from "fast-check";
import type { DayClaimInput, DayInput } from "@/lib/domain/inputs";
import { CLAIM_KINDS, type ClaimKind, OUTCOMES, type Outcome } from "@/lib/domain/vocabulary";

/** Parties by slug, with the side that each belongs to. */
const SIDES = {
  ukraine: "ukraine",
  "mariupol-city-council": "ukraine",
  russia: "russia",
  "russian-forces": "russia",
  icrc: null,
  reuters: null,
} as const;
export type Name = keyof typeof SIDES;
export const NAMES = Object.keys(SIDES) as Name[];
export const party = (slug: Name) => ({ slug, side: SIDES[slug] });

export type Said = {
  kind: ClaimKind;
  outcome: Outcome | null;
  statement: string;
  claimant: ReturnType<typeof party>;
  addressee: ReturnType<typeof party> | null;
  source: { retracted: boolean };
};

let statements = 0;
/** What `by` said, as the rules see it; a statement of its own unless told otherwise. */
export const said = (
  kind: ClaimKind,
  by: Name,
  more: { outcome?: Outcome; of?: Name; statement?: string; retracted?: boolean } = {},
): Said => ({
  kind,
  outcome: more.outcome ?? null,
  statement: more.statement ?? `s-${++statements}`,
  claimant: party(by),
  addressee: more.of ? party(more.of) : null,
  source: { retracted: more.retracted ?? false },
});
export const outcome = (by: Name, what: Outcome, more: { statement?: string; retracted?: boolean } = {}) =>
  said("outcome", by, { ...more, outcome: what });

/** Any claim that a day may carry. */
export const anyClaim: fc.Arbitrary<Said> = fc
  .record({
    kind: fc.constantFrom(...CLAIM_KINDS),
    outcome: fc.constantFrom(...OUTCOMES),
    statement: fc.constantFrom("s-1", "s-2", "s-3"),
    by: fc.constantFrom(...NAMES),
    of: fc.constantFrom(...NAMES),
    retracted: fc.boolean(),
  })
  .map(({ kind, by, of, outcome: what, statement, retracted }) =>
    said(kind, by, { statement, retracted, of, outcome: kind === "outcome" ? what : undefined }),
  );

/** A claim as a form sends it; complete, unless told otherwise. */
export const claimInput = (kind: ClaimKind, more: Partial<DayClaimInput> = {}): DayClaimInput => ({
  key: null,
  kind,
  claimant: "ukraine",
  speaker: null,
  addressee: ["blame", "denial", "rejection"].includes(kind) ? "russia" : null,
  outcome: kind === "outcome" ? "held" : null,
  countOf: kind === "evacuees" ? "people" : kind === "casualties" ? "injured" : null,
  countMin: kind === "evacuees" || kind === "casualties" ? 600 : null,
  countMax: kind === "evacuees" || kind === "casualties" ? 600 : null,
  countQualifier: kind === "evacuees" || kind === "casualties" ? "exact" : null,
  unverifiedBy: null,
  summaryEn: "What was said.",
  summaryUk: "",
  source: "report-a",
  sourcePlace: null,
  statement: null,
  saidOn: null,
  saidOnPrecision: null,
  ...more,
});

/** A corridor day as a form sends it: held on 14 March 2022, on one claim. */
export const dayInput = (more: Partial<DayInput> = {}): DayInput => ({
  corridor: "mariupol-to-zaporizhzhia",
  date: "2022-03-14",
  datePrecision: "day",
  periodFrom: null,
  periodTo: null,
  status: "held",
  evacueesMin: null,
  evacueesMax: null,
  evacueesQualifier: null,
  noteEn: "",
  noteUk: "",
  claims: [claimInput("outcome")],
  ...more,
});
