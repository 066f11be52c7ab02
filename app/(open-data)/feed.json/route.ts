import { feedResponse } from "@/app/(open-data)/feeds";
import { jsonFeed } from "@/lib/formats/feed";

export const dynamic = "force-dynamic";

/** What changed last in the whole record, as JSON Feed. */
export const GET = (): Promise<Response> => feedResponse(null, "application/feed+json; charset=utf-8", jsonFeed);
