import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countAnswer, type Measured } from "@/lib/front/metrics";
import { serveMetrics } from "@/lib/front/serve-metrics";
import { listening } from "@/tests/support/listening";

const measured: Measured = {
  residentBytes: 1000,
  revisions: 60,
  lastRevision: 1e9,
  lastLooked: 2e9,
  announcedToday: 3,
};
let answers = true;
let port: number | null = null;
const renderer = http.createServer((request, response) => {
  if (request.url === "/measures" && answers) response.end(JSON.stringify(measured));
  else response.writeHead(500).end();
});
let metrics: http.Server;
beforeAll(async () => {
  port = await listening(renderer);
  metrics = serveMetrics({ host: "127.0.0.1", port: 0 }, () => port);
  await once(metrics, "listening");
});
afterAll(() => {
  metrics.close();
  renderer.closeAllConnections();
  renderer.close();
});

const address = () => `http://127.0.0.1:${(metrics.address() as AddressInfo).port}`;
/** The value of a number as Prometheus reads it; undefined where it is not told. */
async function told(name: string): Promise<number | undefined> {
  const text = await (await fetch(`${address()}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`corridor_tracker_${name} `));
  return line === undefined ? undefined : Number(line.split(" ").at(-1));
}

it("counts answers by where they came from and how they ended", async () => {
  const name = 'answers_total{kind="page",status="2xx"}';
  const before = (await told(name)) ?? 0;
  countAnswer("page", 200);
  countAnswer("page", 206);
  countAnswer("page", 304);
  expect(await told(name)).toBe(before + 2);
});

it("says what the renderer knows of the record, and nothing old while it is away", async () => {
  expect(await told("up")).toBe(1);
  expect(await told("revisions")).toBe(60);
  expect(await told("announced_today")).toBe(3);
  expect(await told("renderer_resident_memory_bytes")).toBe(1000);
  answers = false;
  expect(await told("up")).toBe(0);
  expect(await told("revisions")).toBe(0);
  port = null;
  expect(await told("up")).toBe(0);
});

it("answers at one address alone", async () => {
  expect((await fetch(`${address()}/`)).status).toBe(404);
  expect((await fetch(`${address()}/metrics`, { method: "POST" })).status).toBe(404);
});
