import { listsOf } from "@/components/entry/lists";
import { ReportForm } from "@/components/entry/report-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import { isReviewedPerson } from "@/lib/data/suggestions";
import { dateAt, isDate } from "@/lib/domain/dates";
import { TEMPLATE_NAMES } from "@/lib/domain/report-form";
import { formSentences, reportSentences } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";
import { type Start, startOf } from "../starting";
import { editReport } from "./actions";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Awaited<Start> & { date?: string }> };

/** One report, entered once, with everything that it says of many corridors and days. */
export default async function ReportPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const { date } = await searchParams;
  const day = date && isDate(date) ? date : dateAt(reader.now, reader.zone);
  const waits = await isReviewedPerson(store().read, actor);
  const labels = formSentences(locale);
  const words = reportSentences(locale).form;
  const values = { "dates.0": day, reason: t("report.usualReason") };
  return (
    <DeskPage locale={locale} title={t("report.title")} at={(other) => paths.deskReport(other, day)}>
      <p>{t("report.intro")}</p>
      <ReportForm
        action={editReport}
        initial={await startOf(actor, searchParams, { values, base: 0 })}
        labels={labels}
        words={waits ? { ...words, save: labels.handIn } : words}
        lists={listsOf(reader, await readChoices(store().read, actor))}
        templates={TEMPLATE_NAMES.map((value) => ({ value, label: t(`report.template.${value}.label`) }))}
        locale={locale}
        signIn={paths.signIn(locale)}
      />
    </DeskPage>
  );
}
