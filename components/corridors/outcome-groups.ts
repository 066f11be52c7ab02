import { shownStatus } from "@/lib/domain/status";
import type { ShownStatus } from "@/lib/domain/vocabulary";
import type { BoardRow } from "./board-types";

/** The order of the answers: what held, what held in part, what did not, what is not known. */
export const OUTCOME_GROUPS = ["held", "partly_held", "not_held", "not_known"] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

const GROUP: Record<ShownStatus, OutcomeGroup> = {
  held: "held",
  partly_held: "partly_held",
  failed: "not_held",
  cancelled: "not_held",
  proposed: "not_known",
  announced: "not_known",
  outcome_not_reported: "not_known",
};

/** Corridors by what the last entry of each says at `now`. */
export function byOutcome(rows: BoardRow[], now: Date): Record<OutcomeGroup, BoardRow[]> {
  const groups: Record<OutcomeGroup, BoardRow[]> = { held: [], partly_held: [], not_held: [], not_known: [] };
  for (const row of rows) groups[GROUP[shownStatus(row.latest, now)]].push(row);
  return groups;
}
