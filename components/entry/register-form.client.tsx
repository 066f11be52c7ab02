"use client";

import type { Noun } from "@/lib/domain/merging";
import type { Messages } from "@/lib/i18n/messages";
import { PartyFields, PlaceFields, SourceFields } from "./entry-fields";
import { type Filled, SelectField, TextField } from "./field";
import { type FormProps, FormShell, SaveButton } from "./form-shell.client";
import type { Lists } from "./lists";
import { NewPlace } from "./new-entries";

type Words = Messages["register"]["form"];
type Props = FormProps & {
  noun: Noun;
  /** Of the entry; "" for a new one. */
  slug: string;
  lists: Lists;
  words: Words;
  /** It is on record, so that saving needs a reason and it can be taken back. */
  isCurrent: boolean;
};

/** The form of a place, party, source or corridor: a new one, or one on record. */
export function RegisterForm({ noun, slug, lists, words, isCurrent, ...rest }: Props) {
  const { labels } = rest;
  const plain = Object.entries({ ...labels, ...words }).filter(([, label]) => typeof label === "string");
  const names = {
    ...(Object.fromEntries(plain) as Record<string, string>),
    kind: noun === "party" ? labels.partyKind : labels.placeKind,
  };
  return (
    <FormShell {...rest} words={names}>
      {(form) => (
        <>
          <input type="hidden" name="meta.noun" value={noun} />
          <input type="hidden" name="meta.slug" value={slug} />
          <Fields form={form} noun={noun} slug={slug} lists={lists} labels={labels} words={words} />
          <section className="save" aria-label={labels.save}>
            <TextField
              form={form}
              name="reason"
              label={slug ? labels.reason : labels.reasonOptional}
              hint={labels.reasonHint}
              wide
            />
            <p className="buttons">
              <SaveButton intent="publish">{slug ? (isCurrent ? words.save : words.restore) : words.add}</SaveButton>
            </p>
            {slug && isCurrent && (
              <details>
                <summary>{words.takeBack}</summary>
                <p className="hint">{noun === "source" ? words.takeBackSourceHint : words.takeBackHint}</p>
                <p className="buttons">
                  <button type="submit" name="intent" value="retract" className="quiet">
                    {words.retract}
                  </button>
                </p>
              </details>
            )}
          </section>
        </>
      )}
    </FormShell>
  );
}

type FieldsProps = Pick<Props, "noun" | "slug" | "lists" | "labels" | "words"> & { form: Filled };

function Fields({ noun, slug, ...rest }: FieldsProps) {
  const { form, words, lists, labels } = rest;
  const all = { form, labels, lists, prefix: "" };
  if (noun === "place")
    return (
      <PlaceFields {...all}>
        <TextField form={form} name="adm1Vocabulary" label={words.adm1Vocabulary} hint={words.adm1VocabularyHint} />
      </PlaceFields>
    );
  if (noun === "party")
    return <PartyFields {...all} lists={{ ...lists, sides: lists.sides.filter(({ value }) => value !== slug) }} />;
  if (noun === "source")
    return (
      <SourceFields {...all}>
        <TextField form={form} name="file" label={words.file} />
        <TextField form={form} name="retrievedAt" label={words.retrievedAt} />
        <TextField form={form} name="sha256" label={words.sha256} wide />
      </SourceFields>
    );
  return (
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
        <SelectField
          form={form}
          name="continuedAs"
          label={words.continuedAs}
          hint={words.continuedAsHint}
          options={lists.corridors.filter(({ value }) => value !== slug)}
          empty={labels.none}
        />
      </div>
      <NewPlace
        {...all}
        prefix="newPlace."
        uses={[
          { field: "origin", label: labels.addOrigin },
          { field: "destination", label: labels.addDestination },
        ]}
      />
    </>
  );
}
