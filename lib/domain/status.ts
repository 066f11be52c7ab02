import { datesAt, endOfDay, type LocalDate } from "./dates";
import { type ClaimKind, type DayStatus, OUTCOMES, type Outcome, type ShownStatus } from "./vocabulary";

export const isOutcome = (status: ShownStatus): status is Outcome => (OUTCOMES as readonly string[]).includes(status);

type Recorded = { status: DayStatus; evidenced: boolean; date: LocalDate; timeZone: string };

/**
 * Whether claims carry an outcome. Any outcome or obstacle claim does, except that *held* needs a report of passage,
 * and none that passage was stopped or attacked: no obstacle, no other outcome, nobody killed or injured.
 * @param claims the day's own, without those whose source was retracted
 */
export function evidenceFor(
  status: Outcome,
  claims: readonly { kind: ClaimKind; outcome: Outcome | null }[],
): "carried" | "unsourced" | "contradicted" {
  if (!claims.some(({ kind }) => kind === "outcome" || kind === "obstacle")) return "unsourced";
  if (status !== "held") return "carried";
  const against = ({ kind, outcome }: { kind: ClaimKind; outcome: Outcome | null }) =>
    kind === "obstacle" || kind === "casualties" || (kind === "outcome" && outcome !== "held");
  return claims.some(against) ? "contradicted" : "carried";
}

/**
 * The status that readers are shown at `now`: as recorded, except that
 * - an announced day that is over without an outcome is `outcome_not_reported`, from the clock, at once;
 * - an outcome that its sources do not carry any more falls back to `outcome_not_reported`.
 */
export const shownStatus = (day: Recorded, now: Date): ShownStatus => shownStatuses(now)(day);

/** shownStatus() for many days at one instant. */
export function shownStatuses(now: Date): (day: Recorded) => ShownStatus {
  const today = datesAt(now);
  return (day) => {
    if (isOutcome(day.status)) return day.evidenced ? day.status : "outcome_not_reported";
    if (day.status === "announced" && day.date < today(day.timeZone)) return "outcome_not_reported";
    return day.status;
  };
}

type Tended = { date: LocalDate; timeZone: string; updatedAt: Date; checkedAt: Date | null };
/** When somebody last updated or checked the entry. */
export const lastTended = ({ updatedAt, checkedAt }: Tended): Date =>
  checkedAt && checkedAt > updatedAt ? checkedAt : updatedAt;

/** Before the local day has ended a status holds only "so far, as of" the entry's last update or check. */
export const soFar = (day: Tended, now: Date): Date | null =>
  now < endOfDay(day.date, day.timeZone) ? lastTended(day) : null;

/**
 * An outcome that was logged while its day went on, and that nobody has looked at since the day ended: midnight alone
 * does not turn "held so far at 08:00" into "held". Null where somebody has, or the day is not over.
 * @returns the instant up to which the outcome is known
 */
export function knownUntil(day: Tended & { status: DayStatus }, now: Date): Date | null {
  const end = endOfDay(day.date, day.timeZone);
  const last = lastTended(day);
  return isOutcome(day.status) && now >= end && last < end ? last : null;
}

/** A day that has not begun can only be proposed, announced or called off. */
export const allowedStatuses = (phase: "future" | "today" | "past"): readonly DayStatus[] =>
  phase === "future"
    ? ["proposed", "announced", "cancelled"]
    : ["proposed", "announced", "held", "partly_held", "failed", "cancelled"];
