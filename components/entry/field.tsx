import type { ReactNode } from "react";
import type { Typed } from "@/lib/domain/typed";
import type { Locale } from "@/lib/domain/vocabulary";
import { TextArea } from "./text-area.client";

/** A form as it is shown: what its fields hold, and what is wrong with them. */
export type Filled = { values: Typed; problems: ReadonlyMap<string, string>; focus: string | null };
export type Option = { value: string; label: string };

type Common = { form: Filled; name: string; label: string; hint?: string; wide?: boolean };

/** The attributes by which a control, its hint and its problem belong together. */
const tied = ({ form, name, hint }: Common) => ({
  id: name,
  name,
  defaultValue: form.values[name] ?? "",
  // the page is made anew after every answer: this is where the editor was, or has to look
  autoFocus: form.focus === name,
  "aria-invalid": form.problems.has(name) || undefined,
  "aria-describedby":
    [hint && `${name}-hint`, form.problems.has(name) && `${name}-problem`].filter(Boolean).join(" ") || undefined,
});

function Row({ form, name, label, hint, wide, children }: Common & { children: ReactNode }) {
  const problem = form.problems.get(name);
  return (
    <div className={`field${wide ? " wide" : ""}${problem ? " wrong" : ""}`}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="problem" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      {children}
    </div>
  );
}

export function TextField(
  props: Common & {
    type?: "text" | "date" | "url";
    inputMode?: "numeric" | "decimal";
    list?: string;
    lang?: Locale;
    maxLength?: number;
  },
) {
  const { type = "text", inputMode, list, lang, maxLength } = props;
  return (
    <Row {...props}>
      <input {...tied(props)} type={type} {...{ inputMode, list, lang, maxLength }} autoComplete="off" />
    </Row>
  );
}

export function AreaField(props: Common & { lang?: Locale; rows?: number }) {
  return (
    <Row {...props}>
      <TextArea {...tied(props)} rows={props.rows ?? 3} lang={props.lang} />
    </Row>
  );
}

/** A list to choose from; `empty` is the choice of nothing. A value that is not in the list stays, so that nothing is lost. */
export function SelectField(props: Common & { options: readonly Option[]; empty?: string }) {
  const value = props.form.values[props.name] ?? "";
  const unknown = value !== "" && !props.options.some((option) => option.value === value);
  return (
    <Row {...props}>
      <select {...tied(props)}>
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {unknown && <option value={value}>{value}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Row>
  );
}

/** One of few, each with what it means. */
export function RadioField({
  form,
  name,
  legend,
  options,
}: {
  form: Filled;
  name: string;
  legend: string;
  options: readonly (Option & { hint: string })[];
}) {
  const problem = form.problems.get(name);
  const value = form.values[name] ?? "";
  return (
    <fieldset
      className={`choice${problem ? " wrong" : ""}`}
      id={name}
      aria-describedby={problem ? `${name}-problem` : undefined}
    >
      <legend>{legend}</legend>
      {problem && (
        <p className="problem" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      {options.map((option, i) => (
        <label key={option.value} className="radio">
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={value === option.value}
            // biome-ignore lint/a11y/noAutofocus: the page is made anew after every answer, this is where the editor was
            autoFocus={form.focus === name && (value === "" ? i === 0 : value === option.value)}
          />
          <span>
            {option.label} <span className="hint">{option.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
