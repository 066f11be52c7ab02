import { feedResponse } from "@/app/(open-data)/feeds";
import { atomFeed } from "@/lib/formats/feed";

// made per request, for the publisher to keep: there is no store when the site is built
export const dynamic = "force-dynamic";

/** What changed last in the whole record, as Atom. */
export const GET = (): Promise<Response> => feedResponse(null, "application/atom+xml; charset=utf-8", atomFeed);
