import { claimsOf } from "@/lib/domain/day-form";
import { ClaimFields, Statements } from "./claim-fields";
import { type Filled, type Option, SelectField } from "./field";
import type { FormLabels, Lists } from "./lists";

/**
 * The claims of a form, one after the other, with the buttons that add, move and take them out.
 * @param templates common sentences from which a claim can be begun
 * @param about where the form has many corridors: which one a claim is about; their report is named once, for all
 */
export function Claims({
  form,
  labels,
  lists,
  canAdd,
  templates,
  about,
}: {
  form: Filled;
  labels: FormLabels;
  lists: Lists;
  canAdd: boolean;
  templates: readonly Option[];
  about?: { label: string; all: string; options: readonly Option[] };
}) {
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
          {about && (
            <div className="fields">
              <SelectField
                form={form}
                name={`claims.${i}.about`}
                label={about.label}
                options={about.options}
                empty={about.all}
              />
            </div>
          )}
          <ClaimFields
            form={form}
            labels={labels}
            lists={lists}
            prefix={`claims.${i}.`}
            canAdd={canAdd}
            sourced={about !== undefined}
          />
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
      <details open={form.focus?.startsWith("template.") ?? false}>
        <summary>{labels.template}</summary>
        <p className="hint">{labels.templateHint}</p>
        <div className="fields">
          <SelectField
            form={form}
            name="template.name"
            label={labels.templateName}
            options={templates}
            empty={labels.choose}
          />
          <SelectField
            form={form}
            name="template.claimant"
            label={labels.templateA}
            options={lists.parties}
            empty={labels.choose}
          />
          <SelectField
            form={form}
            name="template.addressee"
            label={labels.templateB}
            options={lists.parties}
            empty={labels.none}
          />
        </div>
        <p className="buttons">
          <button type="submit" name="intent" value="claim.template" className="quiet">
            {labels.addTemplate}
          </button>
        </p>
      </details>
      <Statements lists={lists} />
    </section>
  );
}

const MoveButton = ({ intent, label, of }: { intent: string; label: string; of: string }) => (
  <button type="submit" name="intent" value={intent} className="quiet">
    {label} <span className="sr">{of}</span>
  </button>
);
