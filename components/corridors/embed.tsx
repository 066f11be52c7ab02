import { AgeSentences } from "@/components/site/page-script";
import type { Corridor, CorridorDay } from "@/lib/domain/record";
import type { Settings } from "@/lib/domain/settings";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { CorridorName, corridorTitle } from "./corridor-name";
import { currentReport } from "./current-report";
import { StatusMark } from "./status-line";

/** One corridor in a frame on somebody else's page: what is on record for today, or that nothing is. */
export function Embed({
  reader,
  settings,
  corridor,
  days,
}: {
  reader: Reader;
  settings: Settings;
  corridor: Corridor;
  days: readonly CorridorDay[];
}) {
  const { locale, t } = reader;
  const site = locale === "uk" ? settings.titleUk : settings.titleEn;
  const { sentences, grade, touched, live, status } = currentReport(reader, days);
  const href = paths.corridor(locale, corridor.slug);
  return (
    <>
      <title>{`${corridorTitle(reader, corridor)} · ${site}`}</title>
      <meta name="robots" content="noindex" />
      <main className="frame">
        <p data-kept="" hidden className="aside small">
          {t("page.kept", { time: instant(locale, reader.now, reader.zone) })}
        </p>
        <AgeSentences reader={reader} href={paths.embed(locale, corridor.slug)} />
        <h1>
          <CorridorName reader={reader} corridor={corridor} />
        </h1>
        {sentences.map((sentence, i) => (
          <p key={sentence} className={live && i === 0 ? "status live" : "status"}>
            {live && i === 0 && status && <StatusMark status={status} />}
            <span>{sentence}</span>
          </p>
        ))}
        <p className="small muted">{[grade, touched].filter(Boolean).join(". ")}</p>
        <p className="small">
          <strong>{t("page.brief.reports")}</strong>
        </p>
        <p className="small">
          <a href={href} target="_top">
            {t("feed.embed.open")}
          </a>
          <span className="muted"> · {site}</span>
        </p>
      </main>
    </>
  );
}
