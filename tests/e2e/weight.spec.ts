import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { dateAt } from "@/lib/domain/dates";
import { LOCALES } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { REAL_TALK } from "@/tests/bench/synthetic-claims";
import { makeSyntheticStore, type Synthetic } from "@/tests/bench/synthetic-store";
import { test } from "@/tests/support/browsing";
import { startServer, type TestServer } from "@/tests/support/server";

const KB = 1000;
const until = dateAt(new Date(), "UTC");
const folder = mkdtempSync(path.join(tmpdir(), "tracker-weight-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server with a store of made-up days. */
async function serving(name: string, size: Omit<Synthetic, "until">): Promise<TestServer> {
  const databaseUrl = `file:${path.join(folder, name)}.db`;
  await makeSyntheticStore(databaseUrl, { ...size, until });
  const server = await startServer({ databaseUrl });
  // what is weighed is the page, not how soon a busy machine makes its first
  await expect.poll(async () => (await fetch(`${server.url}/en`)).status, { timeout: 60_000 }).toBe(200);
  return server;
}

/** How many bytes a page has on its way to a reader. */
const bytesOf = (url: string, encoding: "br" | "gzip") =>
  new Promise<number>((resolve, reject) => {
    http
      .get(url, { headers: { "accept-encoding": encoding } }, (answer) => {
        let bytes = 0;
        answer.on("data", (part: Buffer) => (bytes += part.length));
        const whole = answer.statusCode === 200 && answer.headers["content-encoding"] === encoding;
        answer.on("end", () => (whole ? resolve(bytes) : reject(new Error(`${url}: ${answer.statusCode}`))));
      })
      .on("error", reject);
  });

test("a board of 20 corridors and 30 days is light on a first visit, and nothing on it moves", async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await serving("real", { corridors: 20, days: 30, talk: REAL_TALK });
  try {
    const page = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    const asked: { url: string; bytes: number; type: string }[] = [];
    page.on("requestfinished", async (request) => {
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      asked.push({ url: request.url(), bytes: responseBodySize + responseHeadersSize, type: request.resourceType() });
    });
    await page.addInitScript(() => {
      const seen = { shift: 0, refused: 0 };
      Object.assign(window, { seen });
      addEventListener("securitypolicyviolation", () => seen.refused++);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${server.url}/en`, { waitUntil: "networkidle" });
    await expect(page.getByRole("article")).toHaveCount(20);
    expect(await page.locator(".bar").first().locator("li").count()).toBe(30);
    await page.mouse.wheel(0, 5000);

    const html = await bytesOf(`${server.url}/en`, "br");
    const all = asked.reduce((sum, { bytes }) => sum + bytes, 0);
    const gzip = await bytesOf(`${server.url}/en`, "gzip");
    console.log(`board: ${html} bytes br, ${gzip} gzip; first visit ${all} bytes in ${asked.length} requests`);
    expect(html).toBeLessThanOrEqual(10 * KB);
    expect(all).toBeLessThanOrEqual(60 * KB);
    expect(asked.length).toBeLessThanOrEqual(6);
    expect(asked.filter(({ url }) => !url.startsWith(`${server.url}/`))).toEqual([]);
    expect(asked.filter(({ type }) => type === "font")).toEqual([]);
    const blocking = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((it) => (it as unknown as { renderBlockingStatus: string }).renderBlockingStatus === "blocking")
        .map(({ name }) => new URL(name).pathname.replace(/.*\./, "")),
    );
    expect(blocking.sort()).toEqual(["css", "js"]);
    const theme = asked.find(({ url }) => url.includes("/assets/theme.js"));
    expect(theme).toBeDefined();
    expect(await page.evaluate(() => (window as unknown as { seen: object }).seen)).toEqual({ shift: 0, refused: 0 });
    expect(complaints).toEqual([]);
  } finally {
    await server.stop();
  }
});

test("a board of 20 corridors answers on the first screen of a phone, and on two sheets of paper", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const server = await serving("phone", { corridors: 20, days: 30, talk: REAL_TALK });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    for (const locale of LOCALES) {
      await page.goto(`${server.url}${paths.board(locale)}`);
      const numbers = page.locator(".tally > li > b");
      await expect(numbers).toHaveCount(4);
      for (const number of await numbers.all()) await expect(number).toBeInViewport({ ratio: 1 });
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
    }
  } finally {
    await server.stop();
  }
});
