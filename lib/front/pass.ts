import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import type { Passage } from "../auth/door";
import { MOST_HEADERS } from "./loopback";
import { compressor, encodingOf, isText } from "./negotiation";
import { OWN } from "./reach";

/** What holds for one connection only, and is not handed on with a request or an answer. */
const OF_THE_CONNECTION = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** A shorter one would hardly grow smaller. */
const SHORT = 1024;

/** Whether a text is sent compressed: nobody has done it, it is all of it, and worth it. */
function compressible({ method }: IncomingMessage, { statusCode, headers }: IncomingMessage): boolean {
  if (method === "HEAD" || statusCode === 204 || statusCode === 206 || statusCode === 304) return false;
  if (headers["content-encoding"] !== undefined || /no-transform/.test(headers["cache-control"] ?? "")) return false;
  return Number(headers["content-length"] ?? SHORT) >= SHORT;
}

/** Of which methods a body is handed on. */
const SENDS = /^(?:POST|PUT|PATCH)$/;

const lasting = (name: string) => !OF_THE_CONNECTION.has(name.toLowerCase());

/** Sets every header of an answer, name after value, as often as it was sent: cookies come one a line. */
export function handOn(raw: readonly string[], response: ServerResponse): void {
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (lasting(name)) response.appendHeader(name, raw[i + 1] as string);
  }
}

const isPage = ({ headers }: IncomingMessage) => /^text\/html/.test(headers["content-type"] ?? "");

/** Gives a page that comes without a policy, as the framework's own for what it does not have, the one of public pages. */
function guard(answer: IncomingMessage, response: ServerResponse): void {
  if (!isPage(answer) || response.hasHeader("content-security-policy")) return;
  for (const [name, value] of Object.entries(OWN)) response.setHeader(name, value);
}

/** Says that the answer depends on what the client takes. */
function varies(response: ServerResponse): void {
  if (!/accept-encoding/i.test(String(response.getHeader("vary") ?? "")))
    response.appendHeader("vary", "accept-encoding");
}

/** How the answer goes on where it is not the renderer's. */
type Instead = {
  /** Answers where nothing came back. */
  failed: () => void;
  /** Answers where the renderer failed at it; without it, its own answer is handed back. */
  broken?: () => void;
  /** The renderer's page that says so, with status 404, where it has none at this address; without it, its own answer is handed back. */
  missing?: string;
};

/**
 * Hands a request to the renderer and its answer back, both as they come, texts compressed for whoever takes that. Over a
 * connection of its own: what one client sends must never come before what another one is answered, and a kept one may be
 * closed in the moment in which a form is sent over it, and nobody could tell whether that form had arrived. What sends no
 * form goes without a body: one of unknown length would be taken for the next request.
 * @param port of the renderer on the loopback
 * @param passage what the desk's door gives both
 * @param other the page that is asked for in the place of the request's own, which has been answered, and its status
 */
export function pass(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  { failed, broken, missing }: Instead,
  passage?: Passage,
  other?: { path: string; status: number },
): void {
  const method = other && request.method !== "HEAD" ? "GET" : request.method;
  const path = other?.path ?? request.url;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => lasting(name)));
  // compressed here, where that holds up nobody's work
  delete headers["accept-encoding"];
  const sends = SENDS.test(method ?? "");
  if (!sends) delete headers["content-length"];
  Object.assign(headers, passage?.request);
  const to = { host: "127.0.0.1", port, method, path, headers, maxHeaderSize: MOST_HEADERS };
  const onward = http.request({ ...to, agent: false, setHost: false });
  let explained = false;
  onward.on("response", (answer) => {
    if (answer.statusCode === 500 && broken) {
      explained = true;
      answer.resume();
      broken();
      return;
    }
    if (answer.statusCode === 404 && missing && isPage(answer)) {
      explained = true;
      answer.resume();
      pass(request, response, port, { failed, broken }, passage, { path: missing, status: 404 });
      return;
    }
    handOn(answer.rawHeaders, response);
    for (const [name, value] of Object.entries(passage?.answer ?? {})) response.setHeader(name, value);
    if (passage?.cookie) response.appendHeader("set-cookie", passage.cookie);
    guard(answer, response);
    const text = isText(answer.headers["content-type"]);
    if (text) varies(response);
    const encoding = text && compressible(request, answer) ? encodingOf(request) : "identity";
    if (encoding !== "identity") {
      response.removeHeader("content-length");
      response.setHeader("content-encoding", encoding);
      // of the same content, but no longer of the same bytes
      const etag = response.getHeader("etag");
      if (typeof etag === "string" && etag.startsWith('"')) response.setHeader("etag", `W/${etag}`);
    }
    if (other && answer.statusCode === 200) response.writeHead(other.status);
    // where it leads on, it must not take a form along that was sent to this address
    else if (other && answer.statusCode === 307) response.writeHead(303);
    else response.writeHead(answer.statusCode ?? 502, answer.statusMessage);
    // whichever end goes away, the other is let go of
    const ended = () => onward.destroy();
    if (encoding === "identity") pipeline(answer, response, ended);
    else pipeline(answer, compressor(encoding), response, ended);
  });
  onward.on("error", () => {
    // it has answered, and closed before all of a form was sent
    if (explained) return;
    if (response.headersSent || response.destroyed) response.destroy();
    else failed();
  });
  response.on("close", () => {
    if (!response.writableFinished) onward.destroy();
  });
  request.on("error", () => onward.destroy());
  if (sends) request.pipe(onward);
  else {
    request.resume();
    onward.end();
  }
}
