import { DayView } from "@/components/corridors/day-view";
import { PublicPage } from "@/components/site/public-page";
import { readDay } from "@/lib/data/days";
import { isDate } from "@/lib/domain/dates";
import { longDate } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { missing } from "../../known";
import { reading } from "../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

export default async function DayPage({ params }: { params: Promise<{ locale: string; date: string }> }) {
  const { locale: segment, date } = await params;
  const { db, locale, reader, settings } = await reading(segment);
  if (!isDate(date)) missing();
  const view = await readDay(db, date);
  return (
    <PublicPage reader={reader} settings={settings} title={longDate(locale, date)} at={(to) => paths.day(to, date)}>
      <DayView reader={reader} view={view} />
    </PublicPage>
  );
}
