import { CountFields } from "./count-fields";
import { AreaField, type Filled, SelectField, TextField } from "./field";
import type { FormLabels, Lists } from "./lists";
import { NewParty, NewSource } from "./new-entries";

/** Whether one of these fields holds something or is wrong: then what holds them stands open. */
const inUse = (form: Filled, names: readonly string[]) =>
  names.some((name) => (form.values[name] ?? "") !== "" || form.problems.has(name) || form.focus === name);

/**
 * The fields of one claim.
 * @param prefix of their names: `claims.2.`, or "" where the claim is the whole form
 */
export function ClaimFields({
  form,
  labels,
  lists,
  prefix,
  canAdd,
  sourced = false,
}: {
  form: Filled;
  labels: FormLabels;
  lists: Lists;
  prefix: string;
  /** Whether the editor may add parties and sources. */
  canAdd: boolean;
  /** The report is named elsewhere in the form, once for all claims. */
  sourced?: boolean;
}) {
  const at = (field: string) => `${prefix}${field}`;
  const count = ["countMin", "countMax", "countQualifier", "countOf"].map(at);
  const more = ["statement", "unverifiedBy"].map(at);
  return (
    <>
      {form.values[at("key")] && <input type="hidden" name={at("key")} defaultValue={form.values[at("key")]} />}
      <div className="fields">
        <SelectField form={form} name={at("kind")} label={labels.kind} options={lists.kinds} empty={labels.choose} />
        <SelectField
          form={form}
          name={at("claimant")}
          label={labels.claimant}
          options={lists.parties}
          empty={labels.choose}
        />
        <SelectField
          form={form}
          name={at("addressee")}
          label={labels.addressee}
          hint={labels.addresseeHint}
          options={lists.parties}
          empty={labels.none}
        />
        <SelectField
          form={form}
          name={at("outcome")}
          label={labels.outcome}
          hint={labels.outcomeHint}
          options={lists.outcomes}
          empty={labels.none}
        />
        <TextField form={form} name={at("speaker")} label={labels.speaker} hint={labels.speakerHint} wide />
      </div>
      <div className="fields two">
        <AreaField form={form} name={at("summaryEn")} label={labels.summaryEn} hint={labels.summaryHint} lang="en" />
        <AreaField form={form} name={at("summaryUk")} label={labels.summaryUk} hint={labels.summaryHint} lang="uk" />
      </div>
      <div className="fields">
        {!sourced && (
          <SelectField
            form={form}
            name={at("source")}
            label={labels.source}
            options={lists.sources}
            empty={labels.choose}
            wide
          />
        )}
        <TextField form={form} name={at("sourcePlace")} label={labels.sourcePlace} hint={labels.sourcePlaceHint} />
        <TextField form={form} name={at("saidOn")} label={labels.saidOn} hint={labels.saidOnHint} type="date" />
        <SelectField
          form={form}
          name={at("saidOnPrecision")}
          label={labels.saidOnPrecision}
          options={lists.datePrecisions}
          empty={labels.asReported}
        />
      </div>
      {canAdd && (
        <>
          {!sourced && <NewSource form={form} labels={labels} lists={lists} prefix={at("newSource.")} />}
          <NewParty form={form} labels={labels} lists={lists} prefix={at("newParty.")} />
        </>
      )}
      <details open={inUse(form, count)}>
        <summary>{labels.number}</summary>
        <p className="hint">{labels.numberHint}</p>
        <CountFields form={form} labels={labels} lists={lists} prefix={at("count")} counted={lists.counted} />
      </details>
      <details open={inUse(form, more)}>
        <summary>{labels.more}</summary>
        <div className="fields">
          <TextField
            form={form}
            name={at("statement")}
            label={labels.statement}
            hint={labels.statementHint}
            list="statements"
            wide
          />
          <SelectField
            form={form}
            name={at("unverifiedBy")}
            label={labels.unverifiedBy}
            options={lists.parties}
            empty={labels.none}
          />
        </div>
      </details>
    </>
  );
}

/** The statements on record, once per form, for the fields that ask for one. */
export function Statements({ lists }: { lists: Lists }) {
  return (
    <datalist id="statements">
      {lists.statements.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </datalist>
  );
}
