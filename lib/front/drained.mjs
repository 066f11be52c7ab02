// @ts-check
// Plain JavaScript, for the renderer, which has no build of its own.
import { setImmediate } from "node:timers/promises";

/**
 * Until what has arrived is read: a connection whose request the process has not read yet counts as idle, and closing it
 * would lose the request. One turn of the event loop takes what waits to be let in, the next one reads it.
 */
async function everythingRead() {
  for (let turn = 0; turn < 3; turn++) await setImmediate();
}

/**
 * Stops taking connections and lets what is under way end; idle connections would hold the process otherwise.
 * @param {import("node:http").Server} server
 * @returns {Promise<void>}
 */
export async function drained(server) {
  await everythingRead();
  const closed = new Promise((resolve) => server.close(resolve));
  const idle = setInterval(() => void everythingRead().then(() => server.closeIdleConnections()), 100);
  await closed;
  clearInterval(idle);
}
