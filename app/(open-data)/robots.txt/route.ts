import { published } from "@/app/(open-data)/published";
import { siteUrl } from "@/lib/data/site";
import { robotsTxt } from "@/lib/formats/site-files";

export const dynamic = "force-dynamic";

/** What search engines may read, and where the list of pages is. */
export const GET = (): Response => published(robotsTxt(siteUrl()), "text/plain; charset=utf-8", null);
