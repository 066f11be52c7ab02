import type { Site } from "@/lib/domain/settings";
import { LOCALES } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** As messengers and social networks name languages. */
const TAGS = { en: "en_GB", uk: "uk_UA" } as const;

/**
 * What messengers, search engines and feed readers find in the head of a page: its title, the sentence that it repeats
 * reports, a picture with the corridor's name, its feeds. Never a status: what they keep of a page may be days old.
 * @param title of the page
 * @param path its address
 * @param corridor slug of the corridor that it is about
 */
export function Sharing({
  reader,
  site,
  title,
  path,
  corridor,
}: {
  reader: Reader;
  site: Site;
  title: string;
  path: string;
  corridor: string | undefined;
}) {
  const { locale, t } = reader;
  const name = locale === "uk" ? site.titleUk : site.titleEn;
  const description = t("page.notice.reports");
  const picture = `${site.url}${corridor ? paths.corridorPicture(locale, corridor) : paths.picture(locale)}`;
  const others = LOCALES.filter((other) => other !== locale);
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={`${site.url}${path}`} />
      <meta property="og:locale" content={TAGS[locale]} />
      {others.map((other) => (
        <meta key={other} property="og:locale:alternate" content={TAGS[other]} />
      ))}
      <meta property="og:image" content={picture} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={title} />
      <meta name="twitter:card" content="summary_large_image" />
      <link rel="alternate" type="application/atom+xml" href={paths.feed} title={name} />
      <link rel="alternate" type="application/feed+json" href={paths.feedJson} title={name} />
      {corridor && (
        <link
          rel="alternate"
          type="application/atom+xml"
          href={paths.corridorFeed(corridor)}
          title={t("feed.follow.titleCorridor")}
        />
      )}
    </>
  );
}
