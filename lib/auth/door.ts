import { randomBytes } from "node:crypto";
import { config } from "../config";
import { cookieNames, cookieOptions } from "./cookies";
import { csrfTokenOf, newCsrfCookie } from "./csrf";
import { isOwnOrigin } from "./origin";

/** By which method a page is asked for, `POST` where it answers a form: the renderer says so of every request, or the proxy. */
export const METHOD_HEADER = "x-tracker-method";
/** Tells the framework that a request has come through the door: the publisher lets nobody else say so. */
const DOOR_HEADER = "x-tracker-door";

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

/** What whoever sends a form from another site is told, with status 403. */
export const FOREIGN = {
  headers: { "content-type": "text/plain; charset=utf-8", ...UNCACHED },
  body: "This form was not sent from this site.\n",
};

/** A request as the door sees it. */
type Knock = { method: string; origin: string | undefined; host: string | undefined; cookie: string | undefined };
type Headers = Record<string, string>;
/** What a request and its answer are given at the door; both have headers replaced, `cookie` is one more for the browser. */
export type Passage = { request: Headers; answer: Headers; cookie: string | undefined };

/**
 * Whether a form says that another site's page sent it. Next would take that for a fault of its own and answer 500; one
 * from the very host that was asked, which is not the one that is configured, gets an answer in its page.
 */
function isForeign({ method, origin, host }: Knock): boolean {
  if (method === "GET" || method === "HEAD" || origin === undefined || isOwnOrigin(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/**
 * The csrf cookie of a request where it was made here, and else a new one with what the browser sent in front of it, letter by
 * letter: whatever else it holds is somebody else's to understand.
 */
function cookieOf(sent: string): { cookie: string; made: string | undefined } {
  const { csrf } = cookieNames();
  const isOurs = (pair: string) => pair.startsWith(`${csrf}=`);
  const pairs = sent
    .split(";")
    .map((pair) => pair.trim())
    .filter(Boolean);
  // of several the framework takes the last
  const value = pairs.findLast(isOurs)?.slice(csrf.length + 1);
  if (csrfTokenOf(value?.replace(/%7c/i, "|")) !== null) return { cookie: sent, made: undefined };
  const made = `${csrf}=${encodeURIComponent(newCsrfCookie())}`;
  return { cookie: [...pairs.filter((pair) => !isOurs(pair)), made].join("; "), made };
}

/**
 * What stands in front of the desk, sign-in, links and /api/auth: a policy with a nonce, no caching, and the cookie
 * that a form needs to sign in without JavaScript. It authorises nobody: pages and actions ask lib/auth/session.ts.
 * @returns null for a form of another site's
 */
export function passage(knock: Knock): Passage | null {
  if (isForeign(knock)) return null;
  const policy = deskPolicy(randomBytes(16).toString("base64"), config().production);
  const { cookie, made } = cookieOf(knock.cookie ?? "");
  const { secure } = cookieOptions();
  return {
    request: {
      // Next takes the nonce for its scripts from here
      "content-security-policy": policy,
      [DOOR_HEADER]: "passed",
      ...(made && { cookie }),
    },
    answer: { "content-security-policy": policy, ...UNCACHED },
    cookie: made && `${made}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`,
  };
}
