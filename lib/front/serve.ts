import http from "node:http";
import { config } from "../config";
import { attach, MOST_LINES } from "./attach";
import { log, reasonOf } from "./log";
import { Renderer } from "./renderer";
import { serveMetrics } from "./serve-metrics";

/** How long what is under way may take when the site is asked to end, in ms. */
const STOP_LIMIT = 20_000;

const fatal = (error: unknown): never => {
  log.fatal(reasonOf(error));
  process.exit(1);
};

/**
 * A server within limits: what a request may take is bounded, and so is how many can come at once. A connection is kept for
 * longer than the 60 s of the usual servers in front, which would otherwise now and then use one that is just being closed.
 */
function listenerAt(port: number): http.Server {
  const server = http.createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 15_000,
    // as long as an upload may take
    requestTimeout: 300_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
  });
  server.maxHeadersCount = MOST_LINES;
  server.maxConnections = 20_000;
  server.on("error", (error: NodeJS.ErrnoException) =>
    fatal(error.code === "EADDRINUSE" ? `Port ${port} is taken.` : error),
  );
  return server;
}

/**
 * Serves the site until it is asked to end: readers from the publisher's memory in this process, everything else from the
 * renderer in another, so that neither the making of pages nor the desk's work holds a reader up.
 */
export async function serve(): Promise<void> {
  const { host, port, deskListen, metricsListen } = config();
  const server = listenerAt(port);
  const desk = deskListen ? listenerAt(deskListen.port) : undefined;
  const renderer = new Renderer(
    (past, version) => front.changed(past, version),
    () => front.stirred(),
  );
  const front = attach(server, () => renderer.port, desk);
  const metrics = metricsListen ? serveMetrics(metricsListen, () => renderer.port) : undefined;

  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), STOP_LIMIT).unref();
      await front.close();
      await renderer.stop();
      metrics?.close();
      log.info("ended");
      process.exit(0);
    });

  await renderer.start().catch(fatal);
  await front.warm();
  if (stopping) return;
  if (deskListen) desk?.listen(deskListen.port, deskListen.host);
  server.listen(port, host, () => log.info({ host, port }, "listening"));
}
