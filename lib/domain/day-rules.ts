import { beyond, type Count, countProblem } from "./counts";
import { daysBetween, type LocalDate, phaseOf } from "./dates";
import type { Problem } from "./errors";
import type { DayClaimInput, DayInput, WideClaimInput } from "./inputs";
import { allowedStatuses, evidenceFor, isOutcome } from "./status";
import type { ClaimKind, DatePrecision, Qualifier } from "./vocabulary";

/** The count of three form fields: null for none, a problem where they do not fit together. */
export function countOfFields(
  fields: { min: number | null; max: number | null; qualifier: Qualifier | null },
  field: string,
): { count: Count | null; problems: Problem[] } {
  if (fields.min === null && fields.max === null && fields.qualifier === null) return { count: null, problems: [] };
  if (fields.qualifier === null) return { count: null, problems: [{ field: `${field}Qualifier`, code: "required" }] };
  const count = { min: fields.min, max: fields.max, qualifier: fields.qualifier };
  const code = countProblem(count);
  return code ? { count: null, problems: [{ field: `${field}Min`, code }] } : { count, problems: [] };
}

const claimCount = ({ countMin: min, countMax: max, countQualifier: qualifier }: DayClaimInput, at: string) =>
  countOfFields({ min, max, qualifier }, `${at}count`);

/** What is wrong with one claim by itself. `at` is the field path of the claim, "" or `claims.2.`. */
export function claimProblems(claim: DayClaimInput, at: string, today: LocalDate): Problem[] {
  const problems: Problem[] = [];
  const no = (field: string, code: string) => problems.push({ field: `${at}${field}`, code });
  const answers = claim.kind === "blame" || claim.kind === "denial" || claim.kind === "rejection";
  if (answers && !claim.addressee) no("addressee", `${claim.kind}_addressee`);
  if (claim.kind === "blame" && claim.addressee === claim.claimant) no("addressee", "blame_self");
  if (claim.kind === "outcome" && !claim.outcome) no("outcome", "required");
  if (claim.kind !== "outcome" && claim.outcome) no("outcome", "outcome_kind");
  const { problems: wrong, count } = claimCount(claim, at);
  problems.push(...wrong);
  const counts = claim.kind === "evacuees" || claim.kind === "casualties";
  if (counts && !count && wrong.length === 0) no("countMin", "count_empty");
  if (!counts && (count || claim.countOf)) no("countMin", "count_kind");
  if (counts && !claim.countOf) no("countOf", "required");
  const dead = claim.countOf === "killed" || claim.countOf === "injured";
  if (counts && claim.countOf && dead !== (claim.kind === "casualties")) no("countOf", "count_of_kind");
  if (!claim.summaryEn && !claim.summaryUk) no("summaryEn", "summary_required");
  if (claim.saidOn && claim.saidOn > today) no("saidOn", "date_future");
  return problems;
}

/** Ends and precision of a date: a range has both ends in order, anything else has none. */
export function periodProblems(
  precision: DatePrecision | null,
  from: { field: string; value: LocalDate | null },
  to: { field: string; value: LocalDate | null },
): Problem[] {
  if (precision !== "range") return to.value ? [{ field: to.field, code: "period_precision" }] : [];
  if (!from.value) return [{ field: from.field, code: "required" }];
  if (!to.value) return [{ field: to.field, code: "required" }];
  return from.value > to.value ? [{ field: to.field, code: "period_order" }] : [];
}

/** How far ahead a day can be announced. */
export const FARTHEST_DAYS = 90;

const TELLS_HOW_IT_WENT: readonly ClaimKind[] = ["outcome", "evacuees", "casualties"];

export type DayFacts = {
  /** The zone whose calendar the day is in. */
  timeZone: string;
  now: Date;
  today: LocalDate;
  /** Slugs of sources that were retracted: they support nothing. */
  retracted: ReadonlySet<string>;
};

/**
 * What keeps a corridor day from being published. Rules of the design, "Status":
 * an outcome needs a sourced outcome or obstacle claim; *held* needs a report of passage and no report that passage
 * was stopped or attacked; a day to come can only be proposed, announced or cancelled; a number is one that a claim of
 * this day gives.
 */
export function dayProblems(day: DayInput, { timeZone, now, today, retracted }: DayFacts): Problem[] {
  const problems = day.claims.flatMap((claim, i) => claimProblems(claim, `claims.${i}.`, today));
  const no = (field: string, code: string, values?: Problem["values"]) =>
    problems.push(values ? { field, code, values } : { field, code });

  problems.push(
    ...periodProblems(
      day.datePrecision,
      { field: "periodFrom", value: day.periodFrom },
      { field: "periodTo", value: day.periodTo },
    ),
  );
  if (day.datePrecision !== "range" && day.periodFrom) no("periodFrom", "period_precision");
  if (day.periodFrom && day.periodTo && (day.date < day.periodFrom || day.date > day.periodTo))
    no("date", "period_date");

  const phase = phaseOf(day.date, timeZone, now);
  if (!allowedStatuses(phase).includes(day.status)) no("status", "future_status");
  // nor has anything happened yet on the days of a period that are still to come
  if (isOutcome(day.status) && day.periodTo && phaseOf(day.periodTo, timeZone, now) === "future")
    no("periodTo", "future_status");
  // a wrong year ahead would make an old record look like one about now (lib/domain/freshness.ts)
  if (daysBetween(today, day.date) > FARTHEST_DAYS) no("date", "date_far", { days: FARTHEST_DAYS });

  // nobody can tell how a day went before it began: one of the two dates is wrong
  const begins = day.periodFrom ?? day.date;
  for (const [i, claim] of day.claims.entries())
    if (TELLS_HOW_IT_WENT.includes(claim.kind) && claim.saidOn && claim.saidOn < begins)
      no(`claims.${i}.saidOn`, "said_before");

  const live = day.claims.filter((claim) => !retracted.has(claim.source));
  const has = (kind: DayClaimInput["kind"]) => live.some((claim) => claim.kind === kind);
  if (isOutcome(day.status)) {
    const evidence = evidenceFor(day.status, live);
    if (evidence === "unsourced") no("status", "outcome_unsourced");
    if (evidence === "contradicted") no("status", "held_contradicted");
  } else if (day.status === "cancelled") {
    if (live.length === 0) no("status", "status_unsourced");
  } else if (!has("announcement") && !has("agreement")) no("status", "announcement_unsourced");

  const { count, problems: wrong } = countOfFields(
    { min: day.evacueesMin, max: day.evacueesMax, qualifier: day.evacueesQualifier },
    "evacuees",
  );
  problems.push(...wrong);
  const claimed = live
    .filter((claim) => claim.kind === "evacuees" && claim.countOf === "people")
    .flatMap((claim) => claimCount(claim, "").count ?? []);
  if (count && claimed.length === 0) no("evacueesMin", "count_unsourced");
  else if (count && beyond(count, claimed)) no("evacueesMin", "count_beyond");
  return problems;
}

/** What is wrong with a claim of wider scope: its columns must fit its scope. */
export function wideClaimProblems(claim: WideClaimInput, today: LocalDate): Problem[] {
  const problems = claimProblems(claim, "", today);
  const no = (field: string, code: string) => problems.push({ field, code });
  const needsPlace = claim.scope === "region" || claim.scope === "country";
  if (claim.scope === "corridor" && !claim.corridor) no("corridor", "required");
  if (claim.scope !== "corridor" && claim.corridor) no("corridor", "scope_corridor");
  if (needsPlace && !claim.place) no("place", "required");
  if (!needsPlace && claim.place) no("place", "scope_place");
  if (claim.scope === "day" && !claim.date) no("date", "required");
  if (claim.date && !claim.datePrecision) no("datePrecision", "required");
  if (!claim.date && claim.datePrecision && claim.datePrecision !== "range") no("date", "required");
  problems.push(
    ...periodProblems(
      claim.datePrecision,
      { field: "date", value: claim.date },
      { field: "dateTo", value: claim.dateTo },
    ),
  );
  return problems;
}
