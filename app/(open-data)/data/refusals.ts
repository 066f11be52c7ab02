import { TooManyExports } from "@/lib/data/exports";
import { PastNotReady, TooManyPasts } from "@/lib/data/past-shelf";

/** Seconds. */
const NOT_NOW = 30;
const SOON = 10;

/** In the place of a file. */
export const sentence = (status: number, text: string, headers: HeadersInit = {}): Response =>
  new Response(`${text}\n`, {
    status,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      ...headers,
    },
  });

/**
 * Says why a file cannot be had now, and when to try again.
 * @param name of the file, for whoever runs the site
 */
export function notNow(error: unknown, request: Request, name: string): Response {
  if (request.signal.aborted) return sentence(503, "The reader has gone.");
  if (error instanceof PastNotReady)
    return sentence(503, `${error.message} Please try again in a moment.`, { "Retry-After": String(SOON) });
  const tooMany = error instanceof TooManyExports || error instanceof TooManyPasts;
  if (!tooMany) console.error(`${name} could not be read:`, error);
  const why = tooMany ? "Too many files are being made at the moment." : "The record cannot be read at the moment.";
  return sentence(503, `${why} Please try again in a minute.`, { "Retry-After": String(NOT_NOW) });
}

/** Only reading: a method that would change something has no meaning here. */
export const refusedMethod = () =>
  new Response("Only GET and HEAD.\n", { status: 405, headers: { Allow: "GET, HEAD" } });
