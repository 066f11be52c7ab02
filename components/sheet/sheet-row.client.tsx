"use client";

import { MeanwhileView } from "@/components/entry/answers";
import type { Option } from "@/components/entry/field";
import { metaFields } from "@/components/entry/form-state";
import type { FormLabels } from "@/components/entry/lists";
import { TextArea } from "@/components/entry/text-area.client";
import type { Locale } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import type { Keeping } from "./keeping";
import { type RowAction, type RowStart, type RowState, type SheetLabels, standingText } from "./row-state";
import { useSheetRow } from "./use-sheet-row.client";

/** What all rows are told. */
export type RowProps = {
  action: RowAction;
  date: string;
  locale: Locale;
  labels: SheetLabels;
  words: FormLabels;
  qualifiers: Option[];
  canPublish: boolean;
  canCheck: boolean;
};

/** One corridor of the day: its cells, where it stands, and below it what came back. */
export function SheetRow({
  start,
  keeping,
  tell,
  ...props
}: RowProps & { start: RowStart; keeping: Keeping; tell: (text: string) => void }) {
  const { action, date, locale, labels, words, qualifiers, canPublish, canCheck } = props;
  const row = useSheetRow(start, action, labels, keeping, (text) => tell(`${start.name}: ${text}`));
  const { state, standing } = row;
  const id = `row.${start.corridor}`;
  const problems = new Map(state.problems.map(({ field, text }) => [field, text]));
  const of = <span className="sr">{start.name}</span>;
  /** The attributes by which a control belongs to its row, its column and its problem. */
  const cell = (name: string, label: string) => ({
    id: `${start.corridor}.${name}`,
    form: id,
    name,
    "data-cell": name,
    "aria-label": `${label}, ${start.name}`,
    "aria-invalid": problems.has(name) || undefined,
    "aria-describedby": problems.has(name) ? `${start.corridor}.${name}.problem` : undefined,
    defaultValue: state.values[name] ?? "",
    autoComplete: "off",
  });
  const list = (name: string, label: string, options: readonly Option[]) => (
    <td data-label={label}>
      <select {...cell(name, label)}>
        <option value="">{words.notStated}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </td>
  );
  return (
    <>
      <tr id={start.corridor} data-row data-standing={standing} onInput={row.onTyped}>
        <th scope="row">
          {canCheck && (
            <input
              type="checkbox"
              form="checks"
              name="corridors"
              value={start.corridor}
              aria-label={`${labels.select} ${start.name}`}
            />
          )}{" "}
          {start.name}
          {start.record}
          <form id={id} ref={row.form} action={row.post} onSubmit={row.onSubmit} aria-label={start.name}>
            {/* Enter in a field uses a form's first button: this one saves nothing and loses nothing */}
            <button type="submit" name="intent" value="stay" className="sr" tabIndex={-1} aria-hidden="true">
              {words.stay}
            </button>
            <input type="hidden" name="meta.locale" value={locale} />
            {metaFields(state).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <input type="hidden" name="corridor" value={start.corridor} />
            <input type="hidden" name="date" value={date} />
          </form>
        </th>
        {list("status", words.status, start.statuses)}
        {list("evacueesQualifier", words.qualifier, qualifiers)}
        {(["evacueesMin", "evacueesMax"] as const).map((name) => {
          const label = name === "evacueesMin" ? words.countMin : words.countMax;
          return (
            <td key={name} data-label={label}>
              <input {...cell(name, label)} type="text" inputMode="numeric" className="number" />
            </td>
          );
        })}
        {(["noteEn", "noteUk"] as const).map((name) => (
          <td key={name} data-label={words[name]}>
            <TextArea {...cell(name, words[name])} rows={1} lang={name === "noteEn" ? "en" : "uk"} />
          </td>
        ))}
        <td className="row-end">
          {canPublish && state.base > 0 && (
            <input {...cell("reason", words.reason)} type="text" placeholder={labels.reason} maxLength={500} />
          )}
          <p className="links">
            {canPublish && (
              <button type="submit" form={id} name="intent" value="publish" data-save>
                {words.publish} {of}
              </button>
            )}
            <button
              type="submit"
              form={id}
              name="intent"
              value="draft"
              className="quiet"
              data-save={canPublish ? undefined : true}
            >
              {words.keepDraft} {of}
            </button>
          </p>
          <p className="row-standing">{standingText(labels, standing)}</p>
          {row.newer && <p className="hint">{labels.newer}</p>}
          {!start.claimed && !state.draft && <p className="hint">{labels.noClaims}</p>}
          {state.draft && <a href={paths.deskDraft(locale, state.draft.id)}>{labels.openDraft}</a>}
          {start.links}
        </td>
      </tr>
      <Answer state={state} start={start} form={id} labels={labels} words={words} locale={locale} />
    </>
  );
}

/** What came back and is more than a word: why nothing was saved, what somebody else saved meanwhile. */
function Answer({
  state,
  start,
  form,
  labels,
  words,
  locale,
}: {
  state: RowState;
  start: RowStart;
  form: string;
  labels: SheetLabels;
  words: FormLabels;
  locale: Locale;
}) {
  if (!state.refusal && !state.notice && !state.meanwhile) return null;
  const names: Record<string, string> = {
    status: words.status,
    evacueesQualifier: words.qualifier,
    evacueesMin: words.countMin,
    evacueesMax: words.countMax,
    noteEn: words.noteEn,
    noteUk: words.noteUk,
    reason: words.reason,
  };
  const field = (name: string) => (name.startsWith("claims.") ? words.claims : (names[name] ?? words.theForm));
  return (
    <tr className="row-answer">
      <td colSpan={8}>
        <div className={state.refusal ? "notice errors" : "notice"}>
          {state.notice && <p>{state.notice}</p>}
          {state.refusal && (
            <p>
              <strong>{state.refusal.text}</strong>{" "}
              {state.refusal.code === "not_signed_in" && (
                <a href={paths.signIn(locale)} target="_blank" rel="noopener">
                  {words.signInAgain}
                </a>
              )}
            </p>
          )}
          {state.problems.length > 0 && (
            <ul>
              {state.problems.map((problem) => (
                <li key={`${problem.field} ${problem.text}`} id={`${start.corridor}.${problem.field}.problem`}>
                  {field(problem.field)}: {problem.text}
                  {problem.onPurpose && (
                    <label className="radio">
                      <input
                        type="checkbox"
                        form={form}
                        name="meta.onPurpose"
                        value={problem.onPurpose}
                        defaultChecked={state.onPurpose.includes(problem.onPurpose)}
                      />
                      <span>{words.onPurpose}</span>
                    </label>
                  )}
                </li>
              ))}
            </ul>
          )}
          {state.problems.length > 0 && (
            <p>
              <a href={start.dayLink}>{labels.fullForm}</a>
            </p>
          )}
          <MeanwhileView state={state} labels={words} form={form} />
        </div>
      </td>
    </tr>
  );
}
