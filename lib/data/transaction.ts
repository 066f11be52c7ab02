import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Dialect } from "@/lib/data/dialect";
import { isBusy } from "@/lib/data/refusals";
import { CHANNEL, writer as writerName } from "@/lib/data/written";
import type { Prisma, PrismaClient } from "@/prisma/generated/sqlite/client";

type Model = Uncapitalize<Prisma.ModelName>;

/** What the body of a transaction reads and writes with. Nested transactions are not for it. */
export type Tx = Pick<PrismaClient, Model | "$queryRaw" | "$executeRaw">;

export interface Patience {
  /** How long to try again while somebody else holds the write lock, in ms. */
  patience?: number;
  /** How long one transaction may take, in ms. */
  timeout?: number;
}

interface Scope {
  open: boolean;
  failed?: unknown;
}

/**
 * After how long the server gives a transaction up that it hears nothing of, in ms: where it hears us, we are first. None of ours
 * thinks for a minute between two statements.
 */
const unheard = (timeout: number): string => String(Math.min(timeout + 1_000, 60_000));

// Both take the one lock that every writer of the tracker takes, and change nothing. PostgreSQL tells the others at the commit, and
// keeps the lock for nobody whom a network has swallowed.
const takeWriteLock: Record<Dialect, (tx: Tx, timeout: number) => Promise<unknown>> = {
  sqlite: (tx) => tx.$executeRaw`DELETE FROM "_prisma_migrations" WHERE 0`,
  postgresql: (
    tx,
    timeout,
  ) => tx.$executeRaw`SELECT pg_advisory_xact_lock(7240), pg_notify(${CHANNEL}, ${writerName()}),
    set_config('idle_in_transaction_session_timeout', ${unheard(timeout)}, true)`,
};

/**
 * Makes the only door to a client that writes: one transaction at a time, the write lock first, again while
 * the database is busy, nothing stored once any statement in it failed (SQLite alone would carry on).
 */
export function transactionsOf(
  client: PrismaClient,
  dialect: Dialect,
  { patience = 10_000, timeout: usual = 5_000 }: Patience,
) {
  const inside = new AsyncLocalStorage<Scope>();
  let last: Promise<unknown> = Promise.resolve();

  const writer = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return await query(args);
        } catch (error) {
          const scope = inside.getStore();
          if (scope) scope.failed ??= error;
          throw error;
        }
      },
    },
  }) as unknown as PrismaClient;

  async function attempt<T>(body: (tx: Tx) => Promise<T>, timeout: number): Promise<T> {
    const scope: Scope = { open: true };
    const ended = new AbortController();
    try {
      const running = inside.run(scope, () =>
        writer.$transaction(
          async (tx) => {
            await takeWriteLock[dialect](tx, timeout);
            const result = await body(tx);
            if (scope.failed) throw scope.failed;
            return result;
          },
          { timeout, maxWait: timeout },
        ),
      );
      // At `timeout` a database that hears us has rolled back; the body may never end, the next writer need not wait for it.
      const late = sleep(timeout + 500, undefined, { signal: ended.signal }).then(() => {
        throw new Error(`The transaction took longer than ${timeout} ms and was given up.`);
      });
      running.catch(() => {});
      late.catch(() => {});
      return await Promise.race([running, late]);
    } finally {
      scope.open = false;
      ended.abort();
    }
  }

  async function retried<T>(body: (tx: Tx) => Promise<T>, timeout: number): Promise<T> {
    const givenUp = performance.now() + patience;
    for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
      try {
        return await attempt(body, timeout);
      } catch (error) {
        if (!isBusy(error) || performance.now() > givenUp) throw error;
        await sleep(10 + Math.random() * pause);
      }
    }
  }

  async function transaction<T>(body: (tx: Tx) => Promise<T>, timeout = usual): Promise<T> {
    if (inside.getStore()?.open) throw new Error("A transaction inside a transaction: hand the tx down instead.");
    const mine = last.then(() => retried(body, timeout));
    last = mine.catch(() => {});
    return mine;
  }

  /** Resolves when every transaction begun so far has ended, well or not. */
  const settled = async () => void (await last);

  return { transaction, settled };
}
