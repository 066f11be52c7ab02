import { corridorTitle } from "@/components/corridors/corridor-name";
import { EntryView } from "@/components/corridors/entry-view";
import { PublicPage } from "@/components/site/public-page";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { isDate } from "@/lib/domain/dates";
import { longDate } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { missing } from "../../../known";
import { type InPast, reading } from "../../../reading";

export const revalidate = 10;
export const generateStaticParams = () => [];

type Params = Promise<{ locale: string; slug: string; date: string } & InPast>;

export default async function CorridorDayPage({ params }: { params: Params }) {
  const { locale: segment, slug, date, past } = await params;
  const { db, locale, reader, settings } = await reading(segment, past);
  const view = (isDate(date) && (await findCorridorDay(db, slug, date))) || missing();
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={`${corridorTitle(reader, view.corridor)}, ${longDate(locale, date)}`}
      at={(to) => paths.corridorDay(to, slug, date)}
      section="corridors"
      corridor={slug}
    >
      <EntryView reader={reader} date={date} view={view} />
    </PublicPage>
  );
}
