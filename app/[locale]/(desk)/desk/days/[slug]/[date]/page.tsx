import { notFound } from "next/navigation";
import { corridorTitle } from "@/components/corridors/corridor-name";
import { DayForm } from "@/components/entry/day-form.client";
import { listsOf } from "@/components/entry/lists";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { findOpenCorridor, newestVersion, readChoices } from "@/lib/data/desk";
import { findDraft, listDrafts } from "@/lib/data/drafts";
import { listRevisions } from "@/lib/data/revisions";
import { readSettings } from "@/lib/data/settings";
import { isReviewedPerson, mayHandIn } from "@/lib/data/suggestions";
import { isDate, phaseOf } from "@/lib/domain/dates";
import { dayTyped, newDay } from "@/lib/domain/day-form";
import type { Actor } from "@/lib/domain/policy";
import { dayKey } from "@/lib/domain/record";
import { TEMPLATE_NAMES } from "@/lib/domain/report-form";
import { instant, longDate, weekdayDate } from "@/lib/i18n/format";
import { formSentences } from "@/lib/i18n/messages";
import { type Reader, readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../../../../page-frame";
import { type Start, startOf } from "../../../starting";
import { editDay } from "./actions";

type Params = Promise<{ locale: string; slug: string; date: string }>;

/** What the form starts from: a draft that the actor may open, else what is published, else nothing. */
async function startOfDay(actor: Actor | null, slug: string, date: string, search: Start) {
  const db = store().read;
  const entry = dayKey(slug, date);
  const published = await newestVersion(db, "corridor_day", entry);
  const { draft: draftId } = await search;
  const found = actor && draftId ? await findDraft(db, actor, draftId) : null;
  const opened = found?.draft.entry === entry ? found : null;
  const values = opened?.typed ?? (published.payload ? dayTyped(published.payload) : newDay(slug, date));
  const draft = opened && { id: opened.draft.id, version: opened.draft.version };
  const base = opened?.draft.baseRevision ?? published.revision;
  const state = await startOf(actor, search, { values, base, draft });
  return { published, opened: opened?.draft ?? null, state };
}

export default async function DayPage({ params, searchParams }: { params: Params; searchParams: Start }) {
  const locale = await deskLocale(params);
  const { slug, date } = await params;
  const actor = await actorOfForm(locale);
  const db = store().read;
  const corridor = isDate(date) ? await findOpenCorridor(db, slug) : null;
  if (!corridor) notFound();
  const now = new Date();
  const zone = corridor.origin.timeZone ?? (await readSettings(db)).timeZone;
  const reader = readerOf(locale, zone, now);
  const phase = phaseOf(date, zone, now);
  const { published, opened, state } = await startOfDay(actor, slug, date, searchParams);
  const canPublish = actor !== null && (await mayHandIn(db, actor));
  const lists = listsOf(reader, await readChoices(db, actor), phase);
  const { t } = reader;
  return (
    <DeskPage
      locale={locale}
      title={t("desk.day.title", { corridor: corridorTitle(reader, corridor), date: weekdayDate(locale, date) })}
      at={(other) => paths.deskDay(other, slug, date)}
    >
      <p className="small">
        <a href={paths.deskDate(locale, date)}>{t("desk.day.back", { date: longDate(locale, date) })}</a>
      </p>
      {actor && (
        <Standing
          reader={reader}
          actor={actor}
          slug={slug}
          date={date}
          published={published.revision}
          opened={opened}
        />
      )}
      {phase === "future" && <p className="notice">{t("desk.day.future", { zone })}</p>}
      {actor && !canPublish && <p className="notice">{t("desk.day.contributor")}</p>}
      <DayForm
        action={editDay}
        initial={state}
        labels={formSentences(locale, await isReviewedPerson(db, actor))}
        lists={lists}
        templates={TEMPLATE_NAMES.map((value) => ({ value, label: t(`report.template.${value}.label`) }))}
        signIn={paths.signIn(locale)}
        locale={locale}
        canPublish={canPublish || actor === null}
      />
    </DeskPage>
  );
}

/** Which version the form was made from, and what else there is for this day. */
async function Standing({
  reader,
  actor,
  slug,
  date,
  published,
  opened,
}: {
  reader: Reader;
  actor: Actor;
  slug: string;
  date: string;
  published: number;
  opened: { id: string; author: string; updatedAt: Date; baseRevision: number } | null;
}) {
  const { locale, t } = reader;
  const db = store().read;
  const entry = dayKey(slug, date);
  const newest = published ? (await listRevisions(db, "corridor_day", entry))[0] : undefined;
  const others = (await listDrafts(db, actor)).filter((draft) => draft.entry === entry && draft.id !== opened?.id);
  const when = (at: Date) => instant(locale, at, reader.zone);
  return (
    <div className="standing">
      <p>
        {opened
          ? t("desk.day.draftOf", { name: opened.author, when: when(opened.updatedAt) })
          : newest
            ? t("desk.day.version", { revision: String(newest.seq), when: when(newest.at) })
            : t("desk.day.new")}
      </p>
      {opened && opened.baseRevision !== published && <p className="notice">{t("desk.day.draftOlder")}</p>}
      {published > 0 && (
        <p className="links">
          <a href={paths.corridorDay(locale, slug, date)}>{t("desk.day.public")}</a>
          <a href={paths.deskHistory(locale, slug, date)}>{t("desk.day.history")}</a>
        </p>
      )}
      {others.length > 0 && (
        <>
          <p>{t("desk.day.otherDrafts")}:</p>
          <ul>
            {others.map((draft) => (
              <li key={draft.id}>
                <a href={paths.deskDraft(locale, draft.id)}>
                  {draft.mine ? t("desk.board.draftMine") : t("desk.board.draftBy", { name: draft.author })},{" "}
                  {when(draft.updatedAt)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
