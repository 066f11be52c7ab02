import { afterEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { byCommand, Ledger } from "@/tests/support/ledger";
import { hasPostgresPrograms, NO_PROGRAMS, type OwnPostgres, startOwnPostgres } from "@/tests/support/own-postgres";
import { createDatabase } from "@/tests/support/postgres";
import { dice } from "@/tests/support/random-tampering";
import { layGround } from "@/tests/support/record";
import { withoutWhatItNeeds } from "@/tests/support/stores";

/** A third each: the server is killed, one of its processes is killed, the server is stopped at once. */
const ROUNDS = times(3, 100);
/** Rounds on one record: it is read whole after each. */
const ON_ONE = 25;
const EDITORS = 4;
/** The longest that saves go on after the acknowledgement that decides, in ms: about two of them. */
const A_MOMENT = 12;

const title = "a PostgreSQL server that is killed or stopped at once, amid saves";
const here = hasPostgresPrograms
  ? describe
  : (_: string, body: () => void) => withoutWhatItNeeds(title, NO_PROGRAMS, body);

here(title, () => {
  let postgres: OwnPostgres | undefined;
  let store: Store | undefined;
  afterEach(async () => {
    await store?.close();
    await postgres?.remove();
  });

  /** The process of the connection that writes. */
  async function writer(own: Store): Promise<number> {
    const [row] = await own.transaction((tx) => tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`);
    return Number(row?.pid);
  }

  it(
    "has every acknowledged save when it is back, and the same store goes on with it",
    async () => {
      const own = await startOwnPostgres();
      postgres = own;
      const roll = dice(13);
      const breaks = [
        async () => {
          await own.kill();
          await own.start();
        },
        async (pid: number) => own.killBackend(pid),
        async () => {
          await own.stop();
          await own.start();
        },
      ];
      const sum = { saved: 0, unanswered: 0 };
      let ledger = new Ledger(byCommand(() => store as Store));
      for (let round = 0; round < ROUNDS; round++) {
        if (round % ON_ONE === 0) {
          sum.saved += ledger.saved.size;
          await store?.close();
          store = openStore(await createDatabase(own.url));
          await migrate(store.url);
          await layGround(store);
          ledger = new Ledger(byCommand(() => store as Store));
        }
        const used = store as Store;
        const pid = await writer(used);
        let left = 1 + roll(12);
        let broken: Promise<unknown> | undefined;
        let over = false;
        const breakSoon = async () => {
          await new Promise((resolve) => setTimeout(resolve, roll(A_MOMENT)));
          await breaks[round % breaks.length]?.(pid);
        };
        // each goes on until it has no answer, or until it is over: nobody may have asked anything in that moment
        await ledger.work(EDITORS, () => {
          if (--left === 0)
            broken = breakSoon()
              .catch((error) => error)
              .finally(() => {
                over = true;
              });
          return over;
        });
        expect(await broken).toBeUndefined();
        const answers = async () => used.read.setting.count().catch((error: Error) => error.message);
        await expect.poll(answers, { interval: 20, timeout: 20_000 }).toEqual(expect.any(Number));
        sum.unanswered += await ledger.settle(used);
      }
      sum.saved += ledger.saved.size;
      expect(sum.unanswered).toBeGreaterThan(0);
      const result = `0 lost, 0 half, 0 double of ${sum.saved} saves, ${sum.unanswered} of them without an answer; chains whole`;
      figure("SIGKILL and immediate stop of PostgreSQL", DATABASES.postgresql, ROUNDS, result);
    },
    within(120_000),
  );
});
