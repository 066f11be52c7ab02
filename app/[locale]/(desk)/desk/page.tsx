import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { BoardForm } from "@/components/entry/board-form.client";
import { DeskRows } from "@/components/entry/desk-rows";
import { requireActor } from "@/lib/auth/session";
import { lastDay } from "@/lib/data/board";
import { store } from "@/lib/data/client";
import { readDesk } from "@/lib/data/desk";
import { listDrafts } from "@/lib/data/drafts";
import { readSettings } from "@/lib/data/settings";
import { addDays, isDate, type LocalDate } from "@/lib/domain/dates";
import { REFUSALS, type RefusalCode } from "@/lib/domain/errors";
import { windowOf } from "@/lib/domain/freshness";
import { may } from "@/lib/domain/policy";
import { longDate, weekdayDate } from "@/lib/i18n/format";
import { type Reader, readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../page-frame";
import { checkCorridors } from "./actions";

type Search = { date?: string; done?: string; no?: string; corridor?: string; count?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Search> };

/** The desk's first screen: every corridor with its state on one day, today where none is asked for. */
export default async function TodayPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await requireActor(locale);
  const search = await searchParams;
  const db = store().read;
  const settings = await readSettings(db);
  const reader = readerOf(locale, settings.timeZone, new Date());
  const { t } = reader;
  const window = windowOf(await lastDay(db), 1, settings.timeZone, reader.now);
  const date = search.date && isDate(search.date) ? search.date : window.today;
  const rows = await readDesk(db, actor, date);
  const drafts = await listDrafts(db, actor);
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
        <BoardForm action={checkCorridors}>
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="date" value={date} />
          <input type="hidden" name="key" value={randomUUID()} />
          <DeskRows reader={reader} rows={rows} date={date} canCheck={canCheck} />
          {canCheck && (
            <div className="board-buttons">
              <button type="submit" data-key="n">
                {t("desk.board.nothingNewSelected")}
              </button>
              <p className="hint">{t("desk.board.checkHint")}</p>
            </div>
          )}
        </BoardForm>
      )}
      {canCheck && (
        <p className="links">
          <a href={paths.deskCorridor(locale)}>{t("desk.board.newCorridor")}</a>
          <a href={paths.deskClaim(locale)}>{t("desk.board.newClaim")}</a>
        </p>
      )}
    </DeskPage>
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
    const code = no in REFUSALS ? (no as RefusalCode) : null;
    return (
      <p className="notice" role="alert">
        {code ? t(`problem.refusal.${code}`) : t("desk.done.nothingSelected")}
      </p>
    );
  }
  const sentence =
    done === "checked"
      ? t("desk.done.checked", { count: Number(search.count) || 0 })
      : done === "published" || done === "draft" || done === "discarded" || done === "corridor" || done === "claim"
        ? t(`desk.done.${done}`)
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
