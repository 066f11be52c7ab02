import type { ReactNode } from "react";
import { corridorTitle } from "@/components/corridors/corridor-name";
import type { FilterName } from "@/lib/domain/filters";
import type { NamedCorridor, Party } from "@/lib/domain/record";
import { ORDERS, VIEWS } from "@/lib/domain/records";
import type { Bilingual } from "@/lib/domain/text";
import { GRADES, SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { type Asked, faultText, named } from "./asked";

export type Choices = {
  corridors: NamedCorridor[];
  parties: Party[];
  regions: { code: string; name: Bilingual }[];
};
type Option = { value: string; text: string };

/** Filters that stand behind "more" until one of them is used. */
const MORE = ["grade", "announced_by", "blamed", "claimant", "region", "corridor"] as const satisfies FilterName[];

/** Every filter as a plain form; what was typed stands in it again, what is wrong with it beside it. */
export function RecordsForm({ reader, asked, choices }: { reader: Reader; asked: Asked; choices: Choices }) {
  const { locale, t, past } = reader;
  const byText = (a: Option, b: Option) => a.text.localeCompare(b.text, locale);
  const parties = choices.parties.map(({ slug, name }) => ({ value: slug, text: named(locale, name) })).sort(byText);
  const regions = choices.regions
    .map(({ code, name }) => ({ value: code, text: `${named(locale, name)} (${code})` }))
    .sort(byText);
  const corridors = choices.corridors
    .map((one) => ({ value: one.slug, text: corridorTitle(reader, one) }))
    .sort(byText);
  const open = MORE.some((name) => asked.typed[name].length > 0);
  const several = { reader, asked };
  return (
    <search>
      <form className="search" action={paths.records(locale)} method="get">
        {past && <input type="hidden" name="as_of" value={past.toISOString()} />}
        <div className="search-row">
          <One {...several} name="q" hint={t("explorer.form.qExplained")}>
            {(field) => <input type="search" maxLength={100} {...field} />}
          </One>
          <One {...several} name="from">
            {(field) => <input type={dateType(asked, "from")} min="1900-01-01" max="2999-12-31" {...field} />}
          </One>
          <One {...several} name="to">
            {(field) => <input type={dateType(asked, "to")} min="1900-01-01" max="2999-12-31" {...field} />}
          </One>
        </div>
        <Boxes
          {...several}
          name="status"
          options={SHOWN_STATUSES.map((value) => ({ value, text: t(`status.${value}`) }))}
        />
        <details open={open}>
          <summary>{t("explorer.form.more")}</summary>
          <div className="stack">
            <Boxes {...several} name="grade" options={GRADES.map((value) => ({ value, text: t(`grade.${value}`) }))} />
            <div className="search-row">
              <Selects {...several} name="announced_by" options={parties} />
              <Selects {...several} name="blamed" options={parties} />
              <Selects {...several} name="claimant" options={parties} />
            </div>
            <p className="small muted">{t("explorer.form.sides")}</p>
            <div className="search-row">
              <Selects {...several} name="region" options={regions} />
              {corridors.length > 0 && <Selects {...several} name="corridor" options={corridors} />}
            </div>
          </div>
        </details>
        <div className="search-row">
          <Choice reader={reader} name="view" values={VIEWS} chosen={asked.view} />
          <Choice reader={reader} name="order" values={ORDERS} chosen={asked.order} />
        </div>
        <p className="search-row">
          <button type="submit">{t("explorer.form.show")}</button>
          <a href={paths.records(reader.root)}>{t("explorer.form.clear")}</a>
        </p>
      </form>
    </search>
  );
}

/** A field for dates shows nothing else: what is none has to stay visible. */
const dateType = (asked: Asked, name: "from" | "to") =>
  asked.problems.some((problem) => problem.name === name && problem.fault === "date") ? "text" : "date";

type Filter<N extends FilterName> = { reader: Reader; asked: Asked; name: N };

/** What is wrong with a filter; its fields are described by it. */
function Faults({ reader, asked, name }: Filter<FilterName>) {
  const faults = asked.problems.filter((problem) => problem.name === name);
  if (faults.length === 0) return null;
  return (
    <p className="fault" id={`${name}-fault`}>
      {faults.map((fault) => faultText(reader, fault)).join(" ")}
    </p>
  );
}

type Described = { "aria-invalid"?: true; "aria-describedby"?: string };
const described = (asked: Asked, name: string, hint?: string): Described => {
  const wrong = asked.problems.some((problem) => problem.name === name);
  const by = [hint && `${name}-hint`, wrong && `${name}-fault`].filter(Boolean).join(" ");
  return { ...(wrong && { "aria-invalid": true }), ...(by && { "aria-describedby": by }) };
};

function One({
  reader,
  asked,
  name,
  hint,
  children,
}: Filter<"q" | "from" | "to"> & { hint?: string; children: (field: object) => ReactNode }) {
  return (
    <div className={name === "q" ? "wide" : undefined}>
      <label htmlFor={name}>{reader.t(`explorer.form.${name}`)}</label>
      {children({ id: name, name, defaultValue: asked.typed[name][0] ?? "", ...described(asked, name, hint) })}
      <Faults reader={reader} asked={asked} name={name} />
      {hint && (
        <p className="small muted" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** What was typed and is none of the options is one more: it stays until the reader takes it away. */
const withTyped = (options: Option[], typed: string[]): Option[] => [
  ...options,
  ...typed.filter((value) => !options.some((one) => one.value === value)).map((value) => ({ value, text: value })),
];

function Boxes({ reader, asked, name, options }: Filter<"status" | "grade"> & { options: Option[] }) {
  return (
    <fieldset className="boxes" aria-describedby={described(asked, name)["aria-describedby"]}>
      <legend>{reader.t(`explorer.filter.${name}`)}</legend>
      {withTyped(options, asked.typed[name]).map(({ value, text }) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={asked.typed[name].includes(value)} />
          {text}
        </label>
      ))}
      <Faults reader={reader} asked={asked} name={name} />
    </fieldset>
  );
}

/** A list to choose from for every value that was chosen, and one more for another. */
function Selects({
  reader,
  asked,
  name,
  options,
}: Filter<"announced_by" | "blamed" | "claimant" | "region" | "corridor"> & { options: Option[] }) {
  const { t } = reader;
  const chosen = asked.typed[name];
  const label = t(`explorer.filter.${name}`);
  return (
    <fieldset className="selects">
      <legend>{label}</legend>
      {[...chosen, ""].map((value, i) => (
        <select
          key={value}
          name={name}
          defaultValue={value}
          aria-label={i === 0 ? label : t("explorer.form.or", { filter: label })}
          {...described(asked, name)}
        >
          <option value="">{t(i === 0 ? "explorer.form.any" : "explorer.form.another")}</option>
          {withTyped(options, chosen).map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      ))}
      <Faults reader={reader} asked={asked} name={name} />
    </fieldset>
  );
}

function Choice({
  reader: { t },
  name,
  values,
  chosen,
}: {
  reader: Reader;
  name: "view" | "order";
  values: readonly ("list" | "grid" | "newest" | "oldest")[];
  chosen: string;
}) {
  return (
    <fieldset className="boxes">
      <legend>{t(`explorer.form.${name}`)}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={value === chosen} />
          {t(`explorer.form.${value}`)}
        </label>
      ))}
    </fieldset>
  );
}
