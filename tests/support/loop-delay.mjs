// Imported into a process ahead of everything (NODE_OPTIONS=--import): appends a line every five seconds to the file that
// its own address names, `loop-delay.mjs?file=…`: its process and how late its event loop was, in ms.
import { appendFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const file = new URL(import.meta.url).searchParams.get("file");
if (isMainThread && file) {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  setInterval(() => {
    const [p99, max] = [delay.percentile(99), delay.max].map((ns) => Math.round(ns / 1e6));
    appendFileSync(file, `${JSON.stringify({ pid: process.pid, p99, max })}\n`);
    delay.reset();
  }, 5_000).unref();
}
