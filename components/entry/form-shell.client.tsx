"use client";

import type { ReactNode } from "react";
import type { Locale } from "@/lib/domain/vocabulary";
import { Answers, MeanwhileView } from "./answers";
import type { Filled } from "./field";
import { type FormAction, type FormState, metaFields } from "./form-state";
import type { FormLabels } from "./lists";
import { useDeskForm } from "./use-desk-form.client";

/** What every form of the desk is told. */
export type FormProps = {
  action: FormAction;
  initial: FormState;
  labels: FormLabels;
  locale: Locale;
  /** Where to sign in again. */
  signIn: string;
};

/** What a field is called in the summary of errors: `Claim 2, Source`. Most have the name of their label. */
function nameOf(labels: FormLabels, words: Record<string, unknown>, field: string): string {
  const [, at, rest] = /^claims\.(\d+)\.(.*)$/.exec(field) ?? [];
  const own = (rest ?? field).split(".").at(-1) ?? "";
  const others: Record<string, string> = {
    evacueesMin: labels.evacuees,
    evacueesQualifier: labels.evacuees,
    countMin: labels.number,
    countQualifier: labels.number,
    precision: labels.placePrecision,
  };
  // a form may name a whole field; else of `on.CORRIDOR` what comes last is no name
  const label = others[own] ?? words[field] ?? words[own] ?? words[field.split(".")[0] ?? ""];
  const name = typeof label === "string" ? label : labels.theForm;
  return at === undefined ? name : `${labels.claim} ${Number(at) + 1}, ${name}`;
}

/**
 * What stands around the fields of every form of the desk: what steers it, what came back, and its buttons.
 * @param hidden names of fields that are carried along unseen
 * @param words its labels by the names of the fields, where the form has words of its own
 * @param children the fields, and the buttons that save
 */
export function FormShell({
  action,
  initial,
  labels,
  locale,
  signIn,
  hidden = [],
  words,
  children,
}: FormProps & {
  hidden?: readonly string[];
  words?: Record<string, unknown>;
  children: (form: Filled, state: FormState) => ReactNode;
}) {
  const { state, pending, props } = useDeskForm(action, initial, labels.connectionLost);
  const form: Filled = {
    values: state.values,
    problems: new Map(state.problems.map(({ field, text }) => [field, text])),
    focus: state.focus,
  };
  return (
    <form {...props} className="entry" noValidate aria-busy={pending}>
      {/* Enter in a field uses a form's first button: this one saves nothing and loses nothing */}
      <button type="submit" name="intent" value="stay" className="sr" tabIndex={-1} aria-hidden="true">
        {labels.stay}
      </button>
      <div key={state.turn} className="entry-body">
        <input type="hidden" name="meta.locale" value={locale} />
        {metaFields(state).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {hidden.map((name) => (
          <input key={name} type="hidden" name={name} value={state.values[name] ?? ""} />
        ))}
        {state.onPurpose
          .filter((key) => !state.problems.some(({ onPurpose }) => onPurpose === key))
          .map((key) => (
            <input key={key} type="hidden" name="meta.onPurpose" value={key} />
          ))}
        <Answers
          state={state}
          labels={labels}
          signIn={signIn}
          nameOf={(field) => nameOf(labels, words ?? labels, field)}
        />
        <MeanwhileView state={state} labels={labels} />
        {children(form, state)}
        <p className="saving" role="status">
          {pending ? labels.saving : ""}
        </p>
      </div>
    </form>
  );
}

/** The form's main button, which Ctrl+Enter uses, too. */
export function SaveButton({ intent, children }: { intent: string; children: ReactNode }) {
  return (
    <button type="submit" name="intent" value={intent} data-save>
      {children}
    </button>
  );
}
