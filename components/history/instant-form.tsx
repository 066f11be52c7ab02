import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** Asks for an instant in the site's zone. A plain form: its address leads to the record as it was then. */
export function InstantForm({ reader: { locale, t, zone } }: { reader: Reader }) {
  return (
    <form action={paths.past(locale)} method="get" className="section stack" aria-labelledby="go">
      <h2 id="go">{t("past.form.title")}</h2>
      <div className="asked">
        <p>
          <label htmlFor="date">{t("past.form.date")}</label>
          <input type="date" id="date" name="date" required />
        </p>
        <p>
          <label htmlFor="time">{t("past.form.time", { zone })}</label>
          <input type="time" id="time" name="time" step={1} aria-describedby="time-hint" />
        </p>
      </div>
      <p id="time-hint" className="small muted">
        {t("past.form.timeHint")}
      </p>
      <input type="hidden" name="zone" value={zone} />
      <p>
        <button type="submit" className="go">
          {t("past.form.go")}
        </button>
      </p>
    </form>
  );
}
