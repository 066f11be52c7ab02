import type { IncomingMessage, ServerResponse } from "node:http";
import { type Encoding, encodingOf, knows } from "./negotiation";
import type { Body, Page } from "./pages";
import type { Published } from "./publisher";
import { headersOf } from "./reach";

/** Browsers ask every time (and mostly hear 304); a shared cache may answer for ten seconds. */
const CACHE = "public, max-age=0, s-maxage=10, must-revalidate";
/** The past changes seldom, but a redaction has to reach every copy within minutes. */
const PAST_CACHE = "public, max-age=300, must-revalidate";

/** Weak for pages: two makings that say the same are one version, though their instants differ. */
const tagOf = ({ type }: Page, body: Body, encoding: Encoding) =>
  `${type.startsWith("text/html") ? "W/" : ""}"${body.etag}${encoding === "identity" ? "" : `-${encoding}`}"`;

type Options = { status?: number; now: number; path: string; past?: boolean };

/** What a body is sent with whenever it is asked for. Its age comes first, and is set anew each time. */
type Lines = { head: string[]; all: string[] };
const AGE = 1;

function linesFor({ page, kept }: Published, encoding: Encoding, { status, path, past }: Options): Lines {
  const body = kept ? page.kept : page.fresh;
  const lasting = (status ?? page.status) === 200 && !kept;
  const head: Record<string, string> = {
    age: "0",
    ...headersOf(path),
    "cache-control": lasting ? (past ? PAST_CACHE : CACHE) : "no-cache",
    vary: "accept-encoding",
    etag: tagOf(page, body, encoding),
    ...(page.location && { location: page.location }),
    ...(page.link && { link: page.link }),
    ...(kept && { "x-kept-page": "not renewed" }),
  };
  const content = {
    "content-type": page.type,
    "content-length": String(body[encoding].length),
    ...(encoding !== "identity" && { "content-encoding": encoding }),
  };
  return { head: Object.entries(head).flat(), all: Object.entries({ ...head, ...content }).flat() };
}

/** Those of the bodies that are sent as they are, put together once. */
const SETTLED = new WeakMap<Buffer, Lines>();

/** Sends a page from memory: GET and HEAD, 304 where the client has it, compressed where it may be. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  published: Published,
  options: Options,
): void {
  const { page, kept } = published;
  const body = kept ? page.kept : page.fresh;
  const encoding = encodingOf(request);
  const bytes = body[encoding];
  // a body is that of one address, so that only another status than its own makes other headers
  const usual = options.status === undefined && !kept;
  let lines = usual ? SETTLED.get(bytes) : undefined;
  if (!lines) {
    lines = linesFor(published, encoding, options);
    if (usual) SETTLED.set(bytes, lines);
  }
  const status = options.status ?? page.status;
  const unchanged = status === 200 && knows(request.headers["if-none-match"], body.etag);
  const sent = unchanged ? lines.head : lines.all;
  sent[AGE] = String(Math.max(0, Math.floor((options.now - published.known) / 1000)));
  response.writeHead(unchanged ? 304 : status, sent);
  response.end(unchanged || request.method === "HEAD" ? undefined : bytes);
}
