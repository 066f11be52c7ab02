import { Board } from "@/components/corridors/board";
import { PublicPage } from "@/components/site/public-page";
import { readBoard } from "@/lib/data/board";
import { paths } from "@/lib/paths";
import { type InPast, reading } from "./reading";

export const revalidate = 10;

export default async function BoardPage({ params }: { params: Promise<{ locale: string } & InPast> }) {
  const { locale: segment, past } = await params;
  const { db, now, reader, settings } = await reading(segment, past);
  const view = await readBoard(db, now);
  return (
    <PublicPage reader={reader} settings={settings} title={null} at={paths.board} section="board">
      <Board reader={reader} view={view} />
    </PublicPage>
  );
}
