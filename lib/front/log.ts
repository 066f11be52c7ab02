import pino from "pino";

/**
 * What the site's processes say: a line of JSON each, on standard output. It holds no address of a reader, no name, no text
 * of a form and no query: whoever gets hold of a log learns what the site did, not who was there.
 */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
});

const LONGEST = 4_000;
/** Of what an error says in several lines, those that name a place in the code or a kind of error; the rest may be data. */
const FRAME = /^\s+at |^\s*(?:digest|code|name|errno|syscall): /;
const SECRETS: readonly [RegExp, string][] = [
  // who signs in to a database
  [/\/\/[^\s/@]+@/g, "//…@"],
  [/[^\s@"'<>(]+@[^\s@"'<>)]+\.[a-z]{2,}/gi, "…@…"],
  [/\b(?!127\.)\d{1,3}(?:\.\d{1,3}){3}\b/g, "…"],
  [/\b(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]+\b/gi, "…"],
  // tokens of links and sessions, keys
  [/[A-Za-z0-9_-]{40,}/g, "…"],
];

/** A text that a program wrote about its failure, without what may be somebody's. */
export function told(text: string): string {
  const [first = "", ...more] = text.trim().split("\n");
  let kept = [first, ...more.filter((line) => FRAME.test(line))].join("\n");
  for (const [secret, instead] of SECRETS) kept = kept.replace(secret, instead);
  return kept.slice(0, LONGEST);
}

/** What an error says, likewise. */
export const reasonOf = (error: unknown): string => told(error instanceof Error ? error.message : String(error));

/** Segments of addresses that are the same for everybody; house tests hold them against the folders of app/. */
const WORDS = new Set(
  (
    ".well-known _next account api app assets at audit audit.csv auth badge.svg badge.uk.svg blame brief.txt callback changes " +
    "checkpoint claims corridor-tracker corridor-tracker.zip corridors corridors.geojson credentials csrf data " +
    "datapackage.json days desk drafts embed emergency en entries favicon.ico feed.atom feed.json healthz history icon.svg " +
    "imports key.pem link map measures merge method missing new openapi.json page parties people picture.png places readyz records " +
    "report revisions robots.txt second-factor security.txt settings sides sign-in signout sitemap.xml sources static styles " +
    "suggestions totals uk upload v1 version corridor-days corridor-days.csv claims.csv corridors.csv places.csv parties.csv " +
    "sources.csv totals.csv revisions.csv"
  ).split(" "),
);

/** The kind of address that a path is: `/en/corridors/*`. What names an entry, a person or a link, and every query, is left out. */
export function kindOf(path: string): string {
  const segments = (path.split(/[?#]/, 1)[0] ?? "").split("/").slice(1, 10);
  return `/${segments.map((segment) => (segment === "" || WORDS.has(segment) ? segment : "*")).join("/")}`;
}
