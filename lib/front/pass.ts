import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";

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

const lasting = (name: string) => !OF_THE_CONNECTION.has(name.toLowerCase());

/** Every header of an answer, as often as it was sent: cookies come one a line. */
function handOn(raw: readonly string[], response: ServerResponse): void {
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (lasting(name)) response.appendHeader(name, raw[i + 1] as string);
  }
}

/**
 * Hands a request to the renderer and its answer back, both as they come. Over a connection of its own: a kept one may be
 * closed in the moment in which a form is sent over it, and nobody could tell whether that form had arrived.
 * @param port of the renderer on the loopback
 * @param failed answers where nothing came back
 */
export function pass(request: IncomingMessage, response: ServerResponse, port: number, failed: () => void): void {
  const { method, url: path } = request;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => lasting(name)));
  const onward = http.request({ host: "127.0.0.1", port, method, path, headers, agent: false, setHost: false });
  onward.on("response", (answer) => {
    handOn(answer.rawHeaders, response);
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage);
    // whichever end goes away, the other is let go of
    pipeline(answer, response, () => onward.destroy());
  });
  onward.on("error", () => {
    if (response.headersSent || response.destroyed) response.destroy();
    else failed();
  });
  response.on("close", () => {
    if (!response.writableFinished) onward.destroy();
  });
  request.on("error", () => onward.destroy());
  request.pipe(onward);
}
