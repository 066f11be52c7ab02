import type { FormState } from "./form-state";
import type { FormLabels } from "./lists";

/** What came back: done on the way, refused and why, with a link to every field that has to change. */
export function Answers({
  state,
  labels,
  signIn,
  nameOf,
}: {
  state: FormState;
  labels: FormLabels;
  /** Where to sign in again, in a tab of its own. */
  signIn: string;
  /** What a field is called, with the claim that it belongs to. */
  nameOf: (field: string) => string;
}) {
  return (
    <>
      {state.notice && (
        <p className="notice" role="status">
          {state.notice}
        </p>
      )}
      {state.refusal && (
        <div className="notice errors" role="alert" tabIndex={-1} id="answer">
          <h2>{state.refusal.text}</h2>
          {state.refusal.code === "not_signed_in" && (
            <p>
              <a href={signIn} target="_blank" rel="noopener">
                {labels.signInAgain}
              </a>
            </p>
          )}
          {state.problems.length > 0 && (
            <ul>
              {state.problems.map((problem) => (
                <li key={`${problem.field} ${problem.text}`}>
                  <a href={`#${problem.field}`}>{nameOf(problem.field)}</a>: {problem.text}
                  {problem.onPurpose && (
                    <label className="radio">
                      <input
                        type="checkbox"
                        name="meta.onPurpose"
                        value={problem.onPurpose}
                        defaultChecked={state.onPurpose.includes(problem.onPurpose)}
                      />
                      <span>{labels.onPurpose}</span>
                    </label>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  );
}

/**
 * Two versions of one entry side by side, field by field, and the choice between them.
 * @param form whose buttons these are, where they stand outside of it
 */
export function MeanwhileView({ state, labels, form }: { state: FormState; labels: FormLabels; form?: string }) {
  if (!state.meanwhile) return null;
  const { of, by, lines } = state.meanwhile;
  const title = `${form ?? ""}meanwhile-title`;
  return (
    <section className="meanwhile" aria-labelledby={title}>
      <h2 id={title}>{of === "record" ? labels.meanwhile : labels.meanwhileDraft}</h2>
      {by && <p>{by}</p>}
      {of === "record" && lines.length > 0 && <p>{labels.meanwhileMerged}</p>}
      {lines.length === 0 ? (
        <p>{labels.sameText}</p>
      ) : (
        <table className="table rows">
          <thead>
            <tr>
              <th scope="col">{labels.field}</th>
              <th scope="col">{labels.theirs}</th>
              <th scope="col">{labels.yours}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.field}>
                <th scope="row">{line.label}</th>
                <td data-label={labels.theirs}>{line.theirs || labels.empty}</td>
                <td data-label={labels.yours}>{line.yours || labels.empty}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="buttons">
        <button type="submit" form={form} name="intent" value="take.theirs" className="quiet">
          {labels.takeTheirs}
        </button>
        <button type="submit" form={form} name="intent" value="keep.mine" className="quiet">
          {of === "record" ? labels.keepMine : labels.keepMineDraft}
        </button>
      </p>
      {of === "record" && <p className="hint">{labels.keepMineHint}</p>}
    </section>
  );
}
