import { IMPORT_FILES, type ImportFile } from "@/lib/domain/arrivals";
import { codesOf, MAPPED_FIELDS, type Mapping } from "@/lib/domain/mapping";
import type { Reader } from "@/lib/i18n/reader";

type Action = (form: FormData) => Promise<void>;

/** One column of somebody else's table, with a value to know it by. */
export type Column = { name: string; example: string };
/** Values of a coded field that are none of ours, as the file has them. */
export type OddValues = { field: string; values: string[] };

/** Says what the columns and values of a table mean, field by field of ours. */
export function MappingForm({
  reader: { locale, t },
  action,
  run,
  file,
  name,
  mapping,
  columns,
  odd,
}: {
  reader: Reader;
  action: Action;
  run: { id: string; version: number };
  /** Its number in the upload. */
  file: number;
  name: string;
  mapping: Mapping;
  columns: Column[];
  odd: OddValues[];
}) {
  const fields = MAPPED_FIELDS[mapping.file];
  const mapped = new Set(Object.values(mapping.columns));
  const id = (part: string) => `map-${file}-${part}`;
  return (
    <section className="section" aria-labelledby={id("title")}>
      <h2 id={id("title")}>{t("imports.map.title", { file: name })}</h2>
      <p>{t("imports.map.hint")}</p>
      <form action={action} className="entry">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="id" value={run.id} />
        <input type="hidden" name="version" value={run.version} />
        <input type="hidden" name="file" value={file} />
        <div className="fields">
          <div className="field">
            <label htmlFor={id("what")}>{t("imports.map.what")}</label>
            <select id={id("what")} name="what" defaultValue={mapping.file}>
              {IMPORT_FILES.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" name="intent" value="what" className="quiet">
            {t("imports.map.show")}
          </button>
        </div>
        <table className="table rows landed">
          <thead>
            <tr>
              <th scope="col">{t("imports.map.column")}</th>
              <th scope="col">{t("imports.map.example")}</th>
              <th scope="col">{t("imports.map.means")}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name: column, example }, i) => (
              <tr key={column || i}>
                <th scope="row" id={id(`column-${i}`)}>
                  {column || "–"}
                </th>
                <td data-label={t("imports.map.example")}>{example}</td>
                <td data-label={t("imports.map.means")}>
                  <select
                    name={`column:${i}`}
                    aria-labelledby={id(`column-${i}`)}
                    defaultValue={mapping.columns[column] ?? ""}
                  >
                    <option value="">{t("imports.map.leave")}</option>
                    {fields.map((field) => (
                      <option key={field} value={field}>
                        {field}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {odd.map(({ field, values }) => (
          <fieldset key={field}>
            <legend>
              {t("imports.map.values")}: {field}
            </legend>
            <div className="fields">
              {values.map((value, i) => (
                <div className="field" key={value}>
                  <label htmlFor={id(`${field}-${i}`)}>{value}</label>
                  <select
                    id={id(`${field}-${i}`)}
                    name={`value:${field}:${value}`}
                    defaultValue={mapping.values[field]?.[value] ?? ""}
                  >
                    <option value="">{t("imports.map.unread")}</option>
                    {(codesOf(mapping.file, field) ?? []).map((code) => (
                      <option key={code} value={code}>
                        {code}
                      </option>
                    ))}
                  </select>
                </div>
              ))}
            </div>
          </fieldset>
        ))}
        <fieldset>
          <legend>{t("imports.map.constants")}</legend>
          <p className="hint">{t("imports.map.constantsHint")}</p>
          <div className="fields">
            {fields
              .filter((field) => !mapped.has(field))
              .map((field) => (
                <Constant key={field} file={mapping.file} field={field} id={id(field)} mapping={mapping} />
              ))}
          </div>
        </fieldset>
        <p className="buttons">
          <button type="submit" name="intent" value="save">
            {t("imports.map.save")}
          </button>
        </p>
      </form>
    </section>
  );
}

function Constant({ file, field, id, mapping }: { file: ImportFile; field: string; id: string; mapping: Mapping }) {
  const codes = codesOf(file, field);
  const common = { id, name: `constant:${field}`, defaultValue: mapping.constants[field] ?? "" };
  return (
    <div className="field">
      <label htmlFor={id}>{field}</label>
      {codes ? (
        <select {...common}>
          <option value="" />
          {codes.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      ) : (
        <input type="text" autoComplete="off" {...common} />
      )}
    </div>
  );
}
