"use client";

import { AreaField } from "../entry/field";
import { type FormProps, FormShell, SaveButton } from "../entry/form-shell.client";

/** What a shift leaves for the next one. */
export function HandoverForm(props: FormProps & { label: string; hint: string; submit: string }) {
  const { label, hint, submit, ...rest } = props;
  return (
    <FormShell {...rest}>
      {(form) => (
        <>
          <AreaField form={form} name="text" label={label} hint={hint} wide />
          <p className="buttons">
            <SaveButton intent="leave">{submit}</SaveButton>
          </p>
        </>
      )}
    </FormShell>
  );
}
