import type { ReactNode } from "react";
import { type DeskSection, DeskShell } from "@/components/desk/shell";
import { formToken } from "@/lib/auth/request";
import { currentActor, currentSession } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readFreeze } from "@/lib/data/freeze";
import { readSettings } from "@/lib/data/settings";
import { countWaiting } from "@/lib/data/suggestions";
import { isReviewed } from "@/lib/domain/settings";
import type { Locale } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import { localeOf } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/messages";
import { type Reader, readerOf } from "@/lib/i18n/reader";

/** The language of the address; the desk has no page for what does not exist, so others get English. */
export const deskLocale = async (params: Promise<{ locale: string }>): Promise<Locale> =>
  localeOf((await params).locale) ?? "en";

/** For whom a page of the desk is written, with the site's own zone. */
export async function deskReader(locale: Locale): Promise<Reader> {
  return readerOf(locale, (await readSettings(store().read)).timeZone, new Date());
}

/** A page of the desk inside its shell, as whoever is signed in. */
export async function DeskPage({
  locale,
  title,
  section,
  at,
  children,
}: {
  locale: Locale;
  title: string;
  section?: DeskSection;
  at?: (locale: Locale) => string;
  children: ReactNode;
}) {
  const db = store().read;
  const [settings, session, token, freeze] = await Promise.all([
    readSettings(db),
    currentSession(),
    formToken(),
    readFreeze(db),
  ]);
  const actor = await currentActor();
  const waiting = actor ? await countWaiting(db, actor) : 0;
  const person = session?.standing === "code" ? null : (session?.person ?? null);
  const frozen =
    freeze && person
      ? translator(locale)("life.frozen", {
          when: instant(locale, freeze.since, settings.timeZone),
          reason: freeze.reason,
        })
      : null;
  return (
    <DeskShell
      locale={locale}
      site={locale === "uk" ? settings.titleUk : settings.titleEn}
      title={title}
      section={section}
      person={person}
      frozen={frozen}
      reviewed={actor?.kind === "person" && isReviewed(actor.role, settings)}
      waiting={waiting}
      formToken={token}
      at={at}
    >
      {children}
    </DeskShell>
  );
}
