import { chromium } from "@playwright/test";
import { testEnvironment } from "@/lib/config";
import { figure, type Report } from "@/tests/bench/report";
import type { Measured } from "@/tests/bench/stores";
import { startServer } from "@/tests/support/server";

/** A poor connection: 400 kbit/s each way, 400 ms for a round trip. */
const POOR = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const VISITS = 5;

/** Milliseconds until the first text of a first visit, and until everything is there: the median of some visits. */
async function visits(url: string): Promise<{ text: number; whole: number; bytes: number }> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: testEnvironment().chromiumPath, args });
  const found: { text: number; whole: number; bytes: number }[] = [];
  try {
    for (let i = 0; i < VISITS; i++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", POOR);
      let bytes = 0;
      session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      await page.goto(url, { waitUntil: "networkidle" });
      const times = await page.evaluate(() => ({
        text: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
        whole: (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).loadEventEnd,
      }));
      found.push({ ...times, bytes });
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const middle = (pick: (visit: (typeof found)[number]) => number) =>
    found.map(pick).toSorted((a, b) => a - b)[Math.floor(VISITS / 2)] ?? Number.NaN;
  return { text: middle(({ text }) => text), whole: middle(({ whole }) => whole), bytes: middle((it) => it.bytes) };
}

/** The first visit of the board over a poor connection, through the publisher and without it. */
export async function measureFirstText({ url: databaseUrl }: Measured): Promise<Report> {
  const rows: Report["rows"] = [];
  for (const [name, mode] of [
    ["npm start", "start"],
    ["next start, no publisher", "bare"],
  ] as const) {
    const server = await startServer({ databaseUrl, mode });
    try {
      await (await fetch(`${server.url}/en`)).text(); // what is measured is the way, not the first rendering
      const { text, whole, bytes } = await visits(`${server.url}/en`);
      rows.push([name, figure(text), figure(whole), figure(bytes)]);
    } finally {
      await server.stop();
    }
  }
  return {
    title: "The board over a poor connection",
    columns: ["server", "first text, ms", "everything, ms", "bytes"],
    rows,
    notes: [
      `First contentful paint of a first visit in Chromium at 400 kbit/s and 400 ms round trip, median of ${VISITS} visits with an empty cache.`,
    ],
  };
}
