"use client";

import type { Messages } from "@/lib/i18n/messages";
import { TextField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";

/** The last step of a merge: why, and for corridors whose status stays on each day that both have. */
export function MergeForm({
  words,
  shared,
  hidden,
  ...rest
}: FormProps & {
  words: Messages["register"]["mergePage"];
  /** What is merged into what, and the versions of both. */
  hidden: Record<string, string>;
  /** Days that both corridors have, each with what either says. */
  shared: readonly { date: string; label: string; from: string; into: string }[];
}) {
  const names = { ...words, ...Object.fromEntries(shared.map(({ date, label }) => [date, label])) };
  return (
    <FormShell {...rest} words={names}>
      {(form) => (
        <>
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={`meta.${name}`} value={value} />
          ))}
          {shared.length > 0 && (
            <section aria-labelledby="kept-title">
              <h2 id="kept-title">{words.kept}</h2>
              <p className="hint">{words.keptHint}</p>
              {shared.map(({ date, label, from, into }) => {
                const name = `kept.${date}`;
                const problem = form.problems.get(name);
                return (
                  <fieldset
                    key={date}
                    id={name}
                    className={`choice${problem ? " wrong" : ""}`}
                    aria-describedby={problem ? `${name}-problem` : undefined}
                  >
                    <legend>{label}</legend>
                    {problem && (
                      <p className="problem" id={`${name}-problem`}>
                        {problem}
                      </p>
                    )}
                    {(
                      [
                        ["into", words.keepInto, into],
                        ["from", words.keepFrom, from],
                      ] as const
                    ).map(([value, choice, says]) => (
                      <label key={value} className="radio">
                        <input type="radio" name={name} value={value} defaultChecked={form.values[name] === value} />
                        <span>
                          {choice} <span className="hint">{says}</span>
                        </span>
                      </label>
                    ))}
                  </fieldset>
                );
              })}
            </section>
          )}
          <section className="save" aria-label={words.merge}>
            <TextField form={form} name="reason" label={words.reason} hint={rest.labels.reasonHint} wide />
            <p className="buttons">
              <SaveButton intent="merge">{words.merge}</SaveButton>
            </p>
          </section>
        </>
      )}
    </FormShell>
  );
}
