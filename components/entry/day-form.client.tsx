"use client";

import { Claims } from "./claims";
import { CountFields } from "./count-fields";
import { AreaField, type Filled, type Option, RadioField, SelectField, TextField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";
import type { FormState } from "./form-state";
import type { FormLabels, Lists } from "./lists";

type Parts = { form: Filled; labels: FormLabels; lists: Lists };

/** The form of one corridor day with its claims. */
export function DayForm({
  canPublish,
  lists,
  templates,
  ...rest
}: FormProps & { lists: Lists; canPublish: boolean; templates: readonly Option[] }) {
  const { labels } = rest;
  return (
    <FormShell {...rest} hidden={["corridor", "date"]}>
      {(form, state) => (
        <>
          <DayFields form={form} labels={labels} lists={lists} />
          <Claims form={form} labels={labels} lists={lists} templates={templates} canAdd={canPublish} />
          <Saving form={form} labels={labels} state={state} canPublish={canPublish} />
        </>
      )}
    </FormShell>
  );
}

function DayFields({ form, labels, lists }: Parts) {
  return (
    <fieldset>
      <legend>{labels.theDay}</legend>
      <RadioField form={form} name="status" legend={labels.status} options={lists.statuses} />
      <div className="fields two">
        <AreaField form={form} name="noteEn" label={labels.noteEn} hint={labels.noteHint} lang="en" />
        <AreaField form={form} name="noteUk" label={labels.noteUk} hint={labels.noteHint} lang="uk" />
      </div>
      <fieldset className="plain">
        <legend>{labels.evacuees}</legend>
        <p className="hint">{labels.evacueesHint}</p>
        <CountFields form={form} labels={labels} lists={lists} prefix="evacuees" />
      </fieldset>
      <div className="fields">
        <SelectField form={form} name="datePrecision" label={labels.datePrecision} options={lists.datePrecisions} />
        <TextField form={form} name="periodFrom" label={labels.periodFrom} hint={labels.periodHint} type="date" />
        <TextField form={form} name="periodTo" label={labels.periodTo} hint={labels.periodHint} type="date" />
      </div>
    </fieldset>
  );
}

function Saving({
  form,
  labels,
  state,
  canPublish,
}: {
  form: Filled;
  labels: FormLabels;
  state: FormState;
  canPublish: boolean;
}) {
  return (
    <section className="save" aria-label={labels.save}>
      {canPublish && (
        <TextField
          form={form}
          name="reason"
          label={state.base > 0 ? labels.reason : labels.reasonOptional}
          hint={labels.reasonHint}
          wide
        />
      )}
      <p className="buttons">
        {canPublish ? (
          <>
            <SaveButton intent="publish">{state.base > 0 ? labels.publishChange : labels.publish}</SaveButton>
            <button type="submit" name="intent" value="draft" className="quiet">
              {labels.keepDraft}
            </button>
          </>
        ) : (
          <SaveButton intent="draft">{labels.keepDraft}</SaveButton>
        )}
        {state.draft && (
          <button type="submit" name="intent" value="discard" className="quiet">
            {labels.discardDraft}
          </button>
        )}
      </p>
      <p className="hint">{labels.shortcut}</p>
    </section>
  );
}
