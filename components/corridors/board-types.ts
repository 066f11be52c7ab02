import type { LocalDate } from "@/lib/domain/dates";
import type { Window } from "@/lib/domain/freshness";
import type { BriefDay, Claim, Corridor, CorridorDay } from "@/lib/domain/record";

export type BoardRow = {
  corridor: Corridor;
  latest: CorridorDay;
  bar: (BriefDay | null)[];
  disputes: Claim[];
};

/** What the board is made of. */
export type BoardView = {
  window: Window;
  dates: LocalDate[];
  rows: BoardRow[];
  /** Corridors without an entry in the days that the board takes for recent: what they are like is not known. */
  silent: { corridors: number; from: LocalDate; to: LocalDate };
  /** More corridors than the board has room for. */
  more: boolean;
  totals: Claim[];
  claims: Claim[];
  asOf: Date | null;
  lastCheckedAt: Date | null;
};

/** The days that the last entries of corridors speak of, first and last. */
export function datesOf(rows: readonly BoardRow[]): [from: LocalDate, to: LocalDate] {
  const dates = rows
    .flatMap(({ latest }) => [latest.period?.from ?? latest.date, latest.period?.to ?? latest.date])
    .sort();
  return [dates[0] ?? "", dates.at(-1) ?? ""];
}
