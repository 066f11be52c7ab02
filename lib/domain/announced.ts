import type { LocalDate } from "./dates";
import { isOutcome, shownStatus } from "./status";
import type { DayStatus, ShownStatus } from "./vocabulary";

/** What became of an announced day that is over. That nobody reported it is one of the answers, never left out. */
export const ANNOUNCED_OUTCOMES = [
  "held",
  "partly_held",
  "failed",
  "cancelled",
  "outcome_not_reported",
] as const satisfies readonly ShownStatus[];
export type AnnouncedOutcome = (typeof ANNOUNCED_OUTCOMES)[number];

/** Days of which these rules cannot tell one from another, and how many they are. */
export type Days = {
  status: DayStatus;
  evidenced: boolean;
  /** A claim that still stands announces the day or agrees on it. */
  announced: boolean;
  timeZone: string;
  /** The first and the last of them. */
  from: LocalDate;
  to: LocalDate;
  count: number;
};

export type Share = {
  /** Announced days that are over: what every share is a share of. */
  announced: number;
  outcomes: Record<AnnouncedOutcome, number>;
  /** The first and the last announced day; null where there is none. */
  period: { from: LocalDate; to: LocalDate } | null;
  /** On record, and no announced day that is over. */
  left: {
    /** Not over yet. */
    ahead: number;
    /** Offered by one side, and no other side agreed. */
    offered: number;
    /** With an outcome, and nobody is on record as having announced them. */
    unannounced: number;
  };
};

/**
 * What one day counts as. A day is announced where the record calls it announced or cancelled, or where it has an outcome
 * and a claim that announces it. What lies ahead or is not over is in no share yet, so that no share changes for the
 * better while a day is still waiting for its outcome.
 */
export function reckonedAs(
  day: { status: DayStatus; evidenced: boolean; announced: boolean; date: LocalDate; timeZone: string },
  now: Date,
  today: LocalDate,
): AnnouncedOutcome | keyof Share["left"] {
  if (day.date >= today) return "ahead";
  if (day.status === "proposed") return "offered";
  if (isOutcome(day.status) && !day.announced) return "unannounced";
  return shownStatus(day, now) as AnnouncedOutcome;
}

/**
 * What became of announced days.
 * @param groups whose days are all over at `now`, or all not
 * @param todayIn the local date in a zone at `now`
 */
export function shareOf(groups: readonly Days[], now: Date, todayIn: (timeZone: string) => LocalDate): Share {
  const share: Share = {
    announced: 0,
    outcomes: { held: 0, partly_held: 0, failed: 0, cancelled: 0, outcome_not_reported: 0 },
    period: null,
    left: { ahead: 0, offered: 0, unannounced: 0 },
  };
  for (const { from, to, count, ...day } of groups) {
    const as = reckonedAs({ ...day, date: to }, now, todayIn(day.timeZone));
    if (as === "ahead" || as === "offered" || as === "unannounced") {
      share.left[as] += count;
      continue;
    }
    share.announced += count;
    share.outcomes[as] += count;
    const { period } = share;
    share.period = {
      from: period && period.from < from ? period.from : from,
      to: period && period.to > to ? period.to : to,
    };
  }
  return share;
}

/** From how many days on a percentage says more than it hides. */
const ENOUGH = 10;

/** Whole percent; null where the days are too few for one. */
export const percentOf = (part: number, whole: number): number | null =>
  whole < ENOUGH ? null : Math.round((100 * part) / whole);
