import http from "node:http";
import { figure, quantile, type Report } from "@/tests/bench/report";
import { madeUpFile } from "@/tests/bench/stores";
import { startServer } from "@/tests/support/server";

const BIG = { corridors: 300, days: 730, until: "2026-01-31" };
const TIMES = 5;

/** When the first answer that a server gives has ended, and the bytes of its page as a browser gets it. */
const firstAnswer = (url: string) =>
  new Promise<{ at: number; bytes: number }>((resolve, reject) => {
    http
      .get(url, { headers: { "accept-encoding": "br" } }, (answer) => {
        let bytes = 0;
        answer.on("data", (part: Buffer) => {
          bytes += part.length;
        });
        answer.on("end", () => resolve({ at: performance.now(), bytes }));
        if (answer.statusCode !== 200) reject(new Error(`the board was answered with ${answer.statusCode}`));
      })
      .on("error", reject);
  });

/** The board from a server that has just started, with the record of the seed and with a very large one. */
export async function measureCold(): Promise<Report> {
  const { url: databaseUrl } = await madeUpFile(BIG);
  const stores = [
    ["the seed, four reports", { beginning: "seeded" }],
    [`${figure(BIG.corridors)} corridors, ${figure(BIG.days)} days`, { databaseUrl }],
  ] as const;
  const found: { name: string; ms: number; bytes: number }[] = [];
  for (const [name, options] of stores) {
    const answers: { ms: number; bytes: number }[] = [];
    for (let i = 0; i < TIMES; i++) {
      const began = performance.now();
      const server = await startServer(options);
      const { at, bytes } = await firstAnswer(`${server.url}/en`).finally(server.stop);
      answers.push({ ms: at - began, bytes });
    }
    const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
    found.push({ name, ms: quantile(times, 0.5), bytes: answers[0]?.bytes ?? 0 });
  }
  return {
    title: "The board from cold",
    columns: ["store", "first answer, ms", "bytes, brotli", "of the seed's time"],
    rows: found.map(({ name, ms, bytes }) => [
      name,
      figure(ms),
      figure(bytes),
      figure(ms / (found[0]?.ms ?? Number.NaN), 2),
    ]),
    notes: [
      `From the start of the process to the end of its first answer, SQLite, median of ${TIMES} starts: a server takes connections when it has made both boards.`,
    ],
  };
}
