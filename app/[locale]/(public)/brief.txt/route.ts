import { briefText } from "@/components/corridors/brief";
import { readBoard } from "@/lib/data/board";
import { todayEnds } from "@/lib/data/today";
import { askOf } from "@/lib/data/windows";
import { reading } from "../reading";

export const dynamic = "force-static";
export const revalidate = 10;
export const generateStaticParams = () => [];

/** The board as plain text, at most 1 kB. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const { db, now, reader, settings } = await reading((await params).locale);
  const until = await todayEnds(askOf(db), now);
  return new Response(briefText(reader, settings, await readBoard(db, now), settings.url), {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Language": reader.locale,
      "X-Until": until.toISOString(),
    },
  });
}
