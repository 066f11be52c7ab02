import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

/** Lets what can land, land, or throws the upload away. */
export function RunForm({
  reader: { locale, t },
  action,
  run,
  writes,
  problems,
  typed,
}: {
  reader: Reader;
  action: (form: FormData) => Promise<void>;
  run: { id: string; version: number; name: string };
  writes: number;
  problems: number;
  /** The reason of an attempt that came to nothing. */
  typed: string | undefined;
}) {
  const hidden = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="id" value={run.id} />
      <input type="hidden" name="version" value={run.version} />
    </>
  );
  return (
    <section className="section" aria-labelledby="run">
      <h2 id="run">{t("imports.run.title")}</h2>
      <p>{t("imports.run.summary", { entries: writes, number: number(locale, writes) })}</p>
      {writes > 0 && (
        <form action={action} className="form">
          {hidden}
          <div className="field">
            <label htmlFor="reason">{t("imports.run.reason")}</label>
            <p id="reason-hint" className="small muted">
              {t("imports.run.reasonHint")}
            </p>
            <input
              id="reason"
              name="reason"
              type="text"
              maxLength={500}
              required
              aria-describedby="reason-hint"
              defaultValue={typed ?? t("imports.reason", { files: run.name }).slice(0, 500)}
            />
          </div>
          {problems > 0 && (
            <p>
              <input id="skip" type="checkbox" name="skip" required />{" "}
              <label htmlFor="skip">
                {t("imports.run.skip")}: {number(locale, problems)}
              </label>
            </p>
          )}
          <p>{t("imports.run.locked")}</p>
          <p>
            <button type="submit" name="intent" value="import">
              {t("imports.run.submit")}
            </button>
          </p>
        </form>
      )}
      <form action={action}>
        {hidden}
        <button type="submit" name="intent" value="discard" className="quiet">
          {t("imports.run.discard")}
        </button>
      </form>
    </section>
  );
}
