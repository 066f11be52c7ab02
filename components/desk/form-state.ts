/** What a form of the desk is told by its server action. Sentences are in the reader's language already. */
export type FormState = {
  /** What was typed, to show again; never a password. */
  values: Record<string, string>;
  /** One sentence per field that has to be put right. */
  problems: Record<string, string>;
  /** Why nothing was done; "" where there is nothing to say. */
  refused: string;
  /** What was done. */
  done: string;
  /** Shown once, with the sentence that says so. */
  once: { kind: "codes"; codes: string[] } | { kind: "link"; url: string } | null;
};

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** A form that nobody has sent yet. */
export const UNSENT: FormState = { values: {}, problems: {}, refused: "", done: "", once: null };

/** One field of a form. Texts are in the reader's language. */
export type Field = {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  autoComplete?: string;
  optional?: boolean;
} & (
  | { kind: "text" | "password" | "code" }
  | { kind: "choice"; options: { value: string; label: string }[] }
  /** Any number of boxes; `value` holds those that are ticked, with spaces between them. */
  | { kind: "ticks"; options: { value: string; label: string }[] }
);
