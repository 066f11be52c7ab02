import http from "node:http";
import { quantile } from "@/tests/bench/report";

/** As many connections as are answered by the database or wait for it, here. */
export const FEW = 16;
/** In seconds. */
export const FOR = 8;

/** The n-th question that is asked of a list: days of a status between two dates. */
export type Question = (n: number) => { status: string; from: string; to: string };

export type Asked = { seconds: number; perSecond: number; refused: number; errors: number; p50: number; p99: number };

/**
 * Asks one question after another over so many connections, every time a different one.
 * @param headers of every request, besides
 */
export async function allDifferent(
  origin: string,
  path: (n: number) => string,
  first: number,
  connections: number,
  headers: Record<string, string> = {},
): Promise<Asked> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const asked = { refused: 0, errors: 0 };
  const times: number[] = [];
  let n = first;
  const once = (url: string) =>
    new Promise<void>((resolve) => {
      const began = performance.now();
      http
        .get(url, { agent, headers: { "accept-encoding": "gzip", ...headers } }, (answer) => {
          answer.resume();
          answer.on("end", () => {
            if (answer.statusCode === 200) times.push(performance.now() - began);
            else if (answer.statusCode === 503 && answer.headers["retry-after"]) asked.refused++;
            else asked.errors++;
            resolve();
          });
        })
        .on("error", () => {
          asked.errors++;
          resolve();
        });
    });
  const began = performance.now();
  const end = began + FOR * 1_000;
  const reader = async () => {
    while (performance.now() < end) await once(origin + path(n++));
  };
  await Promise.all(Array.from({ length: connections }, reader));
  const seconds = (performance.now() - began) / 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const { refused, errors } = asked;
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  return { seconds, perSecond: times.length / seconds, refused: refused / seconds, errors, p50, p99 };
}
