import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** Hands files in: a plain form to an address of its own, which takes more than other forms. */
export function UploadForm({
  reader: { locale, t },
  limit,
  rows,
  columns,
}: {
  reader: Reader;
  /** The most that is taken: megabytes and rows of all files together, columns of each. */
  limit: number;
  rows: number;
  columns: number;
}) {
  return (
    <form method="post" action={paths.deskUpload(locale)} encType="multipart/form-data" className="form">
      <div className="field">
        <label htmlFor="files">{t("imports.upload.label")}</label>
        <p id="files-hint" className="small muted">
          {t("imports.upload.hint", { limit, rows: number(locale, rows), columns })}
        </p>
        <input
          type="file"
          id="files"
          name="files"
          multiple
          required
          accept=".csv,.tsv,.txt,text/csv"
          aria-describedby="files-hint"
        />
      </div>
      <p>
        <button type="submit">{t("imports.upload.submit")}</button>
      </p>
    </form>
  );
}
