import { createHash } from "node:crypto";
import { isKnown } from "@/app/(open-data)/known";
import type { ApiProblem } from "@/lib/domain/api-query";
import type { ProblemBody } from "@/lib/formats/api";
import { API_FAULTS } from "@/lib/formats/api-words";

const SHARED = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
  "X-Content-Type-Options": "nosniff",
  Vary: "Accept-Encoding",
};

const TITLES: Record<number, string> = {
  400: "A parameter is wrong",
  404: "Not found",
  405: "Only reading",
  503: "Not at the moment",
};

/** A refusal as every one of the API is (RFC 9457). */
export function problem(
  status: 400 | 404 | 405 | 503,
  detail: string,
  { errors, headers }: { errors?: readonly ApiProblem[]; headers?: Record<string, string> } = {},
): Response {
  const body: ProblemBody = { type: "about:blank", title: TITLES[status] ?? "", status, detail };
  if (errors) body.errors = errors.map(({ name, fault, value }) => ({ name, fault, value }));
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...SHARED,
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...headers,
    },
  });
}

/** What was wrong with a query, in words, and each mistake for programs. */
export const wrongQuery = (problems: readonly ApiProblem[]): Response =>
  problem(400, problems.map((one) => API_FAULTS[one.fault](one)).join(" "), { errors: problems });

/**
 * An answer with a strong ETag; 304 where the reader has it.
 * @param seconds how long a cache may answer by itself
 * @param until the end of the day that it speaks of as today, for the publisher; null where there is none
 */
export function answer(
  request: Request,
  value: unknown,
  { seconds, until = null, next = null }: { seconds: number; until?: Date | null; next?: string | null },
): Response {
  const text = JSON.stringify(value);
  const tag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const headers = new Headers({
    ...SHARED,
    "Content-Type": "application/json",
    "Cache-Control": `public, max-age=${seconds}`,
    ETag: tag,
    ...(until && { "X-Until": until.toISOString() }),
    ...(next && { Link: `<${next}>; rel="next"` }),
  });
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : text, { headers });
}
