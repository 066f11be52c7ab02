import { type FieldsProps, PartyFields, PlaceFields, SourceFields } from "./entry-fields";

type Props = FieldsProps;

/** Open while something is typed in it, or wrong. */
const started = ({ form, prefix }: Props) =>
  [...Object.entries(form.values)].some(([name, value]) => name.startsWith(prefix) && value !== "") ||
  [...form.problems.keys()].some((name) => name.startsWith(prefix));

/** A party that is not on record yet: added at once, and chosen where its button says. */
export function NewParty(props: Props) {
  const { labels, prefix } = props;
  return (
    <details open={started(props)}>
      <summary>{labels.newParty}</summary>
      <PartyFields {...props} />
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
  const { labels, prefix } = props;
  return (
    <details open={started(props)}>
      <summary>{labels.newSource}</summary>
      <SourceFields {...props} />
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
  const { labels, prefix, uses } = props;
  return (
    <details open={started(props)}>
      <summary>{labels.newPlace}</summary>
      <PlaceFields {...props} />
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
