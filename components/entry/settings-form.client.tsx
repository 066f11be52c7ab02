"use client";

import type { Messages } from "@/lib/i18n/messages";
import { AreaField, type Option, SelectField, TextField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";

/** What the site says of itself. */
export function SettingsForm({
  words,
  languages,
  reviews,
  secondFactors,
  ...rest
}: FormProps & {
  words: Messages["desk"]["settings"];
  languages: readonly Option[];
  reviews: readonly Option[];
  secondFactors: readonly Option[];
}) {
  return (
    <FormShell {...rest} words={words}>
      {(form) => (
        <>
          <div className="fields two">
            <TextField form={form} name="titleEn" label={words.titleEn} lang="en" />
            <TextField form={form} name="titleUk" label={words.titleUk} lang="uk" />
            <TextField form={form} name="publisher" label={words.publisher} />
            <TextField form={form} name="contact" label={words.contact} hint={words.contactHint} />
            <AreaField form={form} name="hotlinesEn" label={words.hotlinesEn} hint={words.hotlinesHint} lang="en" />
            <AreaField form={form} name="hotlinesUk" label={words.hotlinesUk} hint={words.hotlinesHint} lang="uk" />
            <AreaField form={form} name="noticeEn" label={words.noticeEn} lang="en" />
            <AreaField form={form} name="noticeUk" label={words.noticeUk} lang="uk" />
            <TextField form={form} name="licenceName" label={words.licenceName} />
            <TextField form={form} name="licenceUrl" label={words.licenceUrl} />
            <TextField form={form} name="timeZone" label={words.timeZone} hint={words.timeZoneHint} />
            <SelectField form={form} name="locale" label={words.locale} options={languages} />
            <SelectField form={form} name="secondFactor" label={words.secondFactor} options={secondFactors} />
          </div>
          <h2>{words.review}</h2>
          <p className="hint">{words.reviewHint}</p>
          <div className="fields two">
            <SelectField form={form} name="reviewContributor" label={words.reviewContributor} options={reviews} />
            <SelectField form={form} name="reviewEditor" label={words.reviewEditor} options={reviews} />
            <SelectField form={form} name="reviewAdmin" label={words.reviewAdmin} options={reviews} />
          </div>
          <p className="buttons">
            <SaveButton intent="publish">{words.save}</SaveButton>
          </p>
        </>
      )}
    </FormShell>
  );
}
