import { Facts } from "@/components/ui/facts";
import type { Source } from "@/lib/domain/record";
import { shownAddress } from "@/lib/domain/urls";
import { dateWithPrecision, instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

const external = (url: string | null) =>
  url && (
    <a href={url} rel="external nofollow">
      {shownAddress(url)}
    </a>
  );

/** What is known of a report: where to find it, and by which hash to recognise it. */
export function SourceFacts({ reader, source }: { reader: Reader; source: Source }) {
  const { locale, t, zone } = reader;
  return (
    <Facts
      rows={[
        [t("page.source.publisher"), source.publisher ?? t("page.source.publisherNotNamed")],
        [
          t("page.source.published"),
          dateWithPrecision(t, locale, { date: source.publishedOn, precision: source.publishedOnPrecision }),
        ],
        [t("page.source.url"), external(source.url)],
        [t("page.source.archive"), external(source.archiveUrl)],
        [t("page.source.file"), source.file && <code key="file">{source.file}</code>],
        [t("page.source.retrieved"), source.retrievedAt && instant(locale, source.retrievedAt, zone)],
        [t("page.source.hash"), source.sha256 && <code key="hash">{source.sha256}</code>],
      ]}
    />
  );
}
