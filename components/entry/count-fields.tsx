import { type Filled, type Option, SelectField, TextField } from "./field";
import type { FormLabels, Lists } from "./lists";

/** A reported number: its word, its ends and, for a claim, what is counted. */
export function CountFields({
  form,
  labels,
  lists,
  prefix,
  counted,
}: {
  form: Filled;
  labels: FormLabels;
  lists: Lists;
  prefix: string;
  counted?: readonly Option[];
}) {
  return (
    <div className="fields">
      <SelectField
        form={form}
        name={`${prefix}Qualifier`}
        label={labels.qualifier}
        options={lists.qualifiers}
        empty={labels.notStated}
      />
      <TextField form={form} name={`${prefix}Min`} label={labels.countMin} inputMode="numeric" />
      <TextField form={form} name={`${prefix}Max`} label={labels.countMax} inputMode="numeric" />
      {counted && (
        <SelectField
          form={form}
          name={`${prefix}Of`}
          label={labels.countOf}
          options={counted}
          empty={labels.notStated}
        />
      )}
    </div>
  );
}
