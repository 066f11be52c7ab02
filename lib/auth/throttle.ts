import { createHmac } from "node:crypto";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { config } from "@/lib/config";
import { type AttemptCounts, openAttemptCounts } from "@/lib/data/attempt-counts";
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

type Budget = keyof typeof BUDGETS;
type Limiter = RateLimiterMemory | RateLimiterPostgres;

/** How often counts that mean nothing any more are removed, in ms. */
const CLEAN_EVERY = 10 * 60_000;

/** A budget in this process alone, or together with every process on the same database; by itself while that is away. */
function limiterOf(name: Budget, counts: AttemptCounts | null): Limiter {
  const options = { ...BUDGETS[name], keyPrefix: name };
  const alone = new RateLimiterMemory(options);
  if (!counts) return alone;
  return new RateLimiterPostgres({
    ...options,
    storeClient: counts,
    storeType: "pool",
    tableName: counts.table,
    tableCreated: true,
    clearExpiredByTimeout: false,
    insuranceLimiter: alone,
  });
}

/** `forgive` gives the attempt back, once it has succeeded. */
export type Admission = { ok: true; forgive: () => Promise<void> } | { ok: false; retryAfter: number };

export interface Throttle {
  /**
   * Asks for one attempt, and counts it before it is made: a hundred at the same time are a hundred.
   * A stranger can use up what strangers may try on a name, never what its owner's own browser may.
   * @param subject the name or the person; unknown names are counted alike
   * @returns or refuses with the seconds to wait
   */
  admit(guess: Guess, subject: string, client: Client): Promise<Admission>;
  close(): Promise<void>;
}

/**
 * Counts attempts: in memory on SQLite, in the database on PostgreSQL, where an instance is as good as any other for
 * whoever is guessing.
 * @param secret what no count can be read without; the same in every instance
 */
export function openThrottle(databaseUrl: string, secret: string): Throttle {
  const counts = openAttemptCounts(databaseUrl);
  const [pair, byNetwork, bySubject, byDevice] = (["pair", "network", "subject", "device"] as const).map((name) =>
    limiterOf(name, counts),
  ) as [Limiter, Limiter, Limiter, Limiter];
  let cleaned = Date.now();

  const clean = (now: number) => {
    if (now - cleaned < CLEAN_EVERY) return;
    cleaned = now;
    void counts?.clean(new Date(now));
  };

  async function admit(guess: Guess, subject: string, { network, device }: Client): Promise<Admission> {
    clean(Date.now());
    const key = (...parts: string[]) =>
      createHmac("sha256", secret)
        .update(JSON.stringify(["attempt", guess, ...parts]))
        .digest("base64");
    const spends: [Limiter, string][] = device
      ? [[byDevice, key(subject, device)]]
      : [
          [pair, key(subject, network)],
          [byNetwork, key(network)],
          [bySubject, key(subject)],
        ];
    if (!device) {
      // names that are made up after that would each be kept for a quarter of an hour
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

  return { admit, close: async () => counts?.close() };
}

// One Next process holds several copies of this module; they must count together.
const THROTTLE = Symbol.for("tracker.throttle");
const shared = globalThis as { [THROTTLE]?: Throttle };

/** Throttle.admit() of this installation, at DATABASE_URL. */
export function admit(guess: Guess, subject: string, client: Client): Promise<Admission> {
  shared[THROTTLE] ??= openThrottle(config().databaseUrl, config().nextauthSecret);
  return shared[THROTTLE].admit(guess, subject, client);
}
