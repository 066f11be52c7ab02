"use client";

import { datesOf, MOST_DATES } from "@/lib/domain/report-form";
import type { Messages } from "@/lib/i18n/messages";
import { Claims } from "./claims";
import { type Filled, type Option, SelectField, TextField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";
import type { FormLabels, Lists } from "./lists";
import { NewSource } from "./new-entries";

type Words = Messages["report"]["form"];
type Parts = { form: Filled; labels: FormLabels; lists: Lists; words: Words };

const statusOf = (labels: FormLabels, corridor: string) => `${labels.status}: ${corridor}`;

/** One report, the corridors and days that it speaks of, and what it says, in one pass. */
export function ReportForm({
  lists,
  words,
  templates,
  ...rest
}: FormProps & { lists: Lists; words: Words; templates: readonly Option[] }) {
  const { labels } = rest;
  // a corridor's problem names the corridor
  const named = lists.corridors.flatMap(({ value, label }) => [
    [`on.${value}`, label],
    [`status.${value}`, statusOf(labels, label)],
  ]);
  return (
    <FormShell {...rest} words={{ ...labels, ...words, ...Object.fromEntries(named) }}>
      {(form) => (
        <>
          <fieldset>
            <legend>{words.theReport}</legend>
            <div className="fields">
              <SelectField
                form={form}
                name="source"
                label={labels.source}
                options={lists.sources}
                empty={labels.choose}
                wide
              />
            </div>
            <NewSource form={form} labels={labels} lists={lists} prefix="newSource." />
          </fieldset>
          <Days form={form} labels={labels} lists={lists} words={words} />
          <Claims
            form={form}
            labels={labels}
            lists={lists}
            templates={templates}
            canAdd
            about={{ label: words.about, all: words.aboutAll, options: lists.corridors }}
          />
          <section className="save" aria-label={labels.save}>
            <TextField form={form} name="reason" label={words.reason} hint={words.reasonHint} wide />
            <p className="buttons">
              <SaveButton intent="publish">{words.save}</SaveButton>
            </p>
            <p className="hint">{labels.shortcut}</p>
          </section>
        </>
      )}
    </FormShell>
  );
}

/** Which days, and which corridors: a box each, with what the day is now. */
function Days({ form, labels, lists, words }: Parts) {
  const dates = datesOf(form.values);
  return (
    <fieldset id="on">
      <legend>{words.on}</legend>
      <p className="hint">{words.onHint}</p>
      <div className="fields">
        {(dates.length ? dates : [""]).map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is the day's name in the form
          <TextField key={i} form={form} name={`dates.${i}`} label={`${words.date} ${i + 1}`} type="date" />
        ))}
      </div>
      {dates.length < MOST_DATES && (
        <p className="buttons">
          <button type="submit" name="intent" value="date.add" className="quiet">
            {words.addDate}
          </button>
        </p>
      )}
      <ul className="plain-list ticks">
        {lists.corridors.map(({ value, label }) => (
          <li key={value}>
            <label className="radio">
              <input
                type="checkbox"
                name={`on.${value}`}
                value="1"
                id={`on.${value}`}
                defaultChecked={form.values[`on.${value}`] !== undefined}
                aria-describedby={form.problems.has(`on.${value}`) ? `on.${value}.problem` : undefined}
              />
              <span>{label}</span>
            </label>
            {form.problems.has(`on.${value}`) && (
              <p className="problem" id={`on.${value}.problem`}>
                {form.problems.get(`on.${value}`)}
              </p>
            )}
            <SelectField
              form={form}
              name={`status.${value}`}
              label={statusOf(labels, label)}
              options={lists.statuses}
              empty={words.asItIs}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
