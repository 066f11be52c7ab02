import { Board } from "@/components/corridors/board";
import { PublicPage } from "@/components/site/public-page";
import { ReportsNotice } from "@/components/site/reports-notice";
import { readBoard } from "@/lib/data/board";
import { store } from "@/lib/data/client";
import { readSettings } from "@/lib/data/settings";
import { readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { knownLocale } from "./missing";

export const revalidate = 10;

export default async function BoardPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = knownLocale((await params).locale);
  const now = new Date();
  const db = store().read;
  const [settings, view] = await Promise.all([readSettings(db), readBoard(db, now)]);
  const reader = readerOf(locale, settings.timeZone, now);
  return (
    <PublicPage reader={reader} settings={settings} title={null} at={paths.board} section="board">
      <ReportsNotice reader={reader} settings={settings} />
      <Board reader={reader} view={view} />
    </PublicPage>
  );
}
