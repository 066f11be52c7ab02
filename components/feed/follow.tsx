import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

const code = (lines: string[]) => <code className="code small">{lines.join("\n")}</code>;

/**
 * How to follow the record from elsewhere: feeds, and a badge or frame for one's own pages, with code to copy.
 * @param corridor one corridor's slug; null: how to do it for any
 * @param site the public origin
 */
export function Follow({ reader, corridor, site }: { reader: Reader; corridor: string | null; site: string }) {
  const { locale, t } = reader;
  const slug = corridor ?? "SLUG";
  const badge = [
    `<a href="${site}${paths.corridor(locale, slug)}">`,
    `  <img src="${site}${paths.badge(locale, slug)}" alt="${t("feed.follow.badgeAlt")}" width="400">`,
    "</a>",
  ];
  const frame = [
    `<iframe src="${site}${paths.embed(locale, slug)}" title="${t("feed.follow.embedTitle")}"`,
    '  width="400" height="320" loading="lazy"></iframe>',
  ];
  return (
    <div className="stack">
      <h3>{t("feed.follow.feeds")}</h3>
      <p>{t("feed.follow.feedsExplained")}</p>
      <ul className="plain">
        {corridor && (
          <li>
            <a href={paths.corridorFeed(corridor)}>{t("feed.follow.feedCorridor")}</a>
          </li>
        )}
        <li>
          <a href={paths.feed}>{t("feed.follow.feedAll")}</a>
        </li>
        <li>
          <a href={paths.feedJson}>{t("feed.follow.feedJson")}</a>
        </li>
        {!corridor && (
          <li>
            {t("feed.follow.feedAnyCorridor")}: <code>{paths.corridorFeed(slug)}</code>
          </li>
        )}
      </ul>
      <h3>{t("feed.follow.badge")}</h3>
      <p>{t("feed.follow.badgeExplained")}</p>
      <p>{t("feed.follow.copy")}</p>
      {code(badge)}
      <h3>{t("feed.follow.embed")}</h3>
      <p>{t("feed.follow.embedExplained")}</p>
      <p>{t("feed.follow.copy")}</p>
      {code(frame)}
      {!corridor && <p>{t("feed.follow.which", { slug })}</p>}
    </div>
  );
}
