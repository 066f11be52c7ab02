import type { ReactNode } from "react";
import { OWN_SIDE } from "@/lib/domain/register";
import { type Filled, SelectField, TextField } from "./field";
import type { FormLabels, Lists } from "./lists";

/** @param prefix of the names of the fields; "" where they are the whole form */
export type FieldsProps = { form: Filled; labels: FormLabels; lists: Lists; prefix: string; children?: ReactNode };

/** What is known of a party. */
export function PartyFields({ form, labels, lists, prefix, children }: FieldsProps) {
  return (
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
        options={[{ value: OWN_SIDE, label: labels.ownSide }, ...lists.sides]}
        empty={labels.none}
      />
      {children}
    </div>
  );
}

/** What is known of a report. */
export function SourceFields({ form, labels, lists, prefix, children }: FieldsProps) {
  return (
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
      {children}
    </div>
  );
}

/** What is known of a place. */
export function PlaceFields({ form, labels, lists, prefix, children }: FieldsProps) {
  return (
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
      <TextField form={form} name={`${prefix}country`} label={labels.country} hint={labels.countryHint} maxLength={3} />
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
      {children}
    </div>
  );
}
