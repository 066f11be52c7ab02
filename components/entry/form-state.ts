import type { Typed } from "@/lib/domain/typed";
import type { Difference } from "./day-lines";

/** A sentence about one field; `field` is its name in the form. */
export type FieldProblem = {
  field: string;
  text: string;
  /** A warning, by its key: whoever ticks that it is on purpose may go on. */
  onPurpose?: string;
};

/** What stands now where the editor wanted to save, beside what was typed. */
export type Meanwhile = {
  of: "record" | "draft";
  /** Its revision, or the version of the draft. */
  revision: number;
  /** Who saved it and when, in words. */
  by: string;
  lines: Difference[];
};

/**
 * Everything that a form of the desk shows again after an answer that did not end it.
 * It travels through the answer, so that nothing typed is lost with or without JavaScript.
 */
export type FormState = {
  /** Grows with every answer: the fields are filled anew then. */
  turn: number;
  values: Typed;
  /** The revision that the form was made from; 0 for a new entry. */
  base: number;
  draft: { id: string; version: number } | null;
  /** The suggestion of one's own that this goes on with. */
  suggestion: string | null;
  /** Random, made with the form: a save that is sent twice is carried out once. */
  key: string;
  refusal: { code: string; text: string } | null;
  problems: FieldProblem[];
  /** Warnings that were gone past on purpose, by their keys. */
  onPurpose: readonly string[];
  meanwhile: Meanwhile | null;
  /** Something that was done on the way, for instance a party that was added. */
  notice: string | null;
  /** The field to go on with. */
  focus: string | null;
};

export const newState = (start: Pick<FormState, "values" | "base" | "key"> & Partial<FormState>): FormState => ({
  turn: 0,
  draft: null,
  suggestion: null,
  refusal: null,
  problems: [],
  onPurpose: [],
  meanwhile: null,
  notice: null,
  focus: null,
  ...start,
});

/** How a form of the desk is answered. null: it was not sent yet. */
export type FormAction = (before: FormState | null, form: FormData) => Promise<FormState>;

/** What steers the form beside its fields: hidden in it, and read back by metaOf(). */
export const metaFields = (state: FormState): [string, string][] => [
  ["meta.turn", String(state.turn)],
  ["meta.base", String(state.base)],
  ["meta.key", state.key],
  ["meta.draft", state.draft?.id ?? ""],
  ["meta.version", String(state.draft?.version ?? 0)],
  ["meta.suggestion", state.suggestion ?? ""],
  ["meta.theirs", String(state.meanwhile?.revision ?? 0)],
  ["meta.of", state.meanwhile?.of ?? ""],
];

const whole = (value: FormDataEntryValue | null): number => {
  const number = Number(value);
  // what the database keeps as a whole number
  return Number.isInteger(number) && number >= 0 && number < 2 ** 31 ? number : 0;
};
const text = (value: FormDataEntryValue | null): string => (typeof value === "string" ? value : "");

/** What metaFields() hid in the form. `theirs`: the newer version that the editor was shown; 0 for none. */
export function metaOf(form: FormData): Pick<
  FormState,
  "turn" | "base" | "key" | "draft" | "suggestion" | "onPurpose"
> & {
  theirs: number;
  of: Meanwhile["of"];
} {
  const id = text(form.get("meta.draft"));
  return {
    turn: whole(form.get("meta.turn")),
    base: whole(form.get("meta.base")),
    key: text(form.get("meta.key")).slice(0, 100),
    draft: id ? { id, version: whole(form.get("meta.version")) } : null,
    suggestion: text(form.get("meta.suggestion")) || null,
    onPurpose: form.getAll("meta.onPurpose").map(text).slice(0, 50),
    theirs: whole(form.get("meta.theirs")),
    of: form.get("meta.of") === "draft" ? "draft" : "record",
  };
}
