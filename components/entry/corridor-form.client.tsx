"use client";

import { SelectField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";
import type { Lists } from "./lists";
import { NewPlace } from "./new-entries";

/** The form of a new corridor, with room for a place that is not on record yet. */
export function CorridorForm({ lists, submit, ...rest }: FormProps & { lists: Lists; submit: string }) {
  const { labels } = rest;
  const uses = [
    { field: "origin", label: labels.addOrigin },
    { field: "destination", label: labels.addDestination },
  ];
  return (
    <FormShell {...rest}>
      {(form) => (
        <>
          <div className="fields">
            <SelectField form={form} name="origin" label={labels.origin} options={lists.places} empty={labels.choose} />
            <SelectField
              form={form}
              name="destination"
              label={labels.destination}
              hint={labels.destinationHint}
              options={lists.places}
              empty={labels.choose}
            />
            <SelectField form={form} name="purpose" label={labels.purpose} options={lists.purposes} />
          </div>
          <NewPlace form={form} labels={labels} lists={lists} prefix="newPlace." uses={uses} />
          <p className="buttons">
            <SaveButton intent="publish">{submit}</SaveButton>
          </p>
        </>
      )}
    </FormShell>
  );
}
