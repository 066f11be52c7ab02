import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Client } from "./client";

/** What is being guessed: each has budgets of its own. */
export type Guess = "password" | "code" | "confirm";

// Failed attempts, and the seconds in which so many are allowed.
const BUDGETS = {
  /** One name from one network. */
  pair: { points: 10, duration: 15 * 60 },
  /** Any names from one network: somebody who tries one password on many. */
  network: { points: 60, duration: 15 * 60 },
  /** One name from anywhere: somebody with many networks. Known browsers have their own, so the owner still gets in. */
  subject: { points: 100, duration: 60 * 60 },
  /** One name from a browser in which its owner has signed in before. */
  device: { points: 10, duration: 15 * 60 },
} as const;

type Limiters = Record<keyof typeof BUDGETS, RateLimiterMemory>;

// One Next process holds several copies of this module; they must count together.
const LIMITERS = Symbol.for("tracker.throttle");
const shared = globalThis as { [LIMITERS]?: Limiters };

function limiters(): Limiters {
  shared[LIMITERS] ??= Object.fromEntries(
    Object.entries(BUDGETS).map(([name, budget]) => [name, new RateLimiterMemory({ ...budget, keyPrefix: name })]),
  ) as Limiters;
  return shared[LIMITERS];
}

/** Forgets every attempt, as a restart does; tests share one process. */
export function resetThrottle(): void {
  delete shared[LIMITERS];
}

/** `forgive` gives the attempt back, once it has succeeded. */
export type Admission = { ok: true; forgive: () => Promise<void> } | { ok: false; retryAfter: number };

/**
 * Asks for one attempt, and counts it before it is made: a hundred at the same time are a hundred.
 * A stranger can use up what strangers may try on a name, never what its owner's own browser may.
 * @param subject the name or the person; unknown names are counted alike
 * @returns or refuses with the seconds to wait
 */
export async function admit(guess: Guess, subject: string, { network, device }: Client): Promise<Admission> {
  const { pair, network: byNetwork, subject: bySubject, device: byDevice } = limiters();
  const key = (...parts: string[]) =>
    createHash("sha256")
      .update(JSON.stringify([guess, ...parts]))
      .digest("base64");
  const spends: [RateLimiterMemory, string][] = device
    ? [[byDevice, key(subject, device)]]
    : [
        [pair, key(subject, network)],
        [byNetwork, key(network)],
        [bySubject, key(subject)],
      ];
  if (!device) {
    // names that are made up after that would each be kept in memory for a quarter of an hour
    const spent = await byNetwork.get(key(network));
    if (spent && spent.remainingPoints <= 0) return { ok: false, retryAfter: Math.ceil(spent.msBeforeNext / 1000) };
  }
  for (const [limiter, spend] of spends) {
    try {
      await limiter.consume(spend);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return { ok: false, retryAfter: Math.ceil(refused.msBeforeNext / 1000) };
    }
  }
  return {
    ok: true,
    async forgive() {
      for (const [limiter, spend] of spends) {
        if (limiter === pair || limiter === byDevice) await limiter.delete(spend);
        else await limiter.reward(spend);
      }
    },
  };
}
