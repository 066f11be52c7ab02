import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { BoardForm } from "@/components/entry/board-form.client";
import { newState } from "@/components/entry/form-state";
import { FollowUp } from "@/components/sheet/follow-up";
import { HandoverForm } from "@/components/sheet/handover-form.client";
import { Sheet } from "@/components/sheet/sheet.client";
import { requireActor } from "@/lib/auth/session";
import { readWindow } from "@/lib/data/board";
import { store } from "@/lib/data/client";
import { readDesk, readFollowUp } from "@/lib/data/desk";
import { listDrafts } from "@/lib/data/drafts";
import { listHandovers } from "@/lib/data/handovers";
import { readSettings } from "@/lib/data/settings";
import { isReviewedPerson, mayHandIn } from "@/lib/data/suggestions";
import { addDays, isDate, type LocalDate } from "@/lib/domain/dates";
import { isRefusalCode } from "@/lib/domain/errors";
import { may } from "@/lib/domain/policy";
import { QUALIFIERS } from "@/lib/domain/vocabulary";
import { instant, longDate, weekdayDate } from "@/lib/i18n/format";
import { formSentences, sheetSentences } from "@/lib/i18n/messages";
import { type Reader, readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../page-frame";
import { checkCorridors, handOver } from "./actions";
import { saveRow } from "./row-actions";
import { sheetRows } from "./sheet-rows";

type Search = { date?: string; done?: string; no?: string; corridor?: string; count?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Search> };

/** How many notes of earlier shifts are shown. */
const NOTES = 3;

/** The desk's first screen: every corridor of one day as a sheet, today where none is asked for. */
export default async function TodayPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await requireActor(locale);
  const search = await searchParams;
  const db = store().read;
  const settings = await readSettings(db);
  const reader = readerOf(locale, settings.timeZone, new Date());
  const { t } = reader;
  const window = await readWindow(db, reader.now);
  const date = search.date && isDate(search.date) ? search.date : window.today;
  const rows = await readDesk(db, actor, date);
  const drafts = await listDrafts(db, actor);
  const canPublish = await mayHandIn(db, actor);
  const canCheck = actor.kind === "person" && may(actor.role, "record.check");
  return (
    <DeskPage
      locale={locale}
      section="today"
      title={t("desk.board.title", { date: weekdayDate(locale, date) })}
      at={(other) => paths.deskDate(other, date)}
    >
      <Done reader={reader} search={search} date={date} />
      {!window.live && (
        <p className="notice">
          {window.lastDay === null ? (
            t("desk.board.nothingYet")
          ) : (
            <>
              {t("desk.board.notLive", { date: longDate(locale, window.lastDay) })}{" "}
              {date !== window.lastDay && (
                <a href={paths.deskDate(locale, window.lastDay)}>
                  {t("desk.board.goLast", { date: longDate(locale, window.lastDay) })}
                </a>
              )}
            </>
          )}
        </p>
      )}
      <Days reader={reader} date={date} today={window.today} />
      <FollowUp reader={reader} rows={await readFollowUp(db, date, reader.now)} />
      <p>
        {drafts.length ? (
          <a href={paths.deskDrafts(locale)}>{t("desk.board.draftsWaiting", { count: drafts.length })}</a>
        ) : (
          t("desk.board.noDrafts")
        )}
      </p>
      {rows.length === 0 ? (
        <p>{t("desk.board.noCorridors")}</p>
      ) : (
        <>
          <Sheet
            rows={await sheetRows(reader, actor, rows, date, canCheck)}
            person={actor.id}
            action={saveRow}
            date={date}
            locale={locale}
            labels={sheetSentences(locale)}
            words={formSentences(locale, await isReviewedPerson(db, actor))}
            qualifiers={QUALIFIERS.map((value) => ({ value, label: t(`qualifier.${value}`) }))}
            canPublish={canPublish}
            canCheck={canCheck}
          />
          {canCheck && (
            <BoardForm action={checkCorridors}>
              <input type="hidden" name="locale" value={locale} />
              <input type="hidden" name="date" value={date} />
              <input type="hidden" name="key" value={randomUUID()} />
              <div className="board-buttons">
                <button type="submit" data-key="n">
                  {t("desk.board.nothingNewSelected")}
                </button>
                <p className="hint">{t("desk.board.checkHint")}</p>
              </div>
            </BoardForm>
          )}
        </>
      )}
      {canPublish && (
        <p className="links">
          <a href={paths.deskReport(locale, date)}>{t("report.title")}</a>
          <a href={paths.deskCorridor(locale)}>{t("desk.board.newCorridor")}</a>
          <a href={paths.deskClaim(locale)}>{t("desk.board.newClaim")}</a>
        </p>
      )}
      <Handover reader={reader} />
    </DeskPage>
  );
}

/** What the last shifts left, and room for a note to the next one. */
async function Handover({ reader }: { reader: Reader }) {
  const { locale, t } = reader;
  const notes = await listHandovers(store().read, NOTES);
  return (
    <section className="handover" aria-labelledby="handover">
      <h2 id="handover">{t("sheet.handover.title")}</h2>
      {notes.length === 0 && <p>{t("sheet.handover.none")}</p>}
      {notes.map((note) => (
        <article key={note.id}>
          <p className="hint">
            {t("sheet.handover.line", { name: note.author, when: instant(locale, note.at, reader.zone) })}
          </p>
          <p className="note-text">{note.text}</p>
        </article>
      ))}
      <HandoverForm
        action={handOver}
        initial={newState({ values: { text: "" }, base: 0, key: randomUUID() })}
        labels={formSentences(locale)}
        locale={locale}
        signIn={paths.signIn(locale)}
        label={t("sheet.handover.label")}
        hint={t("sheet.handover.hint")}
        submit={t("sheet.handover.leave")}
      />
    </section>
  );
}

/** The day before and after, today, and any other by its date. */
function Days({ reader, date, today }: { reader: Reader; date: LocalDate; today: LocalDate }) {
  const { locale, t } = reader;
  const link = (to: LocalDate, text: string, rel?: string) => (
    <a rel={rel} href={paths.deskDate(locale, to)}>
      {text}
    </a>
  );
  return (
    <nav className="days" aria-label={t("desk.board.days")}>
      {link(addDays(date, -1), t("desk.board.previous"), "prev")}
      {date !== today && link(today, t("desk.board.today"))}
      {link(addDays(date, 1), t("desk.board.next"), "next")}
      <form method="get" action={paths.desk(locale)}>
        <label htmlFor="date">{t("desk.board.chooseDay")}</label>
        <input type="date" id="date" name="date" defaultValue={date} required />
        <button type="submit" className="quiet">
          {t("desk.board.show")}
        </button>
      </form>
      <p className="hint">{t("desk.board.zone", { zone: reader.zone })}</p>
    </nav>
  );
}

/** What was just done, or why it was not. */
function Done({ reader, search, date }: { reader: Reader; search: Search; date: LocalDate }): ReactNode {
  const { locale, t } = reader;
  const { done, no, corridor } = search;
  if (no) {
    return (
      <p className="notice" role="alert">
        {isRefusalCode(no) ? t(`problem.refusal.${no}`) : t("desk.done.nothingSelected")}
      </p>
    );
  }
  const sentence =
    done === "checked"
      ? t("desk.done.checked", { count: Number(search.count) || 0 })
      : done === "published" || done === "draft" || done === "discarded" || done === "corridor" || done === "claim"
        ? t(`desk.done.${done}`)
        : done === "report"
          ? t("report.done", { count: Number(search.count) || 0 })
          : done === "handover"
            ? t("sheet.handover.left")
            : null;
  if (!sentence) return null;
  return (
    <p className="notice done" role="status">
      {sentence}{" "}
      {done === "published" && corridor && /^[a-z0-9-]+$/.test(corridor) && (
        <a href={paths.corridorDay(locale, corridor, date)}>{t("desk.done.see")}</a>
      )}
    </p>
  );
}
