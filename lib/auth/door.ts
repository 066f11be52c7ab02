import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { config } from "@/lib/config";
import { cookieNames, cookieOptions } from "./cookies";
import { csrfTokenOf, newCsrfCookie } from "./csrf";
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
 * What stands in front of the desk, sign-in, links and /api/auth: a policy with a nonce, no caching, and the cookie
 * that a form needs to sign in without JavaScript. It authorises nobody: pages and actions ask lib/auth/session.ts.
 */
export function passDoor(request: NextRequest): NextResponse {
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
  // under no-referrer browsers send forms with `Origin: null`
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("x-robots-tag", "noindex");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  return response;
}
