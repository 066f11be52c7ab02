// @ts-check
// The process that makes pages and keeps the desk: Next, on a private port of this machine. server.mjs starts it and is
// the only one that asks it. Plain JavaScript, so that it needs no build of its own.
import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import { format } from "node:util";
import next from "next";
import { drained } from "./lib/front/drained.mjs";

/** @import { Said, Told } from "./lib/front/renderer" */
/** @import { RecordVersion } from "./lib/domain/record" */
/** @typedef {(error?: unknown) => void} Settle */

const server = http.createServer();
// requests to upgrade would go round `request`: Next hears of them from a server that never listens
const app = next({
  dev: false,
  hostname: process.env.HOST ?? "127.0.0.1",
  port: Number(process.env.PORT ?? 3000),
  httpServer: http.createServer(),
});
const say = (/** @type {Said} */ said) => process.send?.(said);

/** The request that is being answered: the publisher has given each a name, for its log. @type {AsyncLocalStorage<string>} */
const requests = new AsyncLocalStorage();
// the publisher writes the log, and leaves out of it what is somebody's
for (const name of /** @type {const} */ (["error", "warn"])) {
  const print = console[name];
  console[name] = (...said) => {
    if (process.connected) say({ kind: "trouble", request: requests.getStore(), text: format(...said) });
    else print(...said);
  };
}

// until we listen, every error ends the process: Next's own handler only logs
const fatal = (/** @type {unknown} */ error) => {
  // no message would arrive any more
  process.stderr.write(`${format(error)}\n`);
  process.exit(1);
};
process.on("uncaughtException", fatal);
server.on("error", fatal);

/** Saves that wait for the publisher to have heard of them. @type {Map<number, Settle>} */
const waiting = new Map();
let changes = 0;
// where lib/front/signal.ts finds it: Next loads modules three times, `globalThis` is there once
Object.assign(globalThis, {
  [Symbol.for("tracker.publisher")]: {
    changed: (/** @type {boolean} */ past, /** @type {RecordVersion | null} */ version) =>
      new Promise((resolve) => {
        waiting.set(++changes, resolve);
        if (!say({ kind: "changed", id: changes, past, version })) resolve(undefined);
      }),
    stirred: () => say({ kind: "stirred" }),
  },
});

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 15_000).unref();
  await drained(server);
  await app.close();
  process.exit(0);
}

process.on("message", (/** @type {Told} */ told) => {
  if (told.kind === "stop") return void stop();
  waiting.get(told.id)?.();
  waiting.delete(told.id);
});
// the publisher is gone: what is under way is finished, and nothing else comes
process.on("disconnect", () => {
  for (const settle of waiting.values()) settle();
  void stop();
});
// a whole group of processes may be asked to end at once; the publisher says when nobody needs this one any more
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => {});

await app.prepare();
const handle = app.getRequestHandler();
server.on("request", (request, response) => {
  // Next sets the headers of its routes as lists of one, which its own compression does not understand
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    set(name, Array.isArray(value) && value.length === 1 ? String(value[0]) : value);
  // Next would send them by themselves before it has anything of the body: they go with its first part
  response.flushHeaders = () => {};
  // METHOD_HEADER of lib/auth/door.ts: also of what Next asks itself for after an action, with the headers of that
  request.headers["x-tracker-method"] = request.method ?? "GET";
  requests.run(String(request.headers["x-request-id"] ?? ""), () => void handle(request, response));
});
server.listen(0, "127.0.0.1", () => {
  process.off("uncaughtException", fatal);
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  // where Next itself fetches the target of an action's redirect
  process.env.__NEXT_PRIVATE_ORIGIN = `http://127.0.0.1:${port}`;
  say({ kind: "listening", port });
});
