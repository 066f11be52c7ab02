import { randomUUID } from "node:crypto";
import http from "node:http";
import { kindOf, log } from "./log";
import { renderSeconds } from "./metrics";
import type { Rendered } from "./pages";
import type { Render } from "./publisher";

/** No page of ours is near this size; what is larger is a fault. */
const LARGEST = 8 * 1024 * 1024;
const TIMEOUT = 15_000;
/** In bytes. Where the renderer leads elsewhere it repeats what was asked for, in more than one header. */
export const MOST_HEADERS = 64 * 1024;
/** What is said of a connection that the other end has closed, to whoever reads from it or writes to it. */
const CLOSED = ["ECONNRESET", "EPIPE"];
/** By which what is no HTML says until when it may be kept: the end of the day that it speaks of. */
const UNTIL = "x-until";

/**
 * Asks the renderer, which listens on a private port of this machine, for a public page as the given host would see it.
 * @param portOf that port; null while there is no renderer
 */
export function loopback(portOf: () => number | null, host: string): { render: Render; close(): void } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const headers = { host, accept: "text/html", "accept-encoding": "identity" };
  const render: Render = (path) =>
    new Promise<Rendered>((resolve, reject) => {
      const port = portOf();
      if (port === null) return reject(new Error("there is no renderer at the moment"));
      const id = randomUUID();
      const began = performance.now();
      const all = { ...headers, "x-request-id": id };
      const to = { host: "127.0.0.1", port, path, agent, headers: all, timeout: TIMEOUT, maxHeaderSize: MOST_HEADERS };
      const request = http.get(to, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > LARGEST) request.destroy(new Error("the page is too large"));
          else chunks.push(chunk);
        });
        response.on("end", () => {
          if (!response.complete) return reject(new Error("the page broke off"));
          const took = performance.now() - began;
          renderSeconds.observe(took / 1000);
          log.info({ id, route: kindOf(path), status: response.statusCode, ms: Math.round(took) }, "rendered");
          resolve({
            status: response.statusCode ?? 500,
            type: response.headers["content-type"] ?? "application/octet-stream",
            location: response.headers.location,
            link: response.headers.link?.toString(),
            until: String(response.headers[UNTIL] ?? ""),
            body: Buffer.concat(chunks),
          });
        });
        response.on("error", reject);
      });
      request.on("timeout", () => request.destroy(new Error(`no page within ${TIMEOUT / 1000} s`)));
      request.on("error", (error: NodeJS.ErrnoException) => {
        // a kept connection may be closed by the other end in the moment in which it is used again
        if (request.reusedSocket && CLOSED.includes(error.code ?? "")) resolve(render(path));
        else reject(error);
      });
    });
  return { render, close: () => agent.destroy() };
}
