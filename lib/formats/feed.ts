import type { FeedBlock, FeedDocument, FeedEntry, FeedLine } from "../domain/feed";
import { printable, type Xml, xml, xmlDocument } from "./xml";

const XHTML = "http://www.w3.org/1999/xhtml";

const line = ({ text, link }: FeedLine) => [
  text,
  link ? [text && " ", xml("a", { href: link.href }, link.text)] : null,
];

const block = ({ heading, lines }: FeedBlock) =>
  heading === null
    ? lines.map((one) => xml("p", {}, line(one)))
    : [
        xml("p", {}, xml("strong", {}, heading)),
        xml(
          "ul",
          {},
          lines.map((one) => xml("li", {}, line(one))),
        ),
      ];

/** Each language in a part of its own; the same markup is XHTML and HTML. */
const contentOf = ({ parts }: FeedEntry, namespace: string | null): Xml =>
  xml(
    "div",
    { xmlns: namespace },
    parts.map(({ lang, blocks }) => xml("div", { lang, "xml:lang": lang }, blocks.map(block))),
  );

/** A feed as Atom (RFC 4287). */
export function atomFeed(feed: FeedDocument): string {
  const entries = feed.entries.map((entry) =>
    xml(
      "entry",
      {},
      xml("id", {}, entry.id),
      xml("title", {}, entry.title),
      xml("published", {}, entry.published.toISOString()),
      xml("updated", {}, entry.updated.toISOString()),
      xml("link", { rel: "alternate", type: "text/html", href: entry.url }),
      xml("content", { type: "xhtml" }, contentOf(entry, XHTML)),
    ),
  );
  return xmlDocument(
    xml(
      "feed",
      { xmlns: "http://www.w3.org/2005/Atom" },
      xml("id", {}, feed.id),
      xml("title", {}, feed.title),
      xml("subtitle", {}, feed.subtitle),
      xml("updated", {}, feed.updated.toISOString()),
      xml("author", {}, xml("name", {}, feed.author)),
      xml("rights", {}, feed.rights),
      xml("link", { rel: "self", type: "application/atom+xml", href: feed.atom }),
      xml("link", { rel: "alternate", type: "text/html", href: feed.url }),
      feed.checkpoint && xml("checkpoint", { xmlns: "urn:corridor-tracker" }, feed.checkpoint),
      entries,
    ),
  );
}

/** A feed as JSON Feed 1.1 (https://jsonfeed.org/version/1.1). */
export const jsonFeed = (feed: FeedDocument): string =>
  `${JSON.stringify(
    {
      version: "https://jsonfeed.org/version/1.1",
      title: printable(feed.title),
      description: printable(`${feed.subtitle} ${feed.rights}`),
      home_page_url: feed.url,
      feed_url: feed.json ?? undefined,
      _checkpoint: feed.checkpoint ?? undefined,
      authors: [{ name: printable(feed.author) }],
      items: feed.entries.map((entry) => ({
        id: entry.id,
        url: entry.url,
        title: printable(entry.title),
        content_html: contentOf(entry, null).xml,
        date_published: entry.published.toISOString(),
        date_modified: entry.updated.toISOString(),
      })),
    },
    null,
    1,
  )}\n`;
