import { redirect } from "next/navigation";
import { BeforeRecord } from "@/components/history/before-record";
import { RecordsView } from "@/components/records/records-view";
import { PublicPage } from "@/components/site/public-page";
import { store } from "@/lib/data/client";
import { pastPoint } from "@/lib/data/past";
import { inThePast } from "@/lib/data/past-shelf";
import { recordChoices } from "@/lib/data/record-choices";
import { gridOfRecords, listRecords } from "@/lib/data/records";
import { parseRecords, type RecordsQuestion, recordsQuery } from "@/lib/domain/records";
import { paths, rootOf } from "@/lib/paths";
import { knownLocale } from "../known";
import { type InPast, reading } from "../reading";

// the one public page that a query is for; the publisher hands on nothing but what the explorer knows
export const dynamic = "force-dynamic";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RecordsPage({ params, searchParams }: Props) {
  const locale = knownLocale((await params).locale);
  const query = Object.entries(await searchParams).flatMap(([name, values]) =>
    [values ?? []].flat().map((value): [string, string] => [name, value]),
  );
  const question = parseRecords(new URLSearchParams(query));
  const { asOf } = question;
  if (!asOf) return found(locale, question);
  const { read, url } = store();
  const point = await pastPoint(read, asOf, new Date());
  const at = (instant: Date | null) => paths.records(rootOf(locale, instant), recordsQuery(question));
  if (point.kind === "future") return redirect(at(null));
  if (point.kind === "before") {
    const { reader, settings } = await reading(locale, { at: asOf, db: read });
    return (
      <PublicPage
        reader={reader}
        settings={settings}
        title={reader.t("past.before.title")}
        at={(root) => paths.records(root, recordsQuery(question))}
      >
        <BeforeRecord reader={reader} begins={point.begins} />
      </PublicPage>
    );
  }
  if (point.canonical.getTime() !== asOf.getTime()) return redirect(at(point.canonical));
  return inThePast(url, point.reach, ({ db }) => found(locale, question, { at: point.canonical, db }));
}

/** The page with what a question finds, in the record of now or of then. */
async function found(locale: string, question: RecordsQuestion, past?: InPast["past"]) {
  const { db, now, reader, settings } = await reading(locale, past);
  const { filters, view } = question;
  const answer =
    filters &&
    (view === "grid"
      ? await gridOfRecords(db, filters, question, now)
      : { dates: null, ...(await listRecords(db, filters, question, now)) });
  const asked = answer?.ok === false ? { ...question, filters: null, problems: answer.unknown } : question;
  const choices = await recordChoices(db, question.typed.corridor);
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={reader.t("explorer.title")}
      at={(to) => paths.records(to, recordsQuery(asked))}
      section="records"
    >
      <RecordsView reader={reader} asked={asked} choices={choices} found={answer?.ok ? answer : null} />
    </PublicPage>
  );
}
