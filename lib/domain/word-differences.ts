import { diffArrays } from "diff";

/** A piece of two texts: in both, only in the first, or only in the second; `gap` stands for a long piece left out. */
export type Piece = { kind: "same" | "removed" | "added" | "gap"; text: string };

/** Words of any script, white space, and every other sign by itself. */
const TOKENS = /\s+|[\p{L}\p{M}\p{N}]+(?:[’'ʼ-][\p{L}\p{M}\p{N}]+)*|./gsu;
/** Nothing between two changes that a reader would take for something that stayed. */
const NO_WORD = /^[^\p{L}\p{N}]*$/u;

/** What turned one text into the other, by words. All that is same or removed is the first text, same or added the second. */
export function wordDifferences(before: string, after: string): Piece[] {
  const parts = diffArrays(before.match(TOKENS) ?? [], after.match(TOKENS) ?? []);
  const pieces: Piece[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed) pieces.push({ kind: "removed", text: removed });
    if (added) pieces.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [i, part] of parts.entries()) {
    const text = part.value.join("");
    if (part.removed) removed += text;
    else if (part.added) added += text;
    else if ((removed || added) && i < parts.length - 1 && NO_WORD.test(text)) {
      // one change of several words reads better than one of each word
      removed += text;
      added += text;
    } else {
      flush();
      pieces.push({ kind: "same", text });
    }
  }
  flush();
  return pieces;
}

/** How much of what stayed is shown on each side of a change, in characters. */
const AROUND = 80;

const cutBefore = (text: string): string => text.slice(text.indexOf(" ", text.length - AROUND) + 1 || -AROUND);
const cutAfter = (text: string): string => text.slice(0, Math.max(text.lastIndexOf(" ", AROUND), 1));

/** The pieces with long ones that stayed cut down to what stands around a change, at the ends of words. */
export function shortened(pieces: Piece[]): Piece[] {
  const gap: Piece = { kind: "gap", text: "" };
  return pieces.flatMap((piece, i): Piece[] => {
    const { kind, text } = piece;
    const first = i === 0;
    const last = i === pieces.length - 1;
    if (kind !== "same" || text.length <= AROUND * (first || last ? 1.5 : 3)) return [piece];
    const start = first ? [] : [{ kind, text: cutAfter(text) }];
    const end = last ? [] : [{ kind, text: cutBefore(text) }];
    return [...start, gap, ...end];
  });
}
