import { corridorTitle } from "@/components/corridors/corridor-name";
import { feedEntry } from "@/components/feed/feed-entries";
import { readCheckpoint } from "@/lib/data/checkpoint";
import { store } from "@/lib/data/client";
import { findReport } from "@/lib/data/corridors";
import { readFeed } from "@/lib/data/feed";
import { lastChange } from "@/lib/data/revisions";
import { readSite } from "@/lib/data/site";
import { todayEnds } from "@/lib/data/today";
import { askOf } from "@/lib/data/windows";
import type { FeedDocument } from "@/lib/domain/feed";
import { LOCALES } from "@/lib/domain/vocabulary";
import { readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { nothing, published } from "./published";

/**
 * The answer to a request for a feed: of the whole record, or of one corridor.
 * @param print the feed in its format
 */
export async function feedResponse(
  corridor: string | null,
  type: string,
  print: (feed: FeedDocument) => string,
): Promise<Response> {
  const db = store().read;
  const now = new Date();
  const site = await readSite(db);
  const entries = await readFeed(db, corridor);
  const about = corridor === null ? null : await findReport(db, corridor, now);
  if (!entries || (corridor !== null && !about)) return nothing();
  const readers = LOCALES.map((locale) => readerOf(locale, site.timeZone, now));
  const names = readers.map((reader) => {
    const title = reader.locale === "uk" ? site.titleUk : site.titleEn;
    return about ? reader.t("feed.title", { name: corridorTitle(reader, about.corridor), site: title }) : title;
  });
  const inAll = (key: "feed.subtitle") => readers.map(({ t }) => t(key)).join(" ");
  const licence = [site.licenceName, site.licenceUrl && `(${site.licenceUrl})`].filter(Boolean).join(" ");
  const own = corridor === null ? paths.feed : paths.corridorFeed(corridor);
  const changed = entries[0]?.updated ?? (await lastChange(db))?.at ?? new Date(0);
  const feed: FeedDocument = {
    id: `${site.url}${own}`,
    title: names.join(" · "),
    subtitle: inAll("feed.subtitle"),
    author: site.publisher || site.titleEn,
    rights: readers.map(({ t }) => t("feed.rights", { licence })).join(" "),
    atom: `${site.url}${own}`,
    json: corridor === null ? `${site.url}${paths.feedJson}` : null,
    url: `${site.url}${corridor === null ? paths.board("en") : paths.corridor("en", corridor)}`,
    updated: changed,
    checkpoint: await readCheckpoint(db),
    entries: entries.map((entry) => feedEntry(readers, entry, site.url)),
  };
  return published(print(feed), type, await todayEnds(askOf(db), now));
}
