import http from "node:http";
import { log, reasonOf } from "./log";
import { type Measured, measureRenderer, registry } from "./metrics";

/** Where the renderer says what it counts of the record. No reader can ask: routes.ts lets nobody through. */
const PATH = "/measures";
const TIMEOUT = 2_000;

/**
 * Lets Prometheus read what the site counts, at `/metrics` of a port of its own. It answers while the renderer is away, and
 * for as long as this process lives.
 * @param portOf the renderer on the loopback; null while there is none
 */
export function serveMetrics({ host, port }: { host: string; port: number }, portOf: () => number | null): http.Server {
  const measure = measureRenderer(async () => {
    const renderer = portOf();
    if (renderer === null) throw new Error("there is no renderer at the moment");
    const signal = AbortSignal.timeout(TIMEOUT);
    const answer = await fetch(`http://127.0.0.1:${renderer}${PATH}`, { signal });
    if (!answer.ok) throw new Error(`the renderer answered ${answer.status}`);
    return (await answer.json()) as Measured;
  });
  const server = http.createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") return response.writeHead(404).end();
    try {
      await measure();
      const text = await registry.metrics();
      response.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" }).end(text);
    } catch (error) {
      log.error(`What the site counts cannot be told: ${reasonOf(error)}`);
      response.writeHead(500).end();
    }
  });
  server.on("error", (error) => log.error(`What the site counts cannot be read: ${reasonOf(error)}`));
  server.listen(port, host);
  return server;
}
