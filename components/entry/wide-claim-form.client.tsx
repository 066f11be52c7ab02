"use client";

import { ClaimFields, Statements } from "./claim-fields";
import { SelectField, TextField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";
import type { Lists } from "./lists";
import { NewPlace } from "./new-entries";

/** The form of a claim whose scope is wider than one corridor day. */
export function WideClaimForm({ lists, ...rest }: FormProps & { lists: Lists }) {
  const { labels } = rest;
  return (
    <FormShell {...rest}>
      {(form, state) => (
        <>
          <fieldset>
            <legend>{labels.scope}</legend>
            <div className="fields">
              <SelectField form={form} name="scope" label={labels.scope} options={lists.scopes} empty={labels.choose} />
              <SelectField
                form={form}
                name="corridor"
                label={labels.corridor}
                options={lists.corridors}
                empty={labels.none}
              />
              <SelectField form={form} name="place" label={labels.place} options={lists.places} empty={labels.none} />
              <SelectField
                form={form}
                name="datePrecision"
                label={labels.datePrecision}
                options={lists.datePrecisions}
                empty={labels.notStated}
              />
              <TextField form={form} name="date" label={labels.date} hint={labels.dateHint} type="date" />
              <TextField form={form} name="dateTo" label={labels.dateTo} hint={labels.periodHint} type="date" />
            </div>
            <NewPlace
              form={form}
              labels={labels}
              lists={lists}
              prefix="newPlace."
              uses={[{ field: "place", label: labels.addPlace }]}
            />
          </fieldset>
          <fieldset className="claim">
            <legend>{labels.claim}</legend>
            <ClaimFields form={form} labels={labels} lists={lists} prefix="" canAdd />
          </fieldset>
          <Statements lists={lists} />
          <section className="save" aria-label={labels.save}>
            <TextField
              form={form}
              name="reason"
              label={state.base > 0 ? labels.reason : labels.reasonOptional}
              hint={labels.reasonHint}
              wide
            />
            <p className="buttons">
              <SaveButton intent="publish">{state.base > 0 ? labels.publishChange : labels.publish}</SaveButton>
            </p>
          </section>
        </>
      )}
    </FormShell>
  );
}
