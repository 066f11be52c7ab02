import type { ReactNode } from "react";
import { type DeskSection, DeskShell } from "@/components/desk/shell";
import { formToken } from "@/lib/auth/request";
import { currentSession } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readSettings } from "@/lib/data/settings";
import type { Locale } from "@/lib/domain/vocabulary";
import { localeOf } from "@/lib/i18n/locale";
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
  const [settings, session, token] = await Promise.all([readSettings(store().read), currentSession(), formToken()]);
  return (
    <DeskShell
      locale={locale}
      site={locale === "uk" ? settings.titleUk : settings.titleEn}
      title={title}
      section={section}
      person={session?.standing === "code" ? null : (session?.person ?? null)}
      formToken={token}
      at={at}
    >
      {children}
    </DeskShell>
  );
}
