import { missing } from "@/app/[locale]/(public)/known";
import { reading } from "@/app/[locale]/(public)/reading";
import { Embed } from "@/components/corridors/embed";
import { findReport } from "@/lib/data/corridors";

export const revalidate = 10;

export default async function EmbedPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { locale: segment, slug } = await params;
  const { db, now, reader, settings } = await reading(segment);
  const report = (await findReport(db, slug, now)) ?? missing();
  return <Embed reader={reader} settings={settings} corridor={report.corridor} days={report.days} />;
}
