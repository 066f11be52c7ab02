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
  /** More corridors than the board has room for. */
  more: boolean;
  totals: Claim[];
  claims: Claim[];
  asOf: Date | null;
  lastCheckedAt: Date | null;
};
