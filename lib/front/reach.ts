import { LOCALES } from "../domain/vocabulary";

/** What every public page is sent with: no script but our own files, nothing inline, no other host. */
const PAGE_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "geolocation=(), camera=(), microphone=()",
} as const;

const FRAME = new RegExp(`^/(?:${LOCALES.join("|")})/embed/`);
const API = /^\/api\/v1\//;
const PICTURE = /\.(?:png|svg)$/;
const FEED = /\.(?:atom|geojson|json|pem|txt|xml)$|\/checkpoint$/;

type Headers = Readonly<Record<string, string>>;
/** In no frame; the older header is for browsers that know no `frame-ancestors`. */
export const OWN: Headers = { ...PAGE_HEADERS, "x-frame-options": "DENY" };
const SHOWN: Headers = { ...OWN, "cross-origin-resource-policy": "cross-origin" };
const READ: Headers = { ...SHOWN, "access-control-allow-origin": "*" };
const ASKED: Headers = { ...READ, "access-control-expose-headers": "ETag, Link, Retry-After" };
const FRAMED: Headers = {
  ...PAGE_HEADERS,
  "cross-origin-resource-policy": "cross-origin",
  "content-security-policy": PAGE_HEADERS["content-security-policy"].replace(
    "frame-ancestors 'none'",
    "frame-ancestors *",
  ),
};

/** Whether a published address is for programs, which get answers of their own to all that goes wrong. */
export const isApi = (path: string): boolean => path.startsWith("/api/");

/**
 * What a published address is sent with: how far from this site it may be used. Frames may stand in any page, pictures
 * and feeds may be taken by any, answers of the API asked for by any; everything else is for this site's own pages, in no
 * frame.
 */
export function headersOf(path: string): Headers {
  if (FRAME.test(path)) return FRAMED;
  if (API.test(path)) return ASKED;
  if (PICTURE.test(path)) return SHOWN;
  return FEED.test(path) ? READ : OWN;
}
