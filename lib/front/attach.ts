import type http from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { FOREIGN, passage } from "../auth/door";
import { config } from "../config";
import { LARGEST_UPLOAD } from "../domain/arrivals";
import type { RecordVersion } from "../domain/record";
import { LOCALES } from "../domain/vocabulary";
import { paths } from "../paths";
import { clean, named, proxies } from "./arriving";
import { drained } from "./drained.mjs";
import { kindOf, log, reasonOf } from "./log";
import { loopback } from "./loopback";
import { countAnswer, gauge } from "./metrics";
import { QUICK } from "./pages";
import { pass } from "./pass";
import { Publisher } from "./publisher";
import { headersOf, isApi, OWN } from "./reach";
import { sendPage } from "./respond";
import { deskMissingFor, isFirst, missingFor, type Route, routeOf, type Sort } from "./routes";
import { Shelf } from "./shelf";
import { deskUnavailable, type Instead, unavailable } from "./unavailable";
import { watch } from "./watch";

export type Front = {
  /** Makes what everybody starts from, so that whoever is let in next need not wait for a renderer that has just begun. */
  warm(): Promise<void>;
  /** The record changed, and with `past` what it showed at earlier instants, too; to which version, where that is known. */
  changed(past: boolean, version: RecordVersion | null): void;
  /** Somebody else may have changed it: it is asked for at once. */
  stirred(): void;
  /** Takes no more connections; resolves when every answer under way has been given. */
  close(): Promise<void>;
};

const MEGABYTE = 1024 * 1024;
const MINUTE = 60_000;

/** So many readers wait for one page after an edit. Of a crowd there are hundreds more; whoever comes alone is one of them. */
const CROWD = 2;

/** The longest form. What is longer, or does not say how long it is, would first be gathered in memory. */
const MOST_BODY = MEGABYTE;

/** Files on their way into the record: as much as an import takes, and the form around them. */
const UPLOAD = new RegExp(`^/(?:${LOCALES.join("|")})/desk/imports/upload$`);
const MOST_UPLOAD = LARGEST_UPLOAD + MEGABYTE;
/** The renderer gathers them in memory before anybody can say who sent them. */
const UPLOADS_AT_ONCE = 2;

/** What the framework knows to answer; it takes any other method for a fault of its own. */
const METHODS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** So many lines a head may have: of those on top Node obeys what it does not tell us of, a length for instance. */
export const MOST_LINES = 100;

/** What a sentence in the place of a page is sent with; and one that holds for this moment only. */
const TEXT = { ...OWN, "content-type": "text/plain; charset=utf-8" };
const FLEETING = { ...TEXT, "cache-control": "no-store" };

function refuseLines(response: ServerResponse): void {
  countAnswer("refused", 431);
  response.writeHead(431, { ...FLEETING, connection: "close" }).end("There are too many headers.\n");
}

const lengthOf = ({ headers }: IncomingMessage): number => Number(headers["content-length"] ?? 0);
const isUpload = ({ method, url }: IncomingMessage): boolean => method === "POST" && UPLOAD.test(url ?? "");

/** Refuses a body that no form of ours has. */
function refusesBody(request: IncomingMessage, response: ServerResponse): boolean {
  const unknown = request.headers["transfer-encoding"] !== undefined;
  if (!unknown && lengthOf(request) <= (isUpload(request) ? MOST_UPLOAD : MOST_BODY)) return false;
  response.writeHead(unknown ? 411 : 413, { ...FLEETING, connection: "close" });
  response.end(unknown ? "Say how long the form is.\n" : "That is too long.\n");
  return true;
}

/** Whether a request only reads. */
const reads = ({ method }: IncomingMessage): boolean => method === "GET" || method === "HEAD";

function refuseMethod(response: ServerResponse): void {
  countAnswer("refused", 405);
  response.writeHead(405, { ...TEXT, allow: "GET, HEAD" });
  response.end("This page can only be read.\n");
}

/**
 * Puts the publisher on a server that the caller listens with: public pages from memory, whole files from the shelf, the
 * desk and what is asked for in particular from the renderer, everything else the ordinary 404 page.
 * @param portOf the renderer on the loopback; null while there is none
 * @param desk a server for the desk, which answers like the other; then that one knows of no desk and no way to sign in
 */
export function attach(server: http.Server, portOf: () => number | null, desk: http.Server = server): Front {
  const { siteUrl, deskUrl, dataDir: shelfFolder, trustedProxies } = config();
  const isProxy = proxies(trustedProxies);
  const { render, close } = loopback(portOf, new URL(siteUrl).host);
  const publishers: Record<Sort, Publisher> = {
    page: new Publisher(render, { first: isFirst, crowd: CROWD }),
    // most questions are asked once
    query: new Publisher(render, { memory: 32 * MEGABYTE, atOnce: 2, mostWaiting: 32, quality: QUICK }),
    api: new Publisher(render, { memory: 64 * MEGABYTE, atOnce: 2, mostWaiting: 32 }),
    recent: new Publisher(render, { memory: 16 * MEGABYTE, atOnce: 1, mostWaiting: 8 }),
    // little changes the past; few wait, because each turn may take as long as a store of the past
    past: new Publisher(render, {
      memory: 64 * MEGABYTE,
      atOnce: 2,
      mostWaiting: 4,
      ttl: 5 * MINUTE,
      oldest: 10 * MINUTE,
    }),
    // names change seldom, and a picture holds the process for a moment
    picture: new Publisher(render, {
      memory: 64 * MEGABYTE,
      atOnce: 1,
      mostWaiting: 8,
      ttl: 10 * MINUTE,
      oldest: 60 * MINUTE,
    }),
  };

  const publish = async (
    request: IncomingMessage,
    response: ServerResponse,
    { path, sort, status }: { path: string; sort: Sort; status?: number },
  ) => {
    const published = await publishers[sort].page(path);
    // nobody would see that what a program took was old
    if (isApi(path) && (!published || published.kept)) return handOver(request, response, path);
    if (published?.page.status === 404 && !status && !isApi(path))
      return publish(request, response, { path: missingFor(path), sort: "page", status: 404 });
    if (!published) return refuse(request, response, unavailable(path), headersOf(path));
    sendPage(request, response, published, { ...(status && { status }), now: Date.now(), path, past: sort === "past" });
    countAnswer("page", response.statusCode);
  };

  const pages = Object.values(publishers);
  const sum = (of: "pages" | "bytes" | "waiting") => () =>
    pages.reduce((total, publisher) => total + publisher.state[of], 0);
  gauge("pages", "Pages in memory.", sum("pages"));
  gauge("pages_bytes", "What they take, compressed forms included.", sum("bytes"));
  gauge("pages_waiting", "Readers that wait for a page that has to be made.", sum("waiting"));

  /** Answers from memory where the address is written as the page's own and the page is fresh: most of all requests. */
  const answered = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!reads(request)) return false;
    const path = request.url ?? "/";
    const published = publishers.page.current(path);
    if (!published) return false;
    sendPage(request, response, published, { now: Date.now(), path });
    countAnswer("page", response.statusCode);
    return true;
  };

  const shelf = new Shelf(portOf, shelfFolder);
  gauge("file_readers", "Readers that are being sent a whole file.", () => shelf.readers);
  /** What the renderer itself says in the place of a page that it could not make is empty without JavaScript. */
  const explainDesk = async (request: IncomingMessage, response: ServerResponse, id: string) => {
    const ready = await render("/readyz").catch(() => null);
    if (!response.headersSent && !response.destroyed)
      sendUnavailable(request, response, deskUnavailable(ready?.status !== 200, id));
  };
  const handOver = (request: IncomingMessage, response: ServerResponse, path: string, desk = false) => {
    if (refusesBody(request, response)) return;
    clean(request, isProxy);
    const id = named(request, response, path, desk ? "desk" : "passed");
    const failed = () => sendUnavailable(request, response, unavailable(path), headersOf(path));
    const port = portOf();
    if (port === null) return failed();
    if (!desk) return pass(request, response, port, { failed });
    const { origin, host, cookie } = request.headers;
    const found = passage({ method: request.method ?? "GET", origin, host, cookie });
    if (!found) response.writeHead(403, FOREIGN.headers).end(FOREIGN.body);
    else {
      const broken = () => void explainDesk(request, response, id);
      pass(request, response, port, { failed, broken, missing: deskMissingFor(path) }, found);
    }
  };

  let uploads = 0;
  const answer = (request: IncomingMessage, response: ServerResponse, editors: boolean) => {
    if (answered(request, response)) return;
    const found = routeOf(request.url ?? "/");
    const hidden = found.kind === "pass" && found.desk && !editors;
    const route: Route = hidden ? { kind: "missing", path: missingFor(found.path) } : found;
    if (route.kind === "file" && reads(request)) {
      shelf
        .send(request, response, route.path)
        .then((sent) => (sent ? countAnswer("file", response.statusCode) : handOver(request, response, route.path)))
        .catch(() => response.destroy());
      return;
    }
    const refusesItself = route.kind === "publish" && isApi(route.path) && !reads(request);
    if (route.kind === "pass" || route.kind === "file" || refusesItself) {
      if (!METHODS.test(request.method ?? "")) return refuseMethod(response);
      if (isUpload(request) && lengthOf(request) > MOST_BODY) {
        if (uploads === UPLOADS_AT_ONCE) return refuse(request, response, unavailable(route.path));
        uploads++;
        response.on("close", () => uploads--);
      }
      return handOver(request, response, route.path, route.kind === "pass" && route.desk);
    }
    if (route.kind === "lead") {
      response.writeHead(307, { ...OWN, location: route.to, "cache-control": "no-cache" }).end();
      return;
    }
    if (!reads(request)) return refuseMethod(response);
    const asked = route.kind === "missing" ? ({ path: route.path, sort: "page", status: 404 } as const) : route;
    publish(request, response, asked).catch((error) => broken(request, response, error));
  };
  let closing = false;
  const listen = (on: http.Server, origin: string, editors: boolean) => {
    const secure = origin.startsWith("https:");
    on.on("request", (request: IncomingMessage, response: ServerResponse) => {
      // a server in front must not send its next request over a connection that is about to end
      if (closing) response.shouldKeepAlive = false;
      // whoever was here once is not led to an unencrypted copy
      if (secure) response.setHeader("strict-transport-security", "max-age=31536000");
      if (request.rawHeaders.length > 2 * MOST_LINES) return refuseLines(response);
      try {
        answer(request, response, editors);
      } catch (error) {
        // no request may end the process that answers everybody
        broken(request, response, error);
      }
    });
  };
  listen(server, siteUrl, desk === server);
  if (desk !== server) listen(desk, deskUrl, true);

  const current = [publishers.page, publishers.query, publishers.api, publishers.recent];
  const changed = (past: boolean) => {
    for (const publisher of past ? Object.values(publishers) : current) publisher.changed(past);
    shelf.changed();
  };
  const watching = watch(portOf, {
    changed,
    same(at) {
      for (const publisher of current) publisher.confirm(at);
    },
  });

  return {
    changed(past, version) {
      changed(past);
      if (version) watching.heard(version, past);
    },
    stirred: watching.ask,
    async warm() {
      // its first answer is a change: pages made before it would be made once more, for the first reader
      await watching.ask();
      // what cannot be made now is told to whoever asks for it
      const entrance = render(paths.signIn(LOCALES[0])).catch(() => null);
      await Promise.all([entrance, ...LOCALES.map((locale) => publishers.page.page(paths.board(locale)))]);
    },
    async close() {
      closing = true;
      watching.end();
      await Promise.all([...new Set([server, desk])].map(drained));
      close();
      shelf.close();
    },
  };
}

/** Says that there is nothing to show now, and when to try again. */
function sendUnavailable(
  request: IncomingMessage,
  response: ServerResponse,
  { type, body }: Instead,
  headers: Readonly<Record<string, string>> = OWN,
): void {
  response.writeHead(503, { ...headers, "retry-after": "10", "cache-control": "no-store", "content-type": type });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Likewise for what was handed to nobody, which counts it itself. */
function refuse(...unavailable: Parameters<typeof sendUnavailable>): void {
  countAnswer("refused", 503);
  sendUnavailable(...unavailable);
}

/** Answers where we ourselves failed at it. */
function broken(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  log.error({ route: kindOf(request.url ?? "/") }, reasonOf(error));
  if (!response.headersSent) response.writeHead(500, FLEETING);
  response.end("Something went wrong here. Please try again.\n");
}
