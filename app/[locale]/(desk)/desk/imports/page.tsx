import { UploadForm } from "@/components/imports/upload-form";
import { requireActor } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { listImports } from "@/lib/data/imports";
import { isReviewedPerson } from "@/lib/data/suggestions";
import { LARGEST_UPLOAD, MOST_COLUMNS, MOST_ROWS } from "@/lib/domain/arrivals";
import { isRefusalCode } from "@/lib/domain/errors";
import { instant, number } from "@/lib/i18n/format";
import type { Translate } from "@/lib/i18n/messages";
import { problemText } from "@/lib/i18n/problem-text";
import { FAULTS, isFaultCode } from "@/lib/ingest/table";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";

type Search = { no?: string; file?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Search> };

/** Why nothing was kept; null for an address that says nothing of the kind. */
function refusal(t: Translate, { no = "", file = "" }: Search): string | null {
  if (isRefusalCode(no)) return t(`problem.refusal.${no}`);
  if (no === "none") return t("imports.upload.none");
  if (!isFaultCode(no)) return null;
  const why = problemText(t, { field: "", code: no, values: FAULTS[no] });
  return t("imports.upload.refused", { file: file.slice(0, 100) || "CSV", why });
}

/** Where files are handed in, and what became of the latest. */
export default async function ImportsPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await requireActor(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const list = await listImports(store().read, actor);
  const reviewed = await isReviewedPerson(store().read, actor);
  const no = refusal(t, await searchParams);
  return (
    <DeskPage locale={locale} section="imports" title={t("imports.title")} at={paths.deskImports}>
      {no && (
        <p className="notice" role="alert">
          {no}
        </p>
      )}
      {!list.ok ? (
        <p className="notice">{t("problem.refusal.not_allowed")}</p>
      ) : (
        <>
          <p className="lead">{t("imports.intro")}</p>
          {reviewed ? (
            <p className="notice">{t("problem.refusal.review_required")}</p>
          ) : (
            <UploadForm reader={reader} limit={LARGEST_UPLOAD / 1024 / 1024} rows={MOST_ROWS} columns={MOST_COLUMNS} />
          )}
          <section className="section" aria-labelledby="latest">
            <h2 id="latest">{t("imports.list.title")}</h2>
            {list.runs.length === 0 ? (
              <p>{t("imports.list.none")}</p>
            ) : (
              <table className="table rows landed">
                <thead>
                  <tr>
                    <th scope="col">{t("imports.list.name")}</th>
                    <th scope="col">{t("imports.list.by")}</th>
                    <th scope="col">{t("imports.list.at")}</th>
                    <th scope="col">{t("imports.list.state")}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.runs.map((run) => (
                    <tr key={run.id}>
                      <th scope="row">
                        <a href={paths.deskImport(locale, run.id)}>{run.name}</a>{" "}
                        {t("imports.list.rows", { count: run.rows, number: number(locale, run.rows) })}
                      </th>
                      <td data-label={t("imports.list.by")}>{run.author}</td>
                      <td data-label={t("imports.list.at")}>{instant(locale, run.createdAt, reader.zone)}</td>
                      <td data-label={t("imports.list.state")}>
                        {t(run.changeSet ? "imports.list.done" : "imports.list.waiting")}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        </>
      )}
    </DeskPage>
  );
}
