import type { Source } from "@/lib/domain/record";
import { dateWithPrecision } from "@/lib/i18n/format";
import type { Translate } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** Where in a report: a numbered paragraph is named in the reader's language, anything else as recorded. */
export function placeInSource(t: Translate, place: string): string {
  const number = /^paragraph (\d+)$/.exec(place)?.[1];
  return number ? t("page.source.paragraph", { number }) : place;
}

/** What a report is called: its publisher and date, or that its publisher is not named. */
export function sourceTitle({ locale, t }: Reader, source: Source): string {
  const publisher = source.publisher ?? t("page.source.notNamed");
  if (!source.publishedOn) return publisher;
  const date = dateWithPrecision(t, locale, { date: source.publishedOn, precision: source.publishedOnPrecision });
  return `${publisher}, ${date}`;
}

/** A report as a link to its page, with the place in it. */
export function SourceReference({ reader, source, place }: { reader: Reader; source: Source; place?: string | null }) {
  const { t } = reader;
  return (
    <>
      <a href={paths.source(reader.root, source.slug)}>{sourceTitle(reader, source)}</a>
      {place && `, ${placeInSource(t, place)}`}
      {source.retracted && ` (${t("page.source.retracted")})`}
    </>
  );
}
