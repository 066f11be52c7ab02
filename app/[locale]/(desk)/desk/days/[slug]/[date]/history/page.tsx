import { notFound } from "next/navigation";
import { corridorTitle } from "@/components/corridors/corridor-name";
import { History } from "@/components/entry/history";
import { requireActor } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { findOpenCorridor } from "@/lib/data/desk";
import { readHistory } from "@/lib/data/history";
import { readSettings } from "@/lib/data/settings";
import { isDate } from "@/lib/domain/dates";
import { dayKey } from "@/lib/domain/record";
import { longDate } from "@/lib/i18n/format";
import { readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../../../../../page-frame";

type Params = Promise<{ locale: string; slug: string; date: string }>;

/** Every version of a corridor day: who, in which role, when, why, and what changed. */
export default async function DayHistoryPage({ params }: { params: Params }) {
  const locale = await deskLocale(params);
  const { slug, date } = await params;
  const actor = await requireActor(locale);
  const db = store().read;
  const corridor = isDate(date) ? await findOpenCorridor(db, slug) : null;
  if (!corridor) notFound();
  const zone = corridor.origin.timeZone ?? (await readSettings(db)).timeZone;
  const reader = readerOf(locale, zone, new Date());
  const { t } = reader;
  const history = await readHistory(db, actor, "corridor_day", dayKey(slug, date));
  return (
    <DeskPage
      locale={locale}
      title={t("desk.history.title", { corridor: corridorTitle(reader, corridor), date: longDate(locale, date) })}
      at={(other) => paths.deskHistory(other, slug, date)}
    >
      <p className="small links">
        <a href={paths.deskDay(locale, slug, date)}>{t("desk.history.back")}</a>{" "}
        {history.ok && (
          <a href={paths.deskEntry(locale, "corridor_day", dayKey(slug, date))}>{t("life.entry.actions")}</a>
        )}
      </p>
      {history.ok ? (
        <History reader={reader} revisions={history.revisions} names={history.names} />
      ) : (
        <p>{t("desk.history.contributor")}</p>
      )}
    </DeskPage>
  );
}
