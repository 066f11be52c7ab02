import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { config } from "@/lib/config";
import { cookieNames, cookieOptions } from "./cookies";
import { csrfTokenOf, newCsrfCookie } from "./csrf";
import { isOwnOrigin } from "./origin";
import { METHOD_HEADER } from "./request";

/** What scripts, styles and forms of the desk may do: only what we serve, and of inline scripts only Next's own. */
export function deskPolicy(nonce: string, production: boolean): string {
  // in development React evaluates code to show errors, and Next puts styles in the page
  const script = production ? "" : " 'unsafe-eval'";
  const style = production ? `'nonce-${nonce}'` : "'unsafe-inline'";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'${script}`,
    `style-src 'self' ${style}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${production ? "" : " ws:"}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers of a request that only a server in front may set, or only Next itself. */
const FOREIGN = /^(?:x-forwarded-(?!for$)|forwarded$|x-middleware-|x-action-forwarded$|x-prerender-|x-next-revalid)/;

/**
 * Whether a form says that another site's page sent it. Next would take that for a fault of its own and answer 500; one
 * from the very host that was asked, which is not the one that is configured, gets an answer in its page.
 */
function isForeign(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null || isOwnOrigin(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.get("host");
}

const refuseForeign = () =>
  new NextResponse("This form was not sent from this site.\n", {
    status: 403,
    headers: { "content-type": "text/plain; charset=utf-8", ...UNCACHED },
  });

/** What every answer behind the door is sent with. */
const UNCACHED = {
  // under no-referrer browsers send forms with `Origin: null`
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex",
  "cross-origin-opener-policy": "same-origin",
};

/**
 * What stands in front of the desk, sign-in, links and /api/auth: a policy with a nonce, no caching, and the cookie
 * that a form needs to sign in without JavaScript. It authorises nobody: pages and actions ask lib/auth/session.ts.
 */
export function passDoor(request: NextRequest): NextResponse {
  if (request.method !== "GET" && request.method !== "HEAD" && isForeign(request.headers)) return refuseForeign();
  const { production } = config();
  const nonce = randomBytes(16).toString("base64");
  const policy = deskPolicy(nonce, production);
  const names = cookieNames();

  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (FOREIGN.test(name)) headers.delete(name);
  headers.set("content-security-policy", policy);
  headers.set(METHOD_HEADER, request.method);
  const given = request.cookies.get(names.csrf)?.value;
  const made = csrfTokenOf(given) === null ? newCsrfCookie() : null;
  if (made) {
    request.cookies.set(names.csrf, made);
    headers.set("cookie", request.cookies.toString());
  }

  const response = NextResponse.next({ request: { headers } });
  if (made) response.cookies.set(names.csrf, made, cookieOptions());
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(UNCACHED)) response.headers.set(name, value);
  return response;
}
