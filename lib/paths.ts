import type { LocalDate } from "./domain/dates";
import type { Locale } from "./domain/vocabulary";

/** Every URL of the site. Pages have a language, files and feeds have none. */
export const paths = {
  board: (locale: Locale) => `/${locale}`,
  day: (locale: Locale, date: LocalDate) => `/${locale}/days/${date}`,
  corridors: (locale: Locale, page = 1) => (page === 1 ? `/${locale}/corridors` : `/${locale}/corridors/page/${page}`),
  corridor: (locale: Locale, slug: string) => `/${locale}/corridors/${slug}`,
  corridorDay: (locale: Locale, slug: string, date: LocalDate) => `/${locale}/corridors/${slug}/${date}`,
  party: (locale: Locale, slug: string) => `/${locale}/parties/${slug}`,
  sources: (locale: Locale) => `/${locale}/sources`,
  source: (locale: Locale, slug: string) => `/${locale}/sources/${slug}`,
  method: (locale: Locale) => `/${locale}/method`,
  data: (locale: Locale) => `/${locale}/data`,
  brief: (locale: Locale) => `/${locale}/brief.txt`,
  file: (name: string, query = "") => `/data/${name}.csv${query && `?${query}`}`,

  signIn: (locale: Locale) => `/${locale}/sign-in`,
  /** Where the sign-in form is sent to. */
  enter: "/api/auth/callback/credentials",
  /** Where the sign-out form is sent to. */
  leave: "/api/auth/signout",
  secondFactor: (locale: Locale) => `/${locale}/sign-in/second-factor`,
  /** Where a one-time link leads. */
  link: (locale: Locale, token: string) => `/${locale}/link/${token}`,
  desk: (locale: Locale) => `/${locale}/desk`,
  deskDay: (locale: Locale, slug: string, date: LocalDate) => `/${locale}/desk/days/${slug}/${date}`,
  deskDate: (locale: Locale, date: LocalDate) => `/${locale}/desk?date=${date}`,
  deskHistory: (locale: Locale, slug: string, date: LocalDate) => `/${locale}/desk/days/${slug}/${date}/history`,
  deskDrafts: (locale: Locale) => `/${locale}/desk/drafts`,
  deskDraft: (locale: Locale, id: string) => `/${locale}/desk/drafts/${id}`,
  deskCorridor: (locale: Locale) => `/${locale}/desk/corridors/new`,
  deskClaim: (locale: Locale) => `/${locale}/desk/claims/new`,
  deskClaimOf: (locale: Locale, key: string) => `/${locale}/desk/claims/${key}`,
  deskAccount: (locale: Locale) => `/${locale}/desk/account`,
  deskPeople: (locale: Locale) => `/${locale}/desk/people`,
  deskSettings: (locale: Locale) => `/${locale}/desk/settings`,
} as const;
