import type { ShownStatus } from "@/lib/domain/vocabulary";

/**
 * How the line of a status is drawn, in pixels of the screen. No two are alike without their colour: solid, double, long
 * dashes, dashes with dots, dots, short dashes, ticks.
 */
export type Stroke = {
  tone: "held" | "failed" | "unknown";
  width: number;
  dashes?: string;
  round?: true;
  /** A second, paper-coloured line of this width inside the first. */
  core?: number;
};

export const STROKES: Record<ShownStatus, Stroke> = {
  held: { tone: "held", width: 3.5 },
  partly_held: { tone: "held", width: 6, core: 2.5 },
  failed: { tone: "failed", width: 3.5, dashes: "12 5" },
  cancelled: { tone: "unknown", width: 2.5, dashes: "11 4 2 4" },
  outcome_not_reported: { tone: "unknown", width: 4, dashes: ".1 7", round: true },
  announced: { tone: "unknown", width: 2, dashes: "5 4" },
  proposed: { tone: "unknown", width: 7, dashes: "1.5 5" },
};
