import { expect, it } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { byCommand, Ledger } from "@/tests/support/ledger";
import { dice } from "@/tests/support/random-tampering";
import { layGround } from "@/tests/support/record";
import { type Saver, startSaver } from "@/tests/support/saving";
import { onEveryStore } from "@/tests/support/stores";

const ROUNDS = times(2, 1_000);
/** Kills in a row on one record: it is read whole after each. */
const ON_ONE = 50;
/** The longest that a save goes on after the acknowledgement that decides, in ms: about two saves. */
const A_MOMENT = 12;

onEveryStore("killed with SIGKILL in the middle of a stream of saves, the record", (fresh) => {
  it(
    "has every acknowledged save with its revision, none twice, and goes on",
    async () => {
      const roll = dice(11);
      let dialect: Store["dialect"] = "sqlite";
      const sum = { kills: 0, saved: 0, unanswered: 0 };
      while (sum.kills < ROUNDS) {
        const rounds = Math.min(ON_ONE, ROUNDS - sum.kills);
        const empty = await fresh();
        await layGround(empty);
        dialect = empty.dialect;
        let open: Store | undefined;
        const ledger = new Ledger(byCommand(() => open as Store));
        let ahead: Saver | undefined;
        for (let round = 1; round <= rounds; round++) {
          const saver = ahead ?? startSaver(empty.url);
          // the next one starts while this one is heard and judged
          ahead = round < rounds ? startSaver(empty.url) : undefined;
          let wanted = 1 + roll(12);
          saver.begin(ledger, () => {
            if (--wanted === 0) setTimeout(() => saver.process.kill("SIGKILL"), roll(A_MOMENT));
          });
          const { how, complaint } = await saver.ended;
          expect(how, complaint).toBe("SIGKILL");
          expect([...ledger.refused.values()]).toEqual([]);
          open = openStore(empty.url);
          try {
            sum.unanswered += await ledger.settle(open);
          } finally {
            await open.close();
          }
          sum.kills++;
        }
        sum.saved += ledger.saved.size;
      }
      const { kills, saved, unanswered } = sum;
      expect(unanswered).toBeGreaterThan(0);
      const result = `0 lost, 0 half, 0 double of ${saved} saves, ${unanswered} of them without an answer; chains whole`;
      figure("SIGKILL amid saves", DATABASES[dialect], kills, result);
    },
    within(120_000),
  );
});
