import type { Claim, Derived, Party } from "./record";
import { evidenceFor, isOutcome } from "./status";
import type { ClaimKind, DayStatus, Grade } from "./vocabulary";

type Graded = Pick<Claim, "kind" | "outcome" | "statement"> & {
  claimant: Pick<Party, "slug" | "side">;
  source: { retracted: boolean };
};
type Judged = Graded & { addressee: Pick<Party, "slug" | "side"> | null };

/** Whom a party speaks for: its side of the war, or itself where it belongs to none. */
export const voiceOf = (party: Pick<Party, "slug" | "side">): string => party.side ?? party.slug;

/** Kinds of claims in which one party blames or answers another. */
export const DISPUTING: readonly ClaimKind[] = ["blame", "denial", "rejection"];

const isPlan = ({ kind }: Graded) => kind === "announcement" || kind === "agreement";

/**
 * What a day's grade speaks of: what happened, or, where nobody reports that, only the plan for the day. A page must say
 * which: "one statement only" beside an outcome that nobody reports is of its announcement.
 */
export function gradedOn(claims: readonly Pick<Graded, "kind" | "source">[], status: DayStatus): "outcome" | "plan" {
  const told = claims.some((claim) => claim.kind === "outcome" && !claim.source.retracted);
  return told || isOutcome(status) ? "outcome" : "plan";
}

/**
 * How well a day is evidenced: over its outcome claims, else over its announcements; the first that fits. Where the
 * status is an outcome that only obstacle claims carry, over those: that both sides announced a corridor says nothing
 * of how it failed. Claims whose source was retracted do not count. Statements are counted, not outlets: ten that quote
 * one are one.
 */
export function gradeOf(claims: readonly Graded[], status: DayStatus): Grade {
  const live = claims.filter((claim) => !claim.source.retracted);
  const outcomes = live.filter((claim) => claim.kind === "outcome");
  const others = isOutcome(status) ? live.filter((claim) => claim.kind === "obstacle") : live.filter(isPlan);
  const voices = outcomes.length ? outcomes : others;
  if (voices.length === 0) return "unsourced";

  // "held", "partly held" and "failed" exclude one another by their definitions
  const contradict = (a: Graded, b: Graded) => a.outcome !== b.outcome && voiceOf(a.claimant) !== voiceOf(b.claimant);
  if (voices.some((a) => voices.some((b) => contradict(a, b)))) return "contested";

  // one voice that contradicts itself corroborates nothing: only statements that agree are counted together
  const agreeing = [...new Set(voices.map((claim) => claim.outcome))].map((outcome) =>
    voices.filter((claim) => claim.outcome === outcome),
  );
  const sides = (group: Graded[]) => new Set(group.flatMap((claim) => claim.claimant.side ?? [])).size;
  if (agreeing.some((group) => sides(group) >= 2)) return "both_sides";
  if (agreeing.some((group) => new Set(group.map((claim) => claim.statement)).size >= 2)) return "corroborated";
  return "single_source";
}

/** True where blame goes both ways: one voice blames another, and that one blames the first. */
export function blameContested(claims: readonly Judged[]): boolean {
  const blames = claims.flatMap((claim) =>
    claim.kind === "blame" && claim.addressee && !claim.source.retracted
      ? [{ from: voiceOf(claim.claimant), to: voiceOf(claim.addressee) }]
      : [],
  );
  return blames.some((a) => a.from !== a.to && blames.some((b) => a.from === b.to && a.to === b.from));
}

/** Everything that is computed from a day's own claims; claims of wider scope do not count. */
export function derive(claims: readonly Judged[], status: DayStatus): Derived {
  const live = claims.filter((claim) => !claim.source.retracted);
  const slugs = (parties: (Pick<Party, "slug"> | null)[]) => [...new Set(parties.flatMap((p) => p?.slug ?? []))].sort();
  return {
    grade: gradeOf(claims, status),
    blameContested: blameContested(claims),
    evidenced: isOutcome(status) && evidenceFor(status, live) === "carried",
    announcedBy: slugs(live.filter(isPlan).map((claim) => claim.claimant)),
    blamed: slugs(live.filter((claim) => claim.kind === "blame").map((claim) => claim.addressee)),
  };
}
