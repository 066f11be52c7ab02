import { type Filled, SelectField, TextField } from "./field";
import type { FormLabels, Lists } from "./lists";

type Props = { form: Filled; labels: FormLabels; lists: Lists; prefix: string };

/** Open while something is typed in it, or wrong. */
const started = ({ form, prefix }: Props) =>
  [...Object.entries(form.values)].some(([name, value]) => name.startsWith(prefix) && value !== "") ||
  [...form.problems.keys()].some((name) => name.startsWith(prefix));

/** A party that is not on record yet: added at once, and chosen where its button says. */
export function NewParty(props: Props) {
  const { form, labels, lists, prefix } = props;
  return (
    <details open={started(props)}>
      <summary>{labels.newParty}</summary>
      <div className="fields">
        <TextField form={form} name={`${prefix}nameEn`} label={labels.nameEn} lang="en" />
        <TextField form={form} name={`${prefix}nameUk`} label={labels.nameUk} lang="uk" />
        <SelectField
          form={form}
          name={`${prefix}kind`}
          label={labels.partyKind}
          options={lists.partyKinds}
          empty={labels.choose}
        />
        <SelectField
          form={form}
          name={`${prefix}side`}
          label={labels.side}
          hint={labels.sideHint}
          options={[{ value: "@self", label: labels.ownSide }, ...lists.sides]}
          empty={labels.none}
        />
      </div>
      <p className="buttons">
        {(["claimant", "addressee", "unverifiedBy"] as const).map((use) => (
          <button key={use} type="submit" name="intent" value={`new.${prefix}${use}`} className="quiet">
            {labels.addPartyAs[use]}
          </button>
        ))}
      </p>
    </details>
  );
}

/** A report that is not on record yet. */
export function NewSource(props: Props) {
  const { form, labels, lists, prefix } = props;
  return (
    <details open={started(props)}>
      <summary>{labels.newSource}</summary>
      <div className="fields">
        <TextField form={form} name={`${prefix}url`} label={labels.url} type="text" wide />
        <TextField form={form} name={`${prefix}publisher`} label={labels.publisher} hint={labels.publisherHint} />
        <TextField form={form} name={`${prefix}publishedOn`} label={labels.publishedOn} type="date" />
        <SelectField
          form={form}
          name={`${prefix}publishedOnPrecision`}
          label={labels.publishedOnPrecision}
          options={lists.datePrecisions}
          empty={labels.asReported}
        />
        <TextField form={form} name={`${prefix}archiveUrl`} label={labels.archiveUrl} wide />
      </div>
      <p className="buttons">
        <button type="submit" name="intent" value={`new.${prefix}source`} className="quiet">
          {labels.addSource}
        </button>
      </p>
    </details>
  );
}

/** A place that is not on record yet. @param use the field in which it is chosen then */
export function NewPlace(props: Props & { uses: readonly { field: string; label: string }[] }) {
  const { form, labels, lists, prefix, uses } = props;
  return (
    <details open={started(props)}>
      <summary>{labels.newPlace}</summary>
      <div className="fields">
        <TextField form={form} name={`${prefix}nameEn`} label={labels.nameEn} lang="en" />
        <TextField form={form} name={`${prefix}nameUk`} label={labels.nameUk} lang="uk" />
        <SelectField
          form={form}
          name={`${prefix}kind`}
          label={labels.placeKind}
          options={lists.placeKinds}
          empty={labels.choose}
        />
        <TextField
          form={form}
          name={`${prefix}country`}
          label={labels.country}
          hint={labels.countryHint}
          maxLength={3}
        />
        <TextField form={form} name={`${prefix}timeZone`} label={labels.timeZone} hint={labels.timeZoneHint} />
        <TextField form={form} name={`${prefix}adm1Name`} label={labels.adm1Name} />
        <TextField form={form} name={`${prefix}adm1`} label={labels.adm1} hint={labels.adm1Hint} />
        <SelectField
          form={form}
          name={`${prefix}precision`}
          label={labels.placePrecision}
          hint={labels.placePrecisionHint}
          options={lists.placePrecisions}
          empty={labels.sameAsKind}
        />
        <TextField form={form} name={`${prefix}lat`} label={labels.lat} inputMode="decimal" />
        <TextField form={form} name={`${prefix}lon`} label={labels.lon} inputMode="decimal" />
        <TextField form={form} name={`${prefix}aliases`} label={labels.aliases} hint={labels.aliasesHint} wide />
      </div>
      <p className="buttons">
        {uses.map((use) => (
          <button key={use.field} type="submit" name="intent" value={`new.${prefix}${use.field}`} className="quiet">
            {use.label}
          </button>
        ))}
      </p>
    </details>
  );
}
