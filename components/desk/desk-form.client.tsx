"use client";
import { type ReactNode, type RefObject, useActionState, useEffect, useId, useRef } from "react";
import type { Field, FormAction, FormState } from "./form-state";
import { UNSENT } from "./form-state";

/**
 * A small form of the desk. Without JavaScript it posts to the same server action and the page comes back with the
 * answer; with it only the answer does. What was typed stays, passwords do not.
 * @param hidden values that the action needs and nobody types
 */
export function DeskForm({
  action,
  fields,
  hidden = {},
  account,
  submit,
  children,
  quiet = false,
}: {
  action: FormAction;
  fields: Field[];
  hidden?: Record<string, string>;
  /** Whose password is asked for, so that a password manager knows which one it keeps. It is not sent. */
  account?: string;
  submit: string;
  /** Stands between the answer and the fields. */
  children?: ReactNode;
  /** A button of less weight than the page's main one. */
  quiet?: boolean;
}) {
  const [state, send, sending] = useActionState(action, UNSENT);
  const id = useId();
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state !== UNSENT) answer.current?.focus();
  }, [state]);
  return (
    <form action={send} className="form">
      <Answer state={state} box={answer} fields={fields} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {account !== undefined && <input hidden readOnly type="text" autoComplete="username" value={account} />}
      {children}
      {fields.map((field) => (
        <Labelled key={field.name} field={field} id={`${id}${field.name}`} state={state} />
      ))}
      <p>
        <button type="submit" className={quiet ? "quiet" : undefined} aria-disabled={sending}>
          {submit}
        </button>
      </p>
    </form>
  );
}

function Answer({ state, box, fields }: { state: FormState; box: RefObject<HTMLDivElement | null>; fields: Field[] }) {
  if (!state.refused && !state.done) return null;
  // what is wrong with no field of the form: entries that stand in the way
  const others = Object.entries(state.problems).filter(
    ([name, text]) => text !== state.refused && !fields.some((field) => field.name === name),
  );
  return (
    <div
      ref={box}
      tabIndex={-1}
      role={state.refused ? "alert" : "status"}
      className={state.refused ? "notice" : "aside"}
    >
      <p>{state.refused || state.done}</p>
      {others.length > 0 && (
        <ul>
          {others.map(([name, text]) => (
            <li key={name}>
              {name && <code>{name}</code>} {text}
            </li>
          ))}
        </ul>
      )}
      {state.once?.kind === "link" && (
        <p>
          <code className="once">{state.once.url}</code>
        </p>
      )}
      {state.once?.kind === "codes" && (
        <ol className="codes">
          {state.once.codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Labelled({ field, id, state }: { field: Field; id: string; state: FormState }) {
  const problem = state.problems[field.name];
  const describedBy = [field.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
  const value = state.values[field.name] ?? field.value ?? "";
  const common = { id, name: field.name, "aria-describedby": describedBy, "aria-invalid": problem ? true : undefined };
  if (field.kind === "ticks") {
    const ticked = value.split(" ");
    return (
      <fieldset key={value} className="field" aria-describedby={describedBy}>
        <legend>{field.label}</legend>
        {field.hint && (
          <p id={`${id}-hint`} className="small muted">
            {field.hint}
          </p>
        )}
        {problem && (
          <p id={`${id}-problem`} className="problem">
            {problem}
          </p>
        )}
        {field.options.map((option) => (
          <label key={option.value} className="tick">
            <input
              type="checkbox"
              name={field.name}
              value={option.value}
              defaultChecked={ticked.includes(option.value)}
            />{" "}
            {option.label}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      {field.hint && (
        <p id={`${id}-hint`} className="small muted">
          {field.hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="problem">
          {problem}
        </p>
      )}
      {field.kind === "choice" ? (
        // a new key, because React resets a select to what it was first shown with
        <select key={value} {...common} defaultValue={value}>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type={field.kind === "password" ? "password" : "text"}
          defaultValue={field.kind === "password" ? "" : value}
          autoComplete={field.autoComplete ?? "off"}
          autoCapitalize="none"
          spellCheck={false}
          required={!field.optional}
        />
      )}
    </div>
  );
}
