// @ts-check
// The one listener: public pages from the publisher's memory, everything else from Next. Plain JavaScript, so that it
// needs no build; what it serves is compiled by `next build` and handed over by instrumentation.ts.
import http from "node:http";
import next from "next";

const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.HOST ?? "127.0.0.1";
const server = http.createServer();
// requests to upgrade go round `request`, and so round the publisher: Next hears of them from a server that never listens,
// and ours answers them as the ordinary requests that they also are
const app = next({ dev: false, hostname, port, httpServer: http.createServer() });

/** @type {Promise<(server: http.Server, handle: Function) => Promise<{ close(): Promise<void> }>>} */
const handed = new Promise((resolve) => {
  Object.assign(globalThis, { [Symbol.for("tracker.front")]: resolve }); // prepare() does not wait for register()
});

// until we listen, every error ends the process: Next's own handler only logs
const fatal = (/** @type {unknown} */ error) => {
  console.error(
    error instanceof Error && "code" in error && error.code === "EADDRINUSE" ? `Port ${port} is taken.` : error,
  );
  process.exit(1);
};
process.on("uncaughtException", fatal);
server.on("error", fatal);

await app.prepare();
const front = await (await handed)(server, app.getRequestHandler());
server.listen(port, hostname, () => {
  process.off("uncaughtException", fatal);
  process.send?.("listening");
});

for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"]))
  process.once(signal, async () => {
    setTimeout(() => process.exit(1), 15_000).unref();
    await front.close();
    await app.close();
    process.exit(0);
  });
