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
/** Numbers as Prometheus reads them, all in one answer; undefined where one is not told. */
async function allTold(...names: string[]): Promise<(number | undefined)[]> {
  const lines = (await (await fetch(`${address()}/metrics`)).text()).split("\n");
  return names.map((name) => {
    const line = lines.find((each) => each.startsWith(`corridor_tracker_${name} `));
    return line === undefined ? undefined : Number(line.split(" ").at(-1));
  });
}
const told = async (name: string) => (await allTold(name))[0];

it("counts answers by where they came from and how they ended", async () => {
  const name = 'answers_total{kind="page",status="2xx"}';
  const before = (await told(name)) ?? 0;
  countAnswer("page", 200);
  countAnswer("page", 206);
  countAnswer("page", 304);
  expect(await told(name)).toBe(before + 2);
});

it("says what the renderer knows of the record now, and nothing old while it is away", async () => {
  const names = ["up", "revisions", "announced_today", "renderer_resident_memory_bytes"];
  expect(await allTold(...names)).toEqual([1, 60, 3, 1000]);
  measured.revisions = 61;
  expect(await allTold(...names)).toEqual([1, 61, 3, 1000]);
  answers = false;
  expect(await allTold(...names)).toEqual([0, 0, 0, 0]);
  answers = true;
  expect(await allTold(...names)).toEqual([1, 61, 3, 1000]);
  port = null;
  expect(await allTold(...names)).toEqual([0, 0, 0, 0]);
});

it("answers at one address alone", async () => {
  expect((await fetch(`${address()}/`)).status).toBe(404);
  expect((await fetch(`${address()}/metrics`, { method: "POST" })).status).toBe(404);
});
