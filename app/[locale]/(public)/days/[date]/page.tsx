import { DayView } from "@/components/corridors/day-view";
import { PublicPage } from "@/components/site/public-page";
import { readDay } from "@/lib/data/days";
import { isDate } from "@/lib/domain/dates";
import { longDate } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { missing, pageNumber } from "../../known";
import { type InPast, reading } from "../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

type Params = { locale: string; date: string; page?: string } & InPast;

/** What is on record about a day, and under `/days/DATE/page/2` what follows. */
export default async function DayPage({ params }: { params: Promise<Params> }) {
  const { locale: segment, date, page: digits = "1", past } = await params;
  const { db, locale, reader, settings } = await reading(segment, past);
  if (!isDate(date)) missing();
  const page = pageNumber(digits);
  const view = await readDay(db, date, page);
  if (page > view.pages) missing();
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={longDate(locale, date)}
      at={(to) => paths.day(to, date, page)}
    >
      <DayView reader={reader} view={view} />
    </PublicPage>
  );
}
