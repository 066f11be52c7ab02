import { isDate, type LocalDate } from "./dates";
import { CLAIM_FIELDS, claimsOf, EMPTY_CLAIM, withClaims, withoutEmptyClaims } from "./day-form";
import type { Problem } from "./errors";
import { only, type Typed } from "./typed";
import type { ClaimKind, Counted, Outcome } from "./vocabulary";

/** One report that speaks of many corridors: what its form holds, by field. */
// source               the report
// dates.N              the days that it speaks of
// on.CORRIDOR          ticked: it speaks of this corridor
// status.CORRIDOR      what its days are now; "" leaves them as they are
// claims.N.about       the only corridor that a claim is about; "" for all that are ticked

/** The most days of one report in one pass. */
export const MOST_DATES = 7;

const DATE = /^dates\.(\d)$/;

/** The days in their order, as typed, empty ones too. */
export function datesOf(typed: Typed): string[] {
  const last = Object.keys(typed).reduce((max, name) => Math.max(max, Number(DATE.exec(name)?.[1] ?? -1)), -1);
  return Array.from({ length: Math.min(last + 1, MOST_DATES) }, (_, i) => typed[`dates.${i}`] ?? "");
}

export const tickedIn = (typed: Typed): string[] =>
  Object.keys(typed).flatMap((name) => (name.startsWith("on.") ? [name.slice(3)] : []));

/** The statuses chosen for corridors that are not ticked: publishing would drop them. */
export const notTicked = (typed: Typed): Problem[] =>
  Object.entries(typed).flatMap(([field, value]) =>
    field.startsWith("status.") && value !== "" && typed[`on.${field.slice(7)}`] === undefined
      ? [{ field, code: "status_not_ticked" }]
      : [],
  );

/** `date.add`: the form with room for another day; null for any other button. */
export function withDate(typed: Typed, intent: string): { values: Typed; focus: string } | null {
  if (intent !== "date.add") return null;
  const at = Math.min(datesOf(typed).length, MOST_DATES - 1);
  return { values: { [`dates.${at}`]: "", ...typed }, focus: `dates.${at}` };
}

/** The common sentences of reports: which fields of a claim each fills. The words of each stand in lib/i18n. */
export const TEMPLATES = {
  blame_shelling: { kind: "blame", answers: true },
  blame_stopping: { kind: "blame", answers: true },
  denial: { kind: "denial", answers: true },
  rejection: { kind: "rejection", answers: true },
  announcement: { kind: "announcement" },
  agreement: { kind: "agreement" },
  held: { kind: "outcome", outcome: "held" },
  failed: { kind: "outcome", outcome: "failed" },
  evacuees: { kind: "evacuees", countOf: "people" },
} as const satisfies Record<string, { kind: ClaimKind; outcome?: Outcome; countOf?: Counted; answers?: true }>;
export type Template = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as Template[];

export const isTemplate = (name: string): name is Template => Object.hasOwn(TEMPLATES, name);

/**
 * The form with one more claim, filled from a template; an empty claim is filled first.
 * @param said the claim's summaries
 */
export function withTemplate(
  typed: Typed,
  name: Template,
  who: { claimant: string; addressee: string },
  said: { en: string; uk: string },
): { values: Typed; focus: string } {
  const template: { kind: ClaimKind; outcome?: Outcome; countOf?: Counted; answers?: true } = TEMPLATES[name];
  const claims = claimsOf(withoutEmptyClaims(typed));
  const source = typed.source ?? claims.at(-1)?.source ?? "";
  const claim = {
    ...EMPTY_CLAIM,
    source,
    kind: template.kind,
    claimant: who.claimant,
    addressee: template.answers ? who.addressee : "",
    outcome: template.outcome ?? "",
    countOf: template.countOf ?? "",
    summaryEn: said.en,
    summaryUk: said.uk,
  };
  const rest = only(typed, (field) => !field.startsWith("template."));
  const at = `claims.${claims.length}.`;
  return {
    values: withClaims(rest, [...claims, claim]),
    focus: template.kind === "evacuees" ? `${at}countMin` : `${at}summaryEn`,
  };
}

export type ReportedDay = {
  corridor: string;
  date: LocalDate;
  /** null: as it is. */
  status: string | null;
  /** The claims about it, each with its number in the form. */
  claims: { at: number; claim: Typed }[];
};

/** The form as the days that it is about, in the order of corridors and dates. */
export function reportedDays(typed: Typed): ReportedDay[] {
  const claims = claimsOf(withoutEmptyClaims(typed)).map((claim, at) => ({ at, claim }));
  const dates = [...new Set(datesOf(typed))].filter(isDate).sort();
  return tickedIn(typed).flatMap((corridor) =>
    dates.map((date) => ({
      corridor,
      date,
      status: typed[`status.${corridor}`] || null,
      claims: claims
        .filter(({ claim }) => !claim.about || claim.about === corridor)
        .map(({ at, claim }) => ({
          at,
          claim: {
            ...only(claim, (name) => (CLAIM_FIELDS as readonly string[]).includes(name)),
            source: typed.source ?? "",
            key: "",
          },
        })),
    })),
  );
}
