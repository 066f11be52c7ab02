import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";

export const CONNECTIONS = 64;
const SECONDS = 6;
const WRK = ["/usr/bin/wrk", "/usr/local/bin/wrk"].find((file) => existsSync(file));
/** Who asks. */
export const LOADER = WRK ? "wrk" : "autocannon";

/** Requests a second, and how long one took in the middle and at the 99th of a hundred. */
export type Load = { perSecond: number; p50: string; p99: string; errors: number };

/** Runs a program and gives what it printed. */
async function said(program: string, args: string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (part) => (text += part));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} failed with exit code ${code}`);
  return text;
}

/**
 * Asks for one page over and over, with wrk where there is one, else with autocannon. Every answer must be the page.
 * @param counting counts those that are not, and what broke off, in place of throwing
 */
export async function load(
  url: string,
  encoding: string,
  { connections = CONNECTIONS, seconds = SECONDS, counting = false } = {},
): Promise<Load> {
  const header = `accept-encoding: ${encoding}`;
  const limits = ["-c", String(connections), "-d", String(seconds)];
  if (WRK) {
    const text = await said(WRK, ["-t1", ...limits, "--timeout", "20s", "--latency", "-H", header, url]);
    if (!counting && /Non-2xx|Socket errors/.test(text)) throw new Error(`not every answer was a page:\n${text}`);
    const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "?";
    const broken = found(/Socket errors: (.+)/).match(/\d+/g) ?? [];
    return {
      errors: broken.reduce((sum, one) => sum + Number(one), Number(/Non-2xx[^:]*: (\d+)/.exec(text)?.[1] ?? 0)),
      perSecond: Number(found(/Requests\/sec:\s+([\d.]+)/)),
      p50: found(/^ +50% +(\S+)/m),
      p99: found(/^ +99% +(\S+)/m),
    };
  }
  const cannon = "node_modules/autocannon/autocannon.js";
  const { requests, latency, non2xx, errors } = JSON.parse(
    await said(process.execPath, [cannon, ...limits, "--json", "-H", header.replace(": ", "="), url]),
  ) as { requests: { average: number }; latency: { p50: number; p99: number }; non2xx: number; errors: number };
  if (!counting && non2xx > 0) throw new Error(`${non2xx} answers were no page`);
  return { perSecond: requests.average, p50: `${latency.p50}ms`, p99: `${latency.p99}ms`, errors: non2xx + errors };
}

/** Reads an answer to its end and keeps nothing of it: to gather a long file takes its reader longer than to read it. */
export async function readThrough({ body }: Response): Promise<void> {
  if (body) for await (const _ of body);
}
