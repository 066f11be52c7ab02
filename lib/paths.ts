import type { LocalDate } from "./domain/dates";
import type { List } from "./domain/register";
import type { EntryKind, Locale } from "./domain/vocabulary";

/** What the address of a public page begins with: a language, and for the record as it was, an instant. */
export type Root = Locale | `${Locale}/at/${string}`;

/** The beginning of addresses of the record as it was at an instant; now, where there is none. */
export const rootOf = (locale: Locale, at: Date | null): Root => (at ? `${locale}/at/${at.toISOString()}` : locale);

/** What the addresses of the further pages of a list end with. */
const further = (page: number) => (page === 1 ? "" : `/page/${page}`);

/** A query with the instant of the pages that it is asked on. */
function asked(root: Root, query: string): string {
  const at = root.split("/")[2];
  const all = [query, at && `as_of=${encodeURIComponent(at)}`].filter(Boolean).join("&");
  return all && `?${all}`;
}

/** Every URL of the site. Pages have a language, files and feeds have none. */
export const paths = {
  board: (root: Root) => `/${root}`,
  day: (root: Root, date: LocalDate, page = 1) => `/${root}/days/${date}${further(page)}`,
  corridors: (root: Root, page = 1) => `/${root}/corridors${further(page)}`,
  corridor: (root: Root, slug: string) => `/${root}/corridors/${slug}`,
  corridorDay: (root: Root, slug: string, date: LocalDate) => `/${root}/corridors/${slug}/${date}`,
  map: (root: Root) => `/${root}/map`,
  blame: (root: Root) => `/${root}/blame`,
  /** What one side, with everybody who belongs to it, says against another. */
  blameSides: (root: Root, from: string, to: string) => `/${root}/blame/sides/${from}/${to}`,
  blameParties: (root: Root, from: string, to: string) => `/${root}/blame/parties/${from}/${to}`,
  party: (root: Root, slug: string) => `/${root}/parties/${slug}`,
  sources: (root: Root, page = 1) => `/${root}/sources${further(page)}`,
  source: (root: Root, slug: string) => `/${root}/sources/${slug}`,
  /** @param list `wider`, `by-PARTY`, `of-PARTY`, `in-SOURCE` or `on-CORRIDOR` */
  claims: (root: Root, list: string, page = 1) => `/${root}/claims/${list}${page === 1 ? "" : `/${page}`}`,
  /** The record as it was: the way in, and the latest public changes. */
  past: (root: Root, page = 1) => (page === 1 ? `/${root}/at` : `/${root}/at/page/${page}`),
  /** The explorer; it has its instant in its query. */
  records: (root: Root, query = "") => `/${root.slice(0, 2)}/records${asked(root, query)}`,
  method: (root: Root) => `/${root}/method`,
  data: (root: Root) => `/${root}/data`,
  /** The record as it was has the same. */
  api: (root: Root) => `/${root.slice(0, 2)}/data/api`,
  openApi: "/api/v1/openapi.json",
  apiList: (noun: string, query = "") => `/api/v1/${noun}${query && `?${query}`}`,
  brief: (locale: Locale) => `/${locale}/brief.txt`,
  feed: "/feed.atom",
  feedJson: "/feed.json",
  corridorFeed: (slug: string) => `/corridors/${slug}/feed.atom`,
  badge: (locale: Locale, slug: string) => `/corridors/${slug}/badge${locale === "en" ? "" : `.${locale}`}.svg`,
  embed: (locale: Locale, slug: string) => `/${locale}/embed/${slug}`,
  /** What messengers show beside a link. */
  picture: (locale: Locale) => `/${locale}/picture.png`,
  corridorPicture: (locale: Locale, slug: string) => `/${locale}/corridors/${slug}/picture.png`,
  geojson: "/data/corridors.geojson",
  sitemap: "/sitemap.xml",
  securityTxt: "/.well-known/security.txt",
  checkpoint: "/.well-known/corridor-tracker/checkpoint",
  checkpointKey: "/.well-known/corridor-tracker/key.pem",
  file: (name: string, query = "") => `/data/${name}.csv${query && `?${query}`}`,
  /** The file as it was, on a page of the record as it was. */
  fileAt: (root: Root, name: string, query = "") => `/data/${name}.csv${asked(root, query)}`,

  /** What describes all files, and all files in one. */
  dataPackage: "/data/datapackage.json",
  zip: "/data/corridor-tracker.zip",

  signIn: (locale: Locale) => `/${locale}/sign-in`,
  /** Where the sign-in form is sent to. */
  enter: "/api/auth/callback/credentials",
  /** Where the sign-out form is sent to. */
  leave: "/api/auth/signout",
  secondFactor: (locale: Locale) => `/${locale}/sign-in/second-factor`,
  /** Where a one-time link leads. */
  link: (locale: Locale, token: string) => `/${locale}/link/${token}`,
  desk: (locale: Locale) => `/${locale}/desk`,
  /** What the publisher answers with for every address of the desk that leads nowhere. */
  deskMissing: (locale: Locale) => `/${locale}/desk/missing`,
  deskDay: (locale: Locale, slug: string, date: LocalDate) => `/${locale}/desk/days/${slug}/${date}`,
  deskReport: (locale: Locale, date?: LocalDate) => `/${locale}/desk/report${date ? `?date=${date}` : ""}`,
  deskDate: (locale: Locale, date: LocalDate) => `/${locale}/desk?date=${date}`,
  deskHistory: (locale: Locale, slug: string, date: LocalDate) => `/${locale}/desk/days/${slug}/${date}/history`,
  deskSuggestions: (locale: Locale) => `/${locale}/desk/suggestions`,
  deskSuggestion: (locale: Locale, id: string) => `/${locale}/desk/suggestions/${encodeURIComponent(id)}`,
  deskDrafts: (locale: Locale) => `/${locale}/desk/drafts`,
  deskDraft: (locale: Locale, id: string) => `/${locale}/desk/drafts/${id}`,
  deskLists: (locale: Locale) => `/${locale}/desk/corridors`,
  deskList: (locale: Locale, list: List, query = "") => `/${locale}/desk/${list}${query && `?${query}`}`,
  deskNewEntry: (locale: Locale, list: List) => `/${locale}/desk/${list}/new`,
  deskListed: (locale: Locale, list: List, slug: string) => `/${locale}/desk/${list}/${slug}`,
  deskMerge: (locale: Locale, list: List, slug: string, query = "") =>
    `/${locale}/desk/${list}/${slug}/merge${query && `?${query}`}`,
  deskCorridor: (locale: Locale) => `/${locale}/desk/corridors/new`,
  deskClaim: (locale: Locale) => `/${locale}/desk/claims/new`,
  deskClaimOf: (locale: Locale, key: string) => `/${locale}/desk/claims/${key}`,
  deskImports: (locale: Locale, query = "") => `/${locale}/desk/imports${query && `?${query}`}`,
  /** Where files are sent to. The front lets a longer body through to here (lib/front). */
  deskUpload: (locale: Locale) => `/${locale}/desk/imports/upload`,
  deskImport: (locale: Locale, id: string, query = "") =>
    `/${locale}/desk/imports/${encodeURIComponent(id)}${query && `?${query}`}`,
  deskChanges: (locale: Locale) => `/${locale}/desk/changes`,
  deskChange: (locale: Locale, id: string) => `/${locale}/desk/changes/${id}`,
  /** One entry of any kind: every version of it, and what can be done about them. @param entry its key */
  deskEntry: (locale: Locale, kind: EntryKind, entry: string) =>
    `/${locale}/desk/entries/${kind}/${entry.split("/").map(encodeURIComponent).join("/")}`,
  deskAudit: (locale: Locale, query = "") => `/${locale}/desk/audit${query && `?${query}`}`,
  deskAuditFile: (locale: Locale, query = "") => `/${locale}/desk/audit/audit.csv${query && `?${query}`}`,
  deskEmergency: (locale: Locale) => `/${locale}/desk/emergency`,
  deskAccount: (locale: Locale) => `/${locale}/desk/account`,
  deskPeople: (locale: Locale) => `/${locale}/desk/people`,
  deskSettings: (locale: Locale) => `/${locale}/desk/settings`,
} as const;
