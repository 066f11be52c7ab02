import { type Load, load } from "@/tests/bench/load";
import { median } from "@/tests/bench/report";

const TURNS = 9;
const STARTS = 5;
const TURNS_A_START = 3;
const SECONDS = 2;
/** Until the engine has compiled what a request goes through as well as it can. */
const WARM_UP_SECONDS = 10;

const taken = (turns: number) =>
  `in turn, ${turns} times ${SECONDS} s each after ${WARM_UP_SECONDS} s to warm up, medians, also of what ours is of it in each turn`;
/** How turns are told in a note. */
export const IN_TURN = taken(TURNS);
/** Likewise those of servers that are started anew. */
export const FROM_THE_START = `${taken(TURNS_A_START)}; ${STARTS} times, with all of them started anew, and the medians of that, with the least and the most that ours was`;

/** What several turns of one server came to; p50 and p99 in ms. */
export type Turns = { perSecond: number; p50: number; p99: number; errors: number; ours: number };
/** The same of several starts, with what ours was of it in the worst one and in the best. */
export type Starts = Turns & { least: number; most: number };
/** Servers that run; the first is ours. */
export type Running = { urls: readonly string[]; stop(): Promise<unknown> };

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
export async function inTurn(
  urls: readonly string[],
  encoding: string,
  connections: number,
  turns = TURNS,
): Promise<Turns[]> {
  const loads: Load[][] = urls.map(() => []);
  for (const url of urls) await load(url, encoding, { connections, seconds: WARM_UP_SECONDS });
  for (let n = 0; n < turns; n++)
    for (const [i, url] of urls.entries())
      loads[i]?.push(await load(url, encoding, { connections, seconds: SECONDS, counting: true }));
  return loads.map((its) => turnsOf(its, loads[0]));
}

const startsOf = (turns: readonly Turns[]): Starts => {
  const of = (key: keyof Turns) => turns.map((one) => one[key]);
  return {
    perSecond: median(of("perSecond")),
    p50: median(of("p50")),
    p99: median(of("p99")),
    errors: of("errors").reduce((sum, errors) => sum + errors, 0),
    ours: median(of("ours")),
    least: Math.min(...of("ours")),
    most: Math.max(...of("ours")),
  };
};

/**
 * inTurn() for servers that are started anew each time: how quick a process is on a shared machine differs by a third from start
 * to start, and stays so for as long as it lives.
 */
export async function fromTheStart(
  start: () => Promise<Running>,
  encoding: string,
  connections: number,
): Promise<Starts[]> {
  const found: Turns[][] = [];
  for (let n = 0; n < STARTS; n++) {
    const { urls, stop } = await start();
    found.push(await inTurn(urls, encoding, connections, TURNS_A_START).finally(stop));
  }
  return (found[0] ?? []).map((_, server) => startsOf(found.flatMap((turns) => turns[server] ?? [])));
}
