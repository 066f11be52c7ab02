import { type Load, load } from "@/tests/bench/load";
import { median } from "@/tests/bench/report";

const TURNS = 9;
const SECONDS = 2;
/** Until the engine has compiled what a request goes through as well as it can. */
const WARM_UP_SECONDS = 10;

/** How turns are told in a note. */
export const IN_TURN = `in turn, ${TURNS} times ${SECONDS} s each after ${WARM_UP_SECONDS} s to warm up, medians, also of what ours is of it in each turn`;

/** What several turns of one server came to; p50 and p99 in ms. */
export type Turns = { perSecond: number; p50: number; p99: number; errors: number; ours: number };

/** A time of one of the load programs in ms. */
function ms(time: string): number {
  const [, value = "NaN", unit = "ms"] = /^([\d.]+)(us|ms|s)$/.exec(time) ?? [];
  return Number(value) * { us: 0.001, ms: 1, s: 1_000 }[unit as "us" | "ms" | "s"];
}

export const turnsOf = (loads: readonly Load[], beside: readonly Load[] = []): Turns => ({
  perSecond: median(loads.map(({ perSecond }) => perSecond)),
  p50: median(loads.map(({ p50 }) => ms(p50))),
  p99: median(loads.map(({ p99 }) => ms(p99))),
  errors: loads.reduce((sum, { errors }) => sum + errors, 0),
  ours: median(loads.map(({ perSecond }, n) => (beside[n]?.perSecond ?? Number.NaN) / perSecond)),
});

/**
 * Asks several servers in turns of a few seconds, so that each has the same minutes: a shared machine is not the same for one.
 * @param urls the first is ours
 */
export async function inTurn(urls: readonly string[], encoding: string, connections: number): Promise<Turns[]> {
  const loads: Load[][] = urls.map(() => []);
  for (const url of urls) await load(url, encoding, { connections, seconds: WARM_UP_SECONDS });
  for (let n = 0; n < TURNS; n++)
    for (const [i, url] of urls.entries())
      loads[i]?.push(await load(url, encoding, { connections, seconds: SECONDS, counting: true }));
  return loads.map((its) => turnsOf(its, loads[0]));
}
