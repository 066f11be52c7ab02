import { claimsOf } from "@/lib/domain/day-form";
import type { Typed } from "@/lib/domain/typed";
import type { Option } from "./field";
import type { FormLabels, Lists } from "./lists";

export type Line = { field: string; label: string; text: string };
export type Difference = { field: string; label: string; theirs: string; yours: string };

const labelIn = (options: readonly Option[], value: string | undefined) =>
  value ? (options.find((option) => option.value === value)?.label ?? value) : "";

function countIn(typed: Typed, prefix: string, lists: Lists): string {
  const value = (end: string) => typed[`${prefix}${end}`] ?? "";
  const [min, max] = [value("Min"), value("Max")];
  const range = min && max && min !== max ? `${min}–${max}` : min || max;
  return [labelIn(lists.qualifiers, value("Qualifier")), range, labelIn(lists.counted, value("Of"))]
    .filter(Boolean)
    .join(" ");
}

/** A claim as one line of text, everything in it that can differ. */
export function claimLine(claim: Typed, labels: FormLabels, lists: Lists): string {
  const party = (field: string) => labelIn(lists.parties, claim[field]);
  const who = [party("claimant"), claim.speaker].filter(Boolean).join(", ");
  const parts = [
    `${labelIn(lists.kinds, claim.kind)}: ${who}${claim.addressee ? ` → ${party("addressee")}` : ""}`,
    labelIn(lists.outcomes, claim.outcome),
    countIn(claim, "count", lists),
    claim.summaryEn,
    claim.summaryUk,
    [labelIn(lists.sources, claim.source), claim.sourcePlace].filter(Boolean).join(", "),
    claim.saidOn && `${labels.saidOn}: ${claim.saidOn} ${labelIn(lists.datePrecisions, claim.saidOnPrecision)}`.trim(),
    claim.statement && `${labels.statement}: ${claim.statement}`,
    claim.unverifiedBy && `${labels.unverifiedBy}: ${party("unverifiedBy")}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** The form of a day as lines that can be read and compared: one per field, one per claim. */
export function dayLines(typed: Typed, labels: FormLabels, lists: Lists): Line[] {
  const line = (field: string, label: string, text: string | undefined) => ({ field, label, text: text ?? "" });
  const claims = claimsOf(typed).map((claim) => ({ id: claim.key, text: claimLine(claim, labels, lists) }));
  return [
    line("status", labels.status, labelIn(lists.statuses, typed.status)),
    line("noteEn", labels.noteEn, typed.noteEn),
    line("noteUk", labels.noteUk, typed.noteUk),
    line("evacuees", labels.evacuees, countIn(typed, "evacuees", lists)),
    line("datePrecision", labels.datePrecision, labelIn(lists.datePrecisions, typed.datePrecision)),
    line("period", labels.period, [typed.periodFrom, typed.periodTo].filter(Boolean).join(" – ")),
    ...claims.map(({ id, text }, i) => line(id ? `claim ${id}` : `claim #${i}`, `${labels.claim} ${i + 1}`, text)),
  ];
}

/** A claim of wider scope, likewise. */
export function wideLines(typed: Typed, labels: FormLabels, lists: Lists): Line[] {
  const line = (field: string, label: string, text: string | undefined) => ({ field, label, text: text ?? "" });
  return [
    line("scope", labels.scope, labelIn(lists.scopes, typed.scope)),
    line("corridor", labels.corridor, labelIn(lists.corridors, typed.corridor)),
    line("place", labels.place, labelIn(lists.places, typed.place)),
    line("date", labels.date, [typed.date, typed.dateTo].filter(Boolean).join(" – ")),
    line("datePrecision", labels.datePrecision, labelIn(lists.datePrecisions, typed.datePrecision)),
    line("claim", labels.claim, claimLine(typed, labels, lists)),
  ];
}

/** The lines in which two versions differ; a claim is the same one where its key is. */
export function differences(theirs: Line[], yours: Line[]): Difference[] {
  const fields = [...new Set([...theirs, ...yours].map((line) => line.field))];
  return fields.flatMap((field) => {
    const [a, b] = [theirs, yours].map((lines) => lines.find((line) => line.field === field));
    const both = { field, label: (b ?? a)?.label ?? field, theirs: a?.text ?? "", yours: b?.text ?? "" };
    return both.theirs === both.yours ? [] : [both];
  });
}
