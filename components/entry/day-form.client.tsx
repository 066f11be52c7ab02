"use client";

import { claimsOf } from "@/lib/domain/day-form";
import { ClaimFields, Statements } from "./claim-fields";
import { CountFields } from "./count-fields";
import { AreaField, type Filled, RadioField, SelectField, TextField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";
import type { FormState } from "./form-state";
import type { FormLabels, Lists } from "./lists";

type Parts = { form: Filled; labels: FormLabels; lists: Lists };

/** The form of one corridor day with its claims. */
export function DayForm({ canPublish, lists, ...rest }: FormProps & { lists: Lists; canPublish: boolean }) {
  const { labels } = rest;
  return (
    <FormShell {...rest} hidden={["corridor", "date"]}>
      {(form, state) => (
        <>
          <DayFields form={form} labels={labels} lists={lists} />
          <Claims form={form} labels={labels} lists={lists} canAdd={canPublish} />
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

function Claims({ form, labels, lists, canAdd }: Parts & { canAdd: boolean }) {
  const claims = claimsOf(form.values);
  return (
    <section className="claims" aria-labelledby="claims-title">
      <h2 id="claims-title">{labels.claims}</h2>
      <p className="hint">{labels.claimsHint}</p>
      {claims.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the number is the claim's name in the form
        <fieldset key={i} className="claim">
          <legend>
            {labels.claim} {i + 1}
          </legend>
          <ClaimFields form={form} labels={labels} lists={lists} prefix={`claims.${i}.`} canAdd={canAdd} />
          <p className="buttons">
            {i > 0 && <MoveButton intent={`claim.up.${i}`} label={labels.moveUp} of={`${labels.claim} ${i + 1}`} />}
            {i < claims.length - 1 && (
              <MoveButton intent={`claim.down.${i}`} label={labels.moveDown} of={`${labels.claim} ${i + 1}`} />
            )}
            <MoveButton intent={`claim.remove.${i}`} label={labels.remove} of={`${labels.claim} ${i + 1}`} />
          </p>
        </fieldset>
      ))}
      <p className="buttons">
        <button
          type="submit"
          name="intent"
          value="claim.add"
          id="claim.add"
          className="quiet"
          // biome-ignore lint/a11y/noAutofocus: the last claim was removed, this is what is left
          autoFocus={form.focus === "claim.add"}
        >
          {labels.addClaim}
        </button>
      </p>
      <Statements lists={lists} />
    </section>
  );
}

const MoveButton = ({ intent, label, of }: { intent: string; label: string; of: string }) => (
  <button type="submit" name="intent" value={intent} className="quiet">
    {label} <span className="sr">{of}</span>
  </button>
);

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
