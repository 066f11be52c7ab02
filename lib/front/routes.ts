import { instantOf, isSettled, parseInstant } from "../domain/instants";
import { canonicalRecords } from "../domain/records";
import { LOCALES, type Locale } from "../domain/vocabulary";
import { paths, rootOf } from "../paths";

/**
 * What a published page shows: the record as it is, what a query or a program asks of it, or the record as it was
 * (`recent`: of an instant that a save under way may still bear); and what says nothing of any day and is dear to make.
 * Each sort has memory and turns of its own, so that a flood of one never keeps readers from another.
 */
export type Sort = "page" | "query" | "api" | "past" | "recent" | "picture";

/**
 * What becomes of a request: published from memory, sent from the shelf of files, passed to Next, led to another address,
 * or answered with the ordinary 404 page.
 */
export type Route =
  | { kind: "publish"; path: string; sort: Sort }
  /** A whole file of the open data. */
  | { kind: "file"; path: string }
  /** `desk`: it is for those who sign in, or to sign in by. */
  | { kind: "pass"; path: string; desk: boolean }
  | { kind: "lead"; to: string }
  | { kind: "missing"; path: string };

const LOCALE = `(?:${LOCALES.join("|")})`;
const SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*";
const DATE = "\\d{4}-\\d{2}-\\d{2}";
const INSTANT = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,3})?Z";
/** Pages of the record: each can be asked for as of an instant. */
const RECORD = [
  "",
  `/days/${DATE}(?:/page/\\d{1,6})?`,
  "/corridors",
  "/corridors/page/\\d{1,6}",
  `/corridors/${SLUG}`,
  `/corridors/${SLUG}/${DATE}`,
  "/map",
  "/blame",
  `/blame/(?:sides|parties)/${SLUG}/${SLUG}`,
  `/parties/${SLUG}`,
  "/sources(?:/page/\\d{1,6})?",
  `/claims/(?:wider|(?:by|of|in|on)-${SLUG})(?:/\\d{1,6})?`,
  `/sources/${SLUG}`,
];
/** Pages that have no past. */
const OTHERS = ["/brief\\.txt", "/method", "/data", "/data/api", "/at", "/at/page/\\d{1,6}", `/embed/${SLUG}`];
/** What has no language in its address: it is for other programs and other sites. */
const SHARED = new RegExp(
  [
    "^/feed\\.(?:atom|json)$",
    `^/corridors/${SLUG}/(?:feed\\.atom|badge(?:\\.uk)?\\.svg)$`,
    "^/robots\\.txt$",
    "^/data/corridors\\.geojson$",
    "^/\\.well-known/security\\.txt$",
    "^/\\.well-known/corridor-tracker/(?:checkpoint|key\\.pem)$",
  ].join("|"),
);
const PICTURE = new RegExp(`^(?:/${LOCALE}(?:/corridors/${SLUG})?/picture\\.png|/sitemap\\.xml)$`);
/** Those of which there is one per language, with the page for what does not exist. */
const FIRST = new RegExp(
  `^/${LOCALE}(?:|/brief\\.txt|/corridors|/map|/blame|/sources|/method|/data|/at|/missing)$|^/feed\\.(?:atom|json)$`,
);
const PUBLIC = new RegExp(`^/${LOCALE}(?:${[...RECORD, ...OTHERS].join("|")})$`);
const PAST = new RegExp(`^/${LOCALE}/at/(${INSTANT})(?:${RECORD.join("|")})$`);
/** The explorer has its instant in its query. */
const PAST_RECORDS = new RegExp(`^/${LOCALE}/at/(${INSTANT})/records$`);
const ENTRANCE = new RegExp(`^/${LOCALE}/at$`);
/** The one page that a query is for. */
const QUERIED = new RegExp(`^/${LOCALE}/records$`);
const API = /^\/api\/v1\/[a-z0-9./-]+$/;
/** Without filters, in whatever variant. */
const FILE = /^\/data\/(?:[a-z-]+\.csv|datapackage\.json|corridor-tracker\.zip)$/;
const DESK = new RegExp(`^/${LOCALE}/(?:sign-in|link|desk)(?:/|$)|^/api/auth/`);
const PASSED = new RegExp(
  ["^/$", "^/_next/static/", FILE.source, "^/(?:favicon\\.ico|icon\\.svg|healthz|readyz)$", "^/assets/"].join("|"),
);

/**
 * Where a request goes: only what is on the list is published or passed, everything else is missing. A path with
 * percent signs, dots or double slashes is none of ours: spellings of a page must not reach the renderer behind its back.
 * Of a query only what the explorer understands gets through, in one spelling.
 * @param target the request target as it was sent, with its query
 */
export function routeOf(target: string, now = new Date()): Route {
  const path = target.split(/[?#]/, 1)[0] ?? "";
  const plain = !/%|\/\/|\/\.|\\/.test(path);
  const query = new URLSearchParams(target.slice(path.length).split("#", 1)[0]);
  if (plain && ENTRANCE.test(path) && query.has("date")) return { kind: "lead", to: askedBy(path, query) };
  const explored = plain ? PAST_RECORDS.exec(path) : null;
  if (explored?.[1]) return { kind: "lead", to: exploredAt(path, query, explored[1]) };
  if (plain && PUBLIC.test(path)) return { kind: "publish", path, sort: "page" };
  if (SHARED.test(path)) return { kind: "publish", path, sort: "page" };
  if (PICTURE.test(path)) return { kind: "publish", path, sort: "picture" };
  const instant = plain && parseInstant(PAST.exec(path)?.[1] ?? "");
  if (instant) return { kind: "publish", path, sort: pastSort(instant, now) };
  const asked = plain && QUERIED.test(path) ? canonicalRecords(query) : null;
  if (asked) {
    const root = rootOf(path.slice(1, 3) as Locale, asked.asOf);
    return {
      kind: "publish",
      path: paths.records(root, asked.query),
      sort: asked.asOf ? pastSort(asked.asOf, now) : "query",
    };
  }
  if (plain && FILE.test(path) && [...query.keys()].every((name) => name === "variant")) {
    const variants = query.getAll("variant");
    if (variants.length === 0) return { kind: "file", path };
    if (variants.length === 1 && /^[a-z]{1,10}$/.test(variants[0] ?? ""))
      return { kind: "file", path: `${path}?variant=${variants[0]}` };
  }
  if (plain && API.test(path)) {
    query.sort();
    const at = parseInstant(query.get("as_of") ?? "");
    return { kind: "publish", path: query.size > 0 ? `${path}?${query}` : path, sort: at ? pastSort(at, now) : "api" };
  }
  // chunk names of the framework hold encoded characters
  if (plain && DESK.test(path)) return { kind: "pass", path, desk: true };
  if (PASSED.test(path) && (plain || (path.startsWith("/_next/static/") && !/\/\/|\/\.|%2e|\\/i.test(path))))
    return { kind: "pass", path, desk: false };
  return { kind: "missing", path: missingFor(path) };
}

const pastSort = (at: Date, now: Date): Sort => (isSettled(at, now) ? "past" : "recent");

/** Where the form of the record as it was leads: to the instant; back to the form where it names none. */
function askedBy(path: string, query: URLSearchParams): string {
  const locale = path.slice(1, 3) as Locale;
  const [date, time, zone] = ["date", "time", "zone"].map((name) => query.get(name) ?? "") as [string, string, string];
  const at = instantOf(date, time, zone);
  return at ? paths.board(rootOf(locale, at)) : paths.past(locale);
}

/** The explorer's own address for an instant, with the same filters. */
function exploredAt(path: string, query: URLSearchParams, instant: string): string {
  query.set("as_of", instant);
  return paths.records(path.slice(1, 3) as Locale, query.toString());
}

const localeIn = (path: string) => LOCALES.find((locale) => `${path}/`.startsWith(`/${locale}/`));

/** The page that stands for one that does not exist, in the language of its path. */
export const missingFor = (path: string): string => `/${localeIn(path) ?? "en"}/missing`;

/** The same for those who sign in; nothing for what is no page, as `/api/auth/session`. */
export function deskMissingFor(path: string): string | undefined {
  const locale = localeIn(path);
  return locale && paths.deskMissing(locale);
}

/** Whether a published path is one of the few that everybody starts from. */
export const isFirst = (path: string): boolean => FIRST.test(path);
