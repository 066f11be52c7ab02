import { feedResponse } from "@/app/(open-data)/feeds";
import { atomFeed } from "@/lib/formats/feed";

export const dynamic = "force-dynamic";

/** What changed last in one corridor, as Atom. */
export const GET = async (_request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> =>
  feedResponse((await params).slug, "application/atom+xml; charset=utf-8", atomFeed);
